import type { DenseKernels } from '../linalg/dense-kernels.ts';
import { acrossTasks, sharesItems } from './across-tasks.ts';
import type { Side } from './disattenuate.ts';
import { meansOfOthers } from './means-of-others.ts';
import { pooledCoefficients } from './pooled-pearson.ts';
import type { PooledReader } from './pooled-pearson.ts';
import type { PartRows } from './reliability.ts';
import type { ScoreMatrix, ScoreParts } from './types.ts';

/** What shared behaviour is computed from. Models come first in the matrix, as `scoreMatrix` has them. */
export interface SharedInput {
  readonly matrix: ScoreMatrix;
  readonly modelParts: ScoreParts | null;
  readonly referenceParts: ScoreParts | null;
  readonly average: 'micro' | 'macro';
}

/** Readers of one resample, all of them Pearson's, pooled. */
export interface SharedReaders {
  readonly within: PooledReader;
  /** Models on different tasks; null where tasks share no items. */
  readonly across: PooledReader | null;
  /** The same of the models' parts. */
  readonly acrossParts: PooledReader | null;
}

/** Where everything stands among the rows, and what makes the readers. */
export interface SharedPlan {
  readonly models: readonly Side[];
  readonly reference: Side | null;
  /** Rows of each human rater and of the mean of the others. */
  readonly humans: readonly { readonly row: number; readonly others: number }[];
  readonly readers: (times: Float64Array | null) => SharedReaders;
  /** Multiply-adds of one resample, within tasks and across them. */
  readonly cost: number;
  readonly acrossCost: number;
}

/** Lays out all rows whose correlations are needed, once for all resamples. */
export function sharedPlan(input: SharedInput, kernels: DenseKernels): SharedPlan {
  const { matrix, modelParts, referenceParts, average } = input;
  const { columns, scorers } = matrix;
  const rowsOf = (kind: string): number[] =>
    [...scorers.keys()].filter((r) => scorers[r].kind === kind);
  const modelRows = [...rowsOf('model'), ...rowsOf('model-prompt')];
  const humanRows = rowsOf('human');
  const [referenceRow] = rowsOf('reference');

  const stack = new RowStack(columns.count);
  stack.add(matrix.values);
  const others = humanRows.length > 1 ? stack.add(meansOfOthers(matrix, humanRows)) : 0;
  const partsAt = modelParts ? stack.add(modelParts.values) : 0;
  const referenceAt = referenceParts ? stack.add(referenceParts.values) : 0;
  const { values, rows } = stack.join();
  const within = pooledCoefficients(values, rows, columns, 'pearson', average, kernels);

  const shared = sharesItems(columns);
  const partRows = modelParts ? modelRows.length * modelParts.parts : 0;
  const modelScores = matrix.values.subarray(0, modelRows.length * columns.count);
  const acrossOf = (scores: Float64Array, count: number) =>
    once(() => acrossTasks(scores, count, columns, average, kernels));
  const across = shared ? acrossOf(modelScores, modelRows.length) : null;
  const acrossParts = shared && modelParts ? acrossOf(modelParts.values, partRows) : null;

  const side = (row: number, from: ScoreParts | null, first: number): Side => ({
    row,
    parts: from && partRowsOf(from, first),
    facet: from?.facet ?? null,
  });
  const tasks = columns.taskStart.length - 1;
  const acrossCost = (n: number): number => ((n * tasks) ** 2 / 2) * columns.items;
  return {
    models: modelRows.map((row, m) =>
      side(row, modelParts, partsAt + m * (modelParts?.parts ?? 0)),
    ),
    reference: referenceRow === undefined ? null : side(referenceRow, referenceParts, referenceAt),
    humans: humanRows.length > 1 ? humanRows.map((row, h) => ({ row, others: others + h })) : [],
    readers: (times) => ({
      within: within(times),
      across: across && whenRead(() => across()(times)),
      acrossParts: acrossParts && whenRead(() => acrossParts()(times)),
    }),
    cost: (rows ** 2 / 2) * columns.count,
    acrossCost: shared ? acrossCost(modelRows.length) + acrossCost(partRows) : 0,
  };
}

/** A reader that is made when it is first used: what compares tasks costs far more than the rest. */
function whenRead(make: () => PooledReader): PooledReader {
  const reader = once(make);
  return (a, b) => reader()(a, b);
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

function partRowsOf(from: ScoreParts, first: number): PartRows {
  return { first, parts: from.parts, lengthening: from.levels / from.levelsPerPart };
}

/** Rows put below one another. */
class RowStack {
  readonly #pieces: Float64Array[] = [];
  #rows = 0;

  constructor(readonly columns: number) {}

  /** Adds rows and gives the position of the first. */
  add(values: Float64Array): number {
    const first = this.#rows;
    this.#pieces.push(values);
    this.#rows += values.length / this.columns;
    return first;
  }

  join(): { values: Float64Array; rows: number } {
    const values = new Float64Array(this.#rows * this.columns);
    let at = 0;
    for (const piece of this.#pieces) {
      values.set(piece, at);
      at += piece.length;
    }
    return { values, rows: this.#rows };
  }
}
