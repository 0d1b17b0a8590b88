import type { LeafBlock, LeafRows, Weight } from './leaf-sums.ts';

/** Sums taken level by level. Cost of `gram` and `trace`: half the squared entries of each level. */
export class DirectLeaves implements LeafBlock {
  readonly size: number;
  readonly form = 'levels one by one';
  readonly #rows: LeafRows;

  constructor(rows: LeafRows) {
    this.size = rows.size;
    this.#rows = rows;
  }

  gram(weight: Weight, packed: Float64Array): void {
    const { counts, start, index, value } = this.#rows;
    packed.fill(0, 0, (this.size * (this.size + 1)) / 2);
    for (let l = 0; l < counts.length; l++) {
      const w = weight(counts[l]);
      for (let u = start[l]; u < start[l + 1]; u++) {
        const row = (index[u] * (index[u] + 1)) / 2;
        const scaled = w * value[u];
        for (let v = start[l]; v <= u; v++) packed[row + index[v]] += scaled * value[v];
      }
    }
  }

  multiply(weight: Weight, x: Float64Array, columns: number, out: Float64Array): void {
    const { counts, start, index, value } = this.#rows;
    const products = new Float64Array(columns);
    for (let l = 0; l < counts.length; l++) {
      products.fill(0);
      for (let u = start[l]; u < start[l + 1]; u++) {
        const from = index[u] * columns;
        for (let c = 0; c < columns; c++) products[c] += value[u] * x[from + c];
      }
      const w = weight(counts[l]);
      for (let u = start[l]; u < start[l + 1]; u++) {
        const to = index[u] * columns;
        for (let c = 0; c < columns; c++) out[to + c] += w * value[u] * products[c];
      }
    }
  }

  quadratics(weights: readonly Weight[], x: Float64Array): number[] {
    const { counts, start, index, value } = this.#rows;
    const sums = weights.map(() => 0);
    for (let l = 0; l < counts.length; l++) {
      let product = 0;
      for (let u = start[l]; u < start[l + 1]; u++) product += value[u] * x[index[u]];
      weights.forEach((weight, i) => {
        sums[i] += weight(counts[l]) * product * product;
      });
    }
    return sums;
  }

  trace(weight: Weight, memory: Float64Array, at: number): number {
    const { counts, start, index, value } = this.#rows;
    const width = this.size - 1;
    let sum = 0;
    for (let l = 0; l < counts.length; l++) {
      const end = start[l + 1] - 1; // the response stands last and is left out
      let form = 0;
      for (let u = start[l]; u < end; u++) {
        const row = at + index[u] * width;
        let below = 0;
        for (let v = start[l]; v < u; v++) below += memory[row + index[v]] * value[v];
        form += value[u] * (2 * below + memory[row + index[u]] * value[u]);
      }
      sum += weight(counts[l]) * form;
    }
    return sum;
  }
}
