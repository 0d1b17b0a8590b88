import { count, directed, range } from '../../domain/format.ts';
import { numberCell, word } from '../../domain/panel.ts';
import type { NumberTable } from '../../domain/panel.ts';
import { differenceOf } from './comparison.ts';
import type { Comparison } from './comparison.ts';
import { differenceDecimals, pText } from './comparison-words.ts';
import type { DotIntervalModel, DotRow } from './dot-interval.ts';
import { rankTexts } from './ranks.ts';

/**
 * Forest plot: the difference of every level from the first of the two compared, in the order of the
 * ranks, with rank and letters; the level itself stands at zero.
 */
export function forestModel(comparison: Comparison): DotIntervalModel {
  const { ranks, first, second, unit, factor } = comparison;
  const texts = rankTexts(ranks, ranks.facet);
  const decimals = columnDecimals(comparison);
  const rows = ranks.levels.flatMap(({ name }): DotRow[] => {
    const rank = texts?.get(name) ?? '';
    const shared = { key: name, name, rank, chosen: name === second };
    const nothing = { low: NaN, high: NaN };
    if (name === first) {
      const cells = ['0', 'reference', '', ''];
      const label = `${name}: the reference`;
      return [{ ...shared, mean: 0, interval: null, naive: nothing, cells, label }];
    }
    const pair = differenceOf(ranks, name, first);
    if (pair === null) return [];
    const write = (x: number): string => directed(x * factor, decimals);
    const { interval, difference } = pair;
    const span = interval ? range(interval.low, interval.high, write) : '–';
    const half = 1.96 * pair.naiveSe;
    return [
      {
        ...shared,
        mean: difference * factor,
        interval: interval && { low: interval.low * factor, high: interval.high * factor },
        naive: { low: (difference - half) * factor, high: (difference + half) * factor },
        cells: [write(difference), span, pText(pair.adjusted), count(pair.items)],
        label: `${name} less ${first}: ${write(difference)} ${unit}, 95 % ${span}, adjusted p ${pText(pair.adjusted)}; compare the two`,
      },
    ];
  });
  return {
    facet: ranks.facet,
    title: `Difference from ${first} by ${ranks.facet}`,
    rows,
    ranked: texts !== null,
    hidden: 0,
    overall: NaN,
    columns: [
      { name: 'Difference', minor: false },
      { name: '95 % interval', minor: false },
      { name: 'p, Holm', minor: true },
      { name: 'Items', minor: true },
    ],
    zero: true,
  };
}

/** Decimals for a column of differences from the first level: those of the median interval. */
function columnDecimals({ ranks, first, factor }: Comparison): number {
  const needed = ranks.levels
    .filter(({ name }) => name !== first)
    .map(({ name }) => differenceDecimals(differenceOf(ranks, name, first), factor))
    .toSorted((a, b) => a - b);
  return needed[Math.floor(needed.length / 2)] ?? 2;
}

/** The forest plot's numbers, with every standard error. */
export function forestTable({ ranks, first, unit, factor }: Comparison): NumberTable {
  const texts = rankTexts(ranks, ranks.facet);
  const number = (x: number | null): ReturnType<typeof numberCell> =>
    numberCell(x === null ? null : x * factor, (value) => directed(value, 3));
  return {
    columns: [
      { name: ranks.facet, numeric: false },
      { name: 'Rank', numeric: false },
      { name: `Difference from ${first}, ${unit}`, numeric: true },
      { name: '95 % low', numeric: true },
      { name: '95 % high', numeric: true },
      { name: 'p', numeric: true },
      { name: 'p, Holm', numeric: true },
      { name: 'SE clustered', numeric: true },
      { name: 'SE naive', numeric: true },
      { name: 'SE unpaired', numeric: true },
      { name: 'Correlation', numeric: true },
      { name: 'Items', numeric: true },
      { name: 'Clusters', numeric: true },
      { name: 'Detectable', numeric: true },
    ],
    rows: ranks.levels
      .filter(({ name }) => name !== first)
      .map(({ name }) => {
        const pair = differenceOf(ranks, name, first);
        return [
          word(name),
          word(texts?.get(name) ?? ''),
          number(pair?.difference ?? null),
          number(pair?.interval?.low ?? null),
          number(pair?.interval?.high ?? null),
          numberCell(pair?.p ?? null, pText),
          numberCell(pair?.adjusted ?? null, pText),
          number(pair?.interval?.se ?? null),
          number(pair?.naiveSe ?? null),
          number(pair?.unpairedSe ?? null),
          numberCell(pair?.correlation ?? null, (r) => directed(r, 2)),
          numberCell(pair?.items ?? null, count),
          numberCell(pair?.clusters ?? null, count),
          number(pair?.detectable ?? null),
        ];
      }),
  };
}
