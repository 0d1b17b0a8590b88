/** A function of a level's count, such as 1/(gamma n + 1). */
export type Weight = (count: number) => number;

/**
 * Blocks of one level each, as vectors over their group's rows: entry i of level l is the number of
 * observations it shares with the i-th row, and the last entry the sum of their responses. Compressed
 * rows, indices ascending.
 */
export interface LeafRows {
  /** Entries of a vector, the response last. */
  readonly size: number;
  readonly counts: Float64Array;
  /** Length: number of levels + 1. */
  readonly start: Int32Array;
  readonly index: Int32Array;
  readonly value: Float64Array;
}

/**
 * Weighted sums over the levels l with vectors v_l and counts n_l. Everything the criterion and its
 * derivatives need of such blocks is one of these.
 */
export interface LeafBlock {
  readonly size: number;
  readonly form: 'levels one by one' | 'compressed levels';
  /** packed = sum_l w(n_l) v_l v_l', by rows of the lower triangle. */
  gram(weight: Weight, packed: Float64Array): void;
  /** out += sum_l w(n_l) v_l (v_l' x) for `columns` interleaved vectors x. */
  multiply(weight: Weight, x: Float64Array, columns: number, out: Float64Array): void;
  /** For each weight sum_l w(n_l) (v_l' x)^2. */
  quadratics(weights: readonly Weight[], x: Float64Array): number[];
  /** sum_l w(n_l) v_l' S v_l without the response; S is a square in `memory` from `at` on. */
  trace(weight: Weight, memory: Float64Array, at: number): number;
}
