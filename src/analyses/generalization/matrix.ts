import { extent } from '../../domain/extent.ts';
import { count, fixed, percent } from '../../domain/format.ts';
import { numberCell, word } from '../../domain/panel.ts';
import type { NumberTable, Sentence } from '../../domain/panel.ts';
import type { ChangeMatrix } from '../../protocol/generalizer.ts';
import { stepOf, stepsFor } from '../slices/steps.ts';
import type { Steps } from '../slices/steps.ts';

/** Sources drawn on either side; the table has them all. */
const MOST = 12;

export interface MatrixCell {
  /** Percent. */
  readonly text: string;
  readonly step: number;
  readonly label: string;
}

export interface MatrixModel {
  readonly names: readonly string[];
  /** By source of the first question, then of the second; null where no record has the two. */
  readonly cells: readonly (readonly (MatrixCell | null)[])[];
  readonly steps: Steps;
  readonly hidden: number;
  readonly label: string;
}

/** Beliefs changed by pair of sources, the sources with most records first. */
export function matrixModel(matrix: ChangeMatrix): MatrixModel {
  const records = new Float64Array(matrix.sources.length);
  for (const { source1, source2, n } of matrix.cells) {
    records[source1] += n;
    records[source2] += n;
  }
  const order = matrix.sources
    .map((_, source) => source)
    .toSorted((a, b) => records[b] - records[a] || (matrix.sources[a] < matrix.sources[b] ? -1 : 1))
    .slice(0, MOST);
  const at = new Map(matrix.cells.map((cell) => [`${cell.source1} ${cell.source2}`, cell]));
  const own = order.flatMap((a) => order.flatMap((b) => at.get(`${a} ${b}`) ?? []));
  const { low, high } = extent(own.map((cell) => 100 * cell.rate.value));
  const steps = stepsFor(low, high, false);
  const verb = matrix.isObserved ? 'changed' : 'predicted to change';
  return {
    names: order.map((source) => matrix.sources[source]),
    cells: order.map((a) =>
      order.map((b) => {
        const cell = at.get(`${a} ${b}`);
        if (!cell) return null;
        const value = 100 * cell.rate.value;
        return {
          text: fixed(value, 0),
          step: stepOf(value, steps),
          label: `From ${matrix.sources[a]} to ${matrix.sources[b]}: ${fixed(value, 1)} % ${verb}, ${count(cell.n)} records`,
        };
      }),
    ),
    steps,
    hidden: matrix.sources.length - order.length,
    label: `Beliefs ${verb}, percent, by source of the first question (rows) and of the second`,
  };
}

/** Whether beliefs change more within a source than between two. */
export function matrixSentence(matrix: ChangeMatrix): Sentence {
  const mean = (isSame: boolean): number => {
    const cells = matrix.cells.filter((cell) => (cell.source1 === cell.source2) === isSame);
    const n = cells.reduce((sum, cell) => sum + cell.n, 0);
    return cells.reduce((sum, cell) => sum + cell.n * cell.rate.value, 0) / n;
  };
  const [within, between] = [mean(true), mean(false)];
  const verb = matrix.isObserved ? 'change' : 'are predicted to change';
  if (!Number.isFinite(within))
    return [{ text: `Beliefs ${verb} on ${percent(between)} of pairs.` }];
  if (!Number.isFinite(between))
    return [{ text: `Beliefs ${verb} on ${percent(within)} of pairs.` }];
  return [
    {
      text: `Beliefs ${verb} on ${percent(within)} of pairs from one source and ${percent(between)} of pairs from two.`,
    },
  ];
}

/** Every pair of sources. */
export function matrixTable(matrix: ChangeMatrix): NumberTable {
  const write = (x: number): string => fixed(x, 3);
  const name = (source: number): string => matrix.sources[source];
  return {
    columns: [
      { name: 'first question from', numeric: false },
      { name: 'second question from', numeric: false },
      { name: 'records', numeric: true },
      { name: matrix.isObserved ? 'share changed' : 'predicted change', numeric: true },
      { name: '95 % low', numeric: true },
      { name: '95 % high', numeric: true },
    ],
    rows: matrix.cells
      .toSorted((a, b) => b.n - a.n || (name(a.source1) < name(b.source1) ? -1 : 1))
      .map((cell) => [
        word(name(cell.source1)),
        word(name(cell.source2)),
        numberCell(cell.n, count),
        numberCell(cell.rate.value, write),
        numberCell(cell.rate.interval?.low ?? null, write),
        numberCell(cell.rate.interval?.high ?? null, write),
      ]),
  };
}
