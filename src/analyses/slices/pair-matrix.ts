import { count, directed } from '../../domain/format.ts';
import { numberCell, word } from '../../domain/panel.ts';
import type { NumberTable, Sentence } from '../../domain/panel.ts';
import { differenceOf, isTold } from './comparison.ts';
import type { Comparison } from './comparison.ts';
import { differenceDecimals, pText } from './comparison-words.ts';
import { stepOf, stepsFor } from './steps.ts';
import type { Steps } from './steps.ts';

/** A pair in the matrix: the row's error less the column's. */
export interface PairCell {
  readonly key: string;
  readonly text: string;
  /** Colour step; null where the two cannot be told apart. */
  readonly step: number | null;
  readonly label: string;
  readonly chosen: boolean;
}

/** All pairs of levels in the order of the ranks; row i has cells for the columns before it. */
export interface PairMatrixModel {
  readonly names: readonly string[];
  readonly cells: readonly (readonly (PairCell | null)[])[];
  readonly steps: Steps;
  readonly hidden: number;
}

/** Levels drawn; the table has all pairs. */
const MOST = 24;

/** View model of the all-pairs matrix. */
export function pairMatrixModel(comparison: Comparison): PairMatrixModel {
  const { ranks, factor, unit, first, second } = comparison;
  const names = ranks.levels.map((level) => level.name).slice(0, MOST);
  const sizes = ranks.compared.map((pair) => Math.abs(pair.difference) * factor);
  const steps = stepsFor(0, Math.max(...sizes.filter(Number.isFinite), 0), true);
  const decimals = commonDecimals(comparison);
  const cell = (row: string, column: string): PairCell | null => {
    const pair = differenceOf(ranks, row, column);
    if (pair === null) return null;
    const text = directed(pair.difference * factor, decimals);
    return {
      key: JSON.stringify([column, row]),
      text,
      step: isTold(pair) ? stepOf(pair.difference * factor, steps) : null,
      label: `${row} less ${column}: ${text} ${unit}, adjusted p ${pText(pair.adjusted)}`,
      chosen: (row === first && column === second) || (row === second && column === first),
    };
  };
  return {
    names,
    cells: names.map((row, i) => names.slice(0, i).map((column) => cell(row, column))),
    steps,
    hidden: ranks.levels.length - names.length,
  };
}

function commonDecimals({ ranks, factor }: Comparison): number {
  const all = ranks.compared
    .map((pair) => differenceDecimals(pair, factor))
    .toSorted((a, b) => a - b);
  return Math.min(2, all[Math.floor(all.length / 2)] ?? 2);
}

/** How many pairs are told apart. */
export function pairsSentence({ ranks }: Comparison): Sentence {
  const told = ranks.compared.filter(isTold).length;
  return [
    { text: `${count(told)} of ${count(ranks.pairs)}`, role: 'strong' },
    { text: ` pairs of ${ranks.facet}s can be told apart after Holm.` },
  ];
}

/** What is coloured. */
export function pairsNote({ ranks, unit }: Comparison, hidden: number): string {
  return `Each cell: error of the row less that of the column, ${unit}, on the items both answered. Coloured where the two can be told apart (Holm over ${count(ranks.pairs)} pairs, 5\u00a0%). A cell compares its two above.${hidden > 0 ? ` The last ${count(hidden)} are in the table.` : ''}`;
}

/** Every pair once. */
export function pairsTable({ ranks, unit, factor }: Comparison): NumberTable {
  const number = (x: number | null): ReturnType<typeof numberCell> =>
    numberCell(x === null ? null : x * factor, (value) => directed(value, 3));
  return {
    columns: [
      { name: 'first', numeric: false },
      { name: 'second', numeric: false },
      { name: `first less second, ${unit}`, numeric: true },
      { name: '95 % low', numeric: true },
      { name: '95 % high', numeric: true },
      { name: 'p', numeric: true },
      { name: 'p, Holm', numeric: true },
      { name: 'Items', numeric: true },
    ],
    rows: ranks.compared.map((pair) => [
      word(pair.first),
      word(pair.second),
      number(pair.difference),
      number(pair.interval?.low ?? null),
      number(pair.interval?.high ?? null),
      numberCell(pair.p, pText),
      numberCell(pair.adjusted, pText),
      numberCell(pair.items, count),
    ]),
  };
}
