import { count, decimalsFor, fixed } from '../../domain/format.ts';
import { numberCell } from '../../domain/panel.ts';
import type { NumberTable } from '../../domain/panel.ts';
import type { NeededItems } from '../../domain/slice.ts';
import type { Comparison } from './comparison.ts';

/** Differences on the curve, as multiples of what the present items show. */
const MULTIPLES = [3, 2.5, 2, 1.7, 1.4, 1.2, 1, 0.85, 0.7, 0.6, 0.5, 0.4, 0.33, 0.25];

/** The detectable difference over the number of items. */
export interface PowerModel {
  /** In the unit shown, ascending by items. */
  readonly curve: readonly { readonly items: number; readonly difference: number }[];
  readonly present: { readonly items: number; readonly difference: number };
  readonly asked: { readonly items: number; readonly difference: number } | null;
  readonly unit: string;
  readonly decimals: number;
}

/** Differences whose items are to be worked out, as computed; the target asked for comes last. */
export function wantedDifferences(
  { pair, factor }: Comparison,
  target: number | null,
): readonly number[] {
  if (pair?.detectable == null || pair.detectable === 0) return [];
  const { detectable } = pair;
  return [
    ...MULTIPLES.map((multiple) => multiple * detectable),
    ...(target === null ? [] : [target / factor]),
  ];
}

/** View model of the curve; null where there is none. */
export function powerModel(
  { pair, factor, unit }: Comparison,
  needed: readonly NeededItems[],
  target: number | null,
): PowerModel | null {
  if (pair?.detectable == null || needed.length < MULTIPLES.length) return null;
  const shown = needed.map(({ difference, items }) => ({ items, difference: difference * factor }));
  const asked = target === null ? null : (shown[MULTIPLES.length] ?? null);
  const difference = pair.detectable * factor;
  return {
    curve: shown
      .slice(0, MULTIPLES.length)
      .filter(({ items }) => Number.isFinite(items))
      .toSorted((a, b) => a.items - b.items),
    present: { items: pair.items, difference },
    asked: asked && Number.isFinite(asked.items) ? asked : null,
    unit,
    decimals: Math.max(1, decimalsFor(difference)),
  };
}

/** The curve's numbers, with the clusters that the items stand for. */
export function powerTable(model: PowerModel | null, { pair }: Comparison): NumberTable {
  const perItem = pair && pair.items > 0 ? pair.clusters / pair.items : NaN;
  const rows = model ? [...model.curve, ...(model.asked ? [model.asked] : [])] : [];
  return {
    columns: [
      { name: `Difference, ${model?.unit ?? ''}`, numeric: true },
      { name: 'Items needed', numeric: true },
      { name: 'Clusters needed', numeric: true },
    ],
    rows: rows
      .toSorted((a, b) => a.items - b.items)
      .map(({ items, difference }) => [
        numberCell(difference, (x) => fixed(x, (model?.decimals ?? 2) + 1)),
        numberCell(items, count),
        numberCell(Math.ceil(items * perItem), count),
      ]),
  };
}
