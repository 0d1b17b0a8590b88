import type { CompressionNodes } from './compression-nodes.ts';
import type { LeafBlock, LeafRows, Weight } from './leaf-sums.ts';

/**
 * Sums over levels grouped by count: v_l v_l' depends on the level, its weight on the count alone, so
 * one matrix per node of the counts serves every gamma and the cost no longer grows with levels.
 */
export class CompressedLeaves implements LeafBlock {
  readonly size: number;
  readonly form = 'compressed levels';
  readonly #nodes: Float64Array;
  /** One packed lower triangle per node. */
  readonly #grams: Float64Array;
  readonly #triangle: number;
  readonly #sum: Float64Array;

  constructor(rows: LeafRows, nodes: CompressionNodes) {
    this.size = rows.size;
    this.#nodes = nodes.at;
    this.#triangle = (rows.size * (rows.size + 1)) / 2;
    this.#grams = new Float64Array(nodes.at.length * this.#triangle);
    this.#sum = new Float64Array(this.#triangle);
    this.#build(rows, nodes);
  }

  #build(rows: LeafRows, nodes: CompressionNodes): void {
    const byCount = new Map<number, number[]>();
    rows.counts.forEach((count, l) => {
      const levels = byCount.get(count);
      if (levels) levels.push(l);
      else byCount.set(count, [l]);
    });
    for (const [count, levels] of byCount) {
      const sum = this.#sum.fill(0);
      for (const l of levels) addOuterProduct(rows, l, sum);
      nodes.coefficients(count).forEach((coefficient, r) => {
        if (coefficient === 0) return;
        const gram = this.#grams.subarray(r * this.#triangle, (r + 1) * this.#triangle);
        for (let t = 0; t < gram.length; t++) gram[t] += coefficient * sum[t];
      });
    }
  }

  gram(weight: Weight, packed: Float64Array): void {
    const size = this.#triangle;
    const grams = this.#grams;
    packed.fill(0, 0, size);
    const w = this.#nodes.map((count) => weight(count));
    let r = 0;
    for (; r + 3 < w.length; r += 4) {
      const g0 = r * size;
      const g1 = g0 + size;
      const g2 = g1 + size;
      const g3 = g2 + size;
      for (let t = 0; t < size; t++) {
        packed[t] +=
          w[r] * grams[g0 + t] +
          w[r + 1] * grams[g1 + t] +
          w[r + 2] * grams[g2 + t] +
          w[r + 3] * grams[g3 + t];
      }
    }
    for (; r < w.length; r++) {
      for (let t = 0; t < size; t++) packed[t] += w[r] * grams[r * size + t];
    }
  }

  multiply(weight: Weight, x: Float64Array, columns: number, out: Float64Array): void {
    const sum = this.#sum;
    this.gram(weight, sum);
    let t = 0;
    for (let i = 0; i < this.size; i++) {
      for (let j = 0; j <= i; j++, t++) {
        const entry = sum[t];
        if (entry === 0) continue;
        for (let c = 0; c < columns; c++) out[i * columns + c] += entry * x[j * columns + c];
        if (i === j) continue;
        for (let c = 0; c < columns; c++) out[j * columns + c] += entry * x[i * columns + c];
      }
    }
  }

  quadratics(weights: readonly Weight[], x: Float64Array): number[] {
    const sums = weights.map(() => 0);
    this.#nodes.forEach((count, r) => {
      let form = 0;
      let t = r * this.#triangle;
      for (let i = 0; i < this.size; i++) {
        let below = 0;
        for (let j = 0; j < i; j++) below += this.#grams[t++] * x[j];
        form += x[i] * (2 * below + this.#grams[t++] * x[i]);
      }
      weights.forEach((weight, i) => {
        sums[i] += weight(count) * form;
      });
    });
    return sums;
  }

  trace(weight: Weight, memory: Float64Array, at: number): number {
    const sum = this.#sum;
    this.gram(weight, sum);
    const width = this.size - 1;
    let total = 0;
    let t = 0;
    for (let i = 0; i < width; i++) {
      const row = at + i * width;
      for (let j = 0; j < i; j++, t++) total += 2 * sum[t] * memory[row + j];
      total += sum[t++] * memory[row + i];
    }
    return total;
  }
}

function addOuterProduct(rows: LeafRows, l: number, packed: Float64Array): void {
  const { start, index, value } = rows;
  for (let u = start[l]; u < start[l + 1]; u++) {
    const row = (index[u] * (index[u] + 1)) / 2;
    const factor = value[u];
    for (let v = start[l]; v <= u; v++) packed[row + index[v]] += factor * value[v];
  }
}
