/**
 * The dense operations that nearly all time is spent in, so that they can be replaced whole. All
 * matrices are row-major pieces of one `memory`, given by the offset of their first entry and the
 * number of entries from one row to the next.
 *
 * A panel is the lower trapezium of a supernode: `pivots` columns, a row per pivot and one per
 * position below it; its rows follow each other without gap.
 *
 * Tiles are computed whole, so up to `PADDING_ROWS` rows behind a block may be read (never used).
 */
export interface DenseKernels {
  readonly name: string;
  /** Memory filled with zeros. Offsets passed to the other kernels point into what this returned. */
  allocate(entries: number): Float64Array;

  /**
   * Partial Cholesky: factors the first `pivots` rows of a panel as L L' and solves the rows below
   * for X L' = B, all in place. Returns -1, or the index of the first pivot that is not positive.
   * Multiply-adds: k^3/6 + k^2 r/2.
   */
  factorPanel(memory: Float64Array, panel: number, pivots: number, rows: number): number;

  /** U = L^-T of a panel's triangle, as a `pivots` square with zeros below its diagonal. k^3/6. */
  invertTriangle(memory: Float64Array, panel: number, pivots: number, inverse: number): void;

  /** C = C + sign A B', or only C's lower triangle. Covers the symmetric rank-k update. */
  multiplyAdd(memory: Float64Array, c: Block, a: Block, b: Block, shape: Product): void;

  /**
   * Adds four multiples of rows of a matrix to `length` entries from `to` on: those that `rows` numbers
   * from place `first` on, times `factors` there.
   */
  addFourRows(
    memory: Float64Array,
    to: number,
    length: number,
    matrix: Block,
    rows: Int32Array,
    factors: Float64Array,
    first: number,
  ): void;

  /** Adds what rows lack of each other's weighted sums. Multiply-adds: 2 rows x places. */
  addAbsent(memory: Float64Array, of: Absent): void;
}

/** Rows that must be readable behind the last block of the memory. */
export const PADDING_ROWS = 3;

/** Where a matrix begins in memory and how far apart its rows are. */
export interface Block {
  readonly at: number;
  readonly stride: number;
}

export interface Product {
  /** Rows of A and C. */
  readonly rows: number;
  /** Rows of B, columns of C. */
  readonly columns: number;
  /** Columns of A and B. */
  readonly inner: number;
  readonly sign: 1 | -1;
  /** Only the lower triangle of C is wanted. */
  readonly lower: boolean;
  /** A is upper triangular: zero left of its diagonal. */
  readonly upperA: boolean;
}

/**
 * Rows that lack some columns, and offsets of: `weights`, one per column; `lists`, per column the number
 * of rows that lack it and those rows, ascending; `values`, a column's entries after another's, each
 * `width` (even) apart. For every row b that lacks column c of weight w and value x_a in row a, w is
 * added to entry b * rows + b' of `n` for each b' <= b that lacks it too, and w x_a and w x_a^2 to
 * entries a and width + a of the 2 `width` entries of row b from `found` on.
 */
export interface Absent {
  readonly rows: number;
  readonly columns: number;
  readonly width: number;
  readonly n: number;
  readonly found: number;
  readonly weights: number;
  readonly lists: number;
  readonly values: number;
}
