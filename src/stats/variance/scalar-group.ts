import type { EliminatedGroup } from './eliminated-group.ts';
import type { LeafBlock } from './leaf-sums.ts';

/**
 * A group of blocks that are one level each. Everything is a weighted sum over the levels, with
 * weights that depend on a level's count n alone through t = 1 / (gamma n + 1).
 */
export class ScalarGroup implements EliminatedGroup {
  readonly size: number;
  readonly form: 'levels one by one' | 'compressed levels';
  readonly #term: number;
  readonly #leaves: LeafBlock;
  /** Distinct counts and how many levels have each. */
  readonly #levels: ReadonlyMap<number, number>;
  #gamma = 0;

  constructor(term: number, leaves: LeafBlock, counts: Float64Array) {
    this.size = leaves.size;
    this.form = leaves.form;
    this.#term = term;
    this.#leaves = leaves;
    const levels = new Map<number, number>();
    for (const count of counts) levels.set(count, (levels.get(count) ?? 0) + 1);
    this.#levels = levels;
  }

  eliminate(gamma: Float64Array, packed: Float64Array): number {
    const g = gamma[this.#term];
    this.#gamma = g;
    this.#leaves.gram((n) => g / (g * n + 1), packed);
    let logDeterminant = 0;
    for (const [n, levels] of this.#levels) logDeterminant += levels * Math.log1p(g * n);
    return logDeterminant;
  }

  addSquares(x: Float64Array, squares: Float64Array): void {
    const g = this.#gamma;
    if (g === 0) return;
    squares[this.#term] += this.#leaves.quadratics([(n) => 1 / (g * n + 1) ** 2], x)[0];
  }

  addTraces(memory: Float64Array, at: number, traces: Float64Array): void {
    const g = this.#gamma;
    for (const [n, levels] of this.#levels) traces[this.#term] += levels / (g * n + 1);
    traces[this.#term] += this.#leaves.trace((n) => g / (g * n + 1) ** 2, memory, at);
  }

  addInformation(
    x: Float64Array,
    w: Float64Array,
    terms: number,
    rows: Float64Array,
    q: Float64Array,
  ): void {
    const g = this.#gamma;
    if (g === 0) return;
    const own = new Float64Array(this.size);
    this.#leaves.multiply((n) => 1 / (g * n + 1) ** 2, x, 1, own);
    const removed = new Float64Array(this.size * terms);
    this.#leaves.multiply((n) => g / (g * n + 1), w, terms, removed);
    for (let a = 0; a < this.size; a++) {
      for (let k = 0; k < terms; k++) rows[a * terms + k] -= removed[a * terms + k];
      rows[a * terms + this.#term] += own[a];
    }
    q[this.#term * (terms + 1)] += this.#leaves.quadratics([(n) => n / (g * n + 1) ** 3], x)[0];
  }
}
