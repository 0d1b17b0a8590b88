/**
 * Blocks of inner terms that first meet one supernode, eliminated together. Vectors and matrices over
 * the group's rows have the response last; `x` is the vector for which C'x = y - Z'u, the sums of a
 * block's levels once the effects of all outer terms are taken off. With D the block's own counts,
 * T = diag(sqrt gamma) and C its counts with the rows, D~ = T D T + I.
 *
 * `eliminate` comes first; the others speak of the gamma it was given. Terms are numbered as in the
 * frame.
 */
export interface EliminatedGroup {
  /** Rows, the response counted. */
  readonly size: number;
  /** How the group goes about it, for records and tests. */
  readonly form:
    | 'levels one by one'
    | 'compressed levels'
    | 'dense blocks'
    | 'sparse blocks'
    | 'blocks by incidence';
  /** packed = sum over blocks of C T D~^-1 T C', by lower rows. Returns sum log|D~|; NaN if singular. */
  eliminate(gamma: Float64Array, packed: Float64Array): number;
  /** Adds h_k = |b_k|^2 / gamma_k of the inner terms. */
  addSquares(x: Float64Array, squares: Float64Array): void;
  /**
   * Adds tr (M^-1)_kk of the inner terms. S is the inverse over the rows without the response: a
   * square in `memory` from `at` on.
   */
  addTraces(memory: Float64Array, at: number, traces: Float64Array): void;
  /**
   * What average information needs. `w` holds for every outer term the effects v at the rows
   * (rows x terms). Adds to `rows` (rows x terms) what is left of each a_k after the blocks are
   * eliminated, and to `q` (terms x terms) v_i'a_j - z_i'z_j of the inner terms. Needs `addSquares`.
   */
  addInformation(
    x: Float64Array,
    w: Float64Array,
    terms: number,
    rows: Float64Array,
    q: Float64Array,
  ): void;
}
