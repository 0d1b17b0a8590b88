import { WHY } from './moment-coefficients.ts';
import type { PairValue } from './moment-coefficients.ts';

/**
 * Means over tasks of each pair's coefficient, weighted by pairs of scores (`micro`) or equally
 * (`macro`). Tasks where it is not defined are left out and their reason is kept.
 */
export class TaskPool {
  readonly #sum: Float64Array;
  readonly #weight: Float64Array;
  readonly n: Int32Array;
  readonly tasks: Int32Array;
  readonly why: Uint8Array;

  constructor(
    pairs: number,
    readonly average: 'micro' | 'macro',
  ) {
    this.#sum = new Float64Array(pairs);
    this.#weight = new Float64Array(pairs);
    this.n = new Int32Array(pairs);
    this.tasks = new Int32Array(pairs);
    this.why = new Uint8Array(pairs);
  }

  /** Adds a task's value of one pair. */
  add(pair: number, { value, n, why }: PairValue): void {
    if (why !== WHY.defined) {
      if (this.why[pair] === WHY.defined) this.why[pair] = why;
      return;
    }
    const weight = this.average === 'micro' ? n : 1;
    this.#sum[pair] += weight * value;
    this.#weight[pair] += weight;
    this.n[pair] += n;
    this.tasks[pair]++;
  }

  /** The mean of one pair; NaN where no task counts. */
  mean(pair: number): number {
    return this.#sum[pair] / this.#weight[pair];
  }

  /** Forgets all that was added. */
  reset(): void {
    for (const column of [this.#sum, this.#weight, this.n, this.tasks, this.why]) column.fill(0);
  }
}
