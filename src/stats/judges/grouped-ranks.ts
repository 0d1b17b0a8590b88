import { ascendingOrder } from '../agreement/ranks.ts';
import type { DenseRanks } from '../agreement/ranks.ts';

/**
 * Dense ranks of values within groups of rows, from one sort of all: `ofGroups` gives a `DenseRanks` per
 * group whose positions are the rows themselves. NaN has no rank. O(n) after the sort.
 */
export class GroupedRanks {
  readonly #values: Float64Array;
  readonly #order: Int32Array;

  constructor(values: Float64Array) {
    this.#values = values;
    // A view into a larger buffer is copied: sorting reads the bits from the buffer's beginning.
    this.#order = ascendingOrder(values.slice());
  }

  /** Ranks within each of `groups`, disjoint lists of rows. */
  ofGroups(groups: readonly Int32Array[]): DenseRanks[] {
    const n = this.#values.length;
    const groupOf = new Int32Array(n).fill(-1);
    groups.forEach((rows, g) => {
      for (let i = 0; i < rows.length; i++) groupOf[rows[i]] = g;
    });
    const start = new Int32Array(groups.length + 1);
    for (let i = 0; i < this.#order.length; i++) {
      const group = groupOf[this.#order[i]];
      if (group >= 0) start[group + 1]++;
    }
    for (let g = 0; g < groups.length; g++) start[g + 1] += start[g];
    const next = start.slice();
    const sorted = new Int32Array(start[groups.length]);
    for (let i = 0; i < this.#order.length; i++) {
      const group = groupOf[this.#order[i]];
      if (group >= 0) sorted[next[group]++] = this.#order[i];
    }
    const ranks = new Int32Array(n).fill(-1);
    return groups.map((_, g) => {
      const order = sorted.subarray(start[g], start[g + 1]);
      let levels = 0;
      for (let i = 0; i < order.length; i++) {
        if (i === 0 || this.#values[order[i]] !== this.#values[order[i - 1]]) levels++;
        ranks[order[i]] = levels - 1;
      }
      return { ranks, levels, order };
    });
  }
}
