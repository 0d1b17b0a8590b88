import { extent } from '../../domain/extent.ts';
import { count, counted, range } from '../../domain/format.ts';
import { stepOf, stepsFor } from '../slices/steps.ts';
import type { Steps } from '../slices/steps.ts';
import { valueOf } from './answers.ts';
import type { AgreementAnswer, AgreementIntervals } from './answers.ts';
import { blockMeans } from './block-means.ts';
import type { BlockMean } from './block-means.ts';
import { coefficient, COEFFICIENT_WORDS, shortCoefficient } from './coefficient-words.ts';
import type { AgreementOptions } from './options.ts';
import { scorerKey, scorerName } from './scorer-names.ts';
import type { ScorerKey } from './scorer-names.ts';

/** One pair of rows. `step` is null where there is no number; `why` then says why. */
export interface MatrixCell {
  /** JSON of the two rows' keys. */
  readonly key: string;
  readonly text: string;
  readonly value: number;
  readonly step: number | null;
  readonly label: string;
  readonly chosen: boolean;
}

export interface MatrixRow {
  readonly name: string;
  /** A rater, the mean of raters or a reference: these stand after a gap. */
  readonly human: boolean;
}

/** The lower triangle: cells[i][j] is row i + 1 with row j, j <= i. */
export interface MatrixModel {
  readonly label: string;
  readonly rows: readonly MatrixRow[];
  readonly cells: readonly (readonly MatrixCell[])[];
  readonly steps: Steps;
  readonly blocks: readonly BlockMean[];
  /** Rows that are not drawn. */
  readonly hidden: number;
  /** Fewest and most scores that two rows share. */
  readonly n: { readonly low: number; readonly high: number };
  readonly hasChoice: boolean;
}

/** More rows than this cannot be read as a figure; the table has them all. */
const MOST_ROWS = 60;

/** Rows in the order of the figure: models, then people. */
export function orderedRows({ matrix }: AgreementAnswer, order: 'mean' | 'similarity'): number[] {
  return [...matrix.order[order]];
}

/** View model of the matrix. Intervals go into the cells' labels once they are there. */
export function matrixModel(
  answer: AgreementAnswer,
  intervals: AgreementIntervals | null,
  options: AgreementOptions,
): MatrixModel {
  const { matrix, loaded, request } = answer;
  const width = matrix.scorers.length;
  const all = orderedRows(answer, options.order);
  const models = all.filter((row) => matrix.scorers[row].kind.startsWith('model'));
  const people = all.filter((row) => !models.includes(row));
  const rows = [...models.slice(0, Math.max(2, MOST_ROWS - people.length)), ...people];
  const keys = new Map(rows.map((row) => [row, scorerKey(matrix.scorers[row], loaded)]));
  const names = new Map(rows.map((row) => [row, scorerName(matrix.scorers[row], loaded)]));
  const pairs = rows.flatMap((a, i) => rows.slice(0, i).map((b) => [a, b] as const));
  const known = pairs.map(([a, b]) => valueOf(answer, a, b).value).filter(Number.isFinite);
  const { low, high } = known.length > 0 ? extent(known) : { low: 0, high: 1 };
  const steps = stepsFor(low, high, low < 0);
  const { symbol } = COEFFICIENT_WORDS[request.coefficient];
  const chosen =
    options.pair && JSON.stringify(options.pair.map((key) => JSON.stringify(key)).sort());

  const cell = (a: number, b: number): MatrixCell => {
    const { value, why } = valueOf(answer, a, b);
    const at = a * width + b;
    const n = matrix.agreement.n[at];
    const isKnown = Number.isFinite(value);
    const bounds =
      intervals && Number.isFinite(intervals.low[at])
        ? ` (95 % ${range(intervals.low[at], intervals.high[at], coefficient)})`
        : '';
    const pair: [ScorerKey, ScorerKey] = [keys.get(a)!, keys.get(b)!];
    return {
      key: JSON.stringify(pair),
      value,
      text: options.cells === 'n' ? count(n) : isKnown ? shortCoefficient(value) : '–',
      step: isKnown ? stepOf(value, steps) : null,
      label: `${names.get(a)} and ${names.get(b)}: ${
        isKnown ? `${symbol} ${coefficient(value)}${bounds}` : why
      }${isKnown ? ',' : ''} ${counted(n, 'shared item')}`,
      chosen: chosen === JSON.stringify(pair.map((key) => JSON.stringify(key)).sort()),
    };
  };
  const cells = rows.slice(1).map((a, i) => rows.slice(0, i + 1).map((b) => cell(a, b)));
  return {
    label: `${symbol} between ${counted(rows.length, 'scorer')}`,
    rows: rows.map((row) => ({
      name: names.get(row)!,
      human: !matrix.scorers[row].kind.startsWith('model'),
    })),
    cells,
    steps,
    blocks: blockMeans(answer),
    hidden: all.length - rows.length,
    n: extent(pairs.map(([a, b]) => matrix.agreement.n[a * width + b])),
    hasChoice: cells.some((row) => row.some((one) => one.chosen)),
  };
}

/** Reasons why some pairs have no number, each once. */
export function reasonsAbsent(answer: AgreementAnswer): readonly string[] {
  const { length } = answer.matrix.scorers;
  const found = new Set<string>();
  for (let a = 0; a < length; a++) {
    for (let b = 0; b < a; b++) {
      const { value, why } = valueOf(answer, a, b);
      if (!Number.isFinite(value) && why) found.add(why);
    }
  }
  return [...found];
}
