import type { DenseKernels } from '../linalg/dense-kernels.ts';
import { blockInformation, subtractSparse } from './block-information.ts';
import { addBlockTraces } from './block-traces.ts';
import type { BlockLayout, Panel } from './block-layout.ts';
import type { EliminatedGroup } from './eliminated-group.ts';

/** A symmetric product. */
const LOWER = { sign: 1, lower: true, upperA: false } as const;

/**
 * A group of blocks of several levels, each a dense panel [D~; C T] factored as L and W = C T L^-T.
 * Multiply-adds for k levels over r rows: k^3/6 + k^2 r/2 + k r^2/2 to eliminate, about as
 * many to trace.
 */
export class BlockGroup implements EliminatedGroup {
  readonly size: number;
  readonly form: 'dense blocks' | 'sparse blocks';
  readonly #kernels: DenseKernels;
  readonly #memory: Float64Array;
  readonly #layout: BlockLayout;
  #theta = new Float64Array(0);

  /** `layout` stands in `memory`. */
  constructor(layout: BlockLayout, size: number, kernels: DenseKernels, memory: Float64Array) {
    this.size = size;
    this.form = layout.panels.some((panel) => panel.rowOf) ? 'sparse blocks' : 'dense blocks';
    this.#kernels = kernels;
    this.#memory = memory;
    this.#layout = layout;
  }

  eliminate(gamma: Float64Array, packed: Float64Array): number {
    const m = this.#memory;
    const { panels, square, columns, wide } = this.#layout;
    const { size } = this;
    this.#theta = gamma.map(Math.sqrt);
    m.fill(0, square, square + size * size);
    let logDeterminant = 0;
    let used = 0;
    for (const panel of panels) {
      const { at, levels: k, below } = panel;
      this.#assemble(panel);
      if (this.#kernels.factorPanel(m, at, k, k + below) >= 0) return NaN;
      for (let j = 0; j < k; j++) logDeterminant += 2 * Math.log(m[at + j * k + j]);
      if (panel.rowOf) {
        this.#addSparse(panel, panel.rowOf);
        continue;
      }
      if (used + k > wide) {
        this.#addColumns(used);
        used = 0;
      }
      for (let a = 0; a < size; a++) {
        const from = at + (k + a) * k;
        m.copyWithin(columns + a * wide + used, from, from + k);
      }
      used += k;
    }
    this.#addColumns(used);
    let t = 0;
    for (let i = 0; i < size; i++) {
      for (let j = 0; j <= i; j++) packed[t++] = m[square + i * size + j];
    }
    return logDeterminant;
  }

  /** Writes the scaled entries of one block to its panel. */
  #assemble({ block, at, levels: k, below, rowOf }: Panel): void {
    const m = this.#memory;
    const theta = this.#theta;
    m.fill(0, at, at + k * (k + below));
    for (let i = 0; i < k; i++) {
      const scale = theta[block.terms[i]];
      for (let j = 0; j <= i; j++) {
        m[at + i * k + j] = scale * theta[block.terms[j]] * block.counts[i * k + j];
      }
      m[at + i * k + i] += 1;
      for (let e = block.start[i]; e < block.start[i + 1]; e++) {
        const row = rowOf ? block.row[e] : block.rows[block.row[e]];
        m[at + (k + row) * k + i] = scale * block.count[e];
      }
      m[at + (k + below - 1) * k + i] = scale * block.sums[i];
    }
  }

  /** Adds the products of the columns side by side to the square. */
  #addColumns(used: number): void {
    const { square, columns, wide } = this.#layout;
    if (used === 0) return;
    const { size } = this;
    const w = { at: columns, stride: wide };
    const shape = { rows: size, columns: size, inner: used, ...LOWER };
    this.#kernels.multiplyAdd(this.#memory, { at: square, stride: size }, w, w, shape);
  }

  #addSparse({ at, levels: k, below }: Panel, rowOf: Int32Array): void {
    const m = this.#memory;
    const { square, sparse } = this.#layout;
    m.fill(0, sparse, sparse + below * below);
    const w = { at: at + k * k, stride: k };
    const shape = { rows: below, columns: below, inner: k, ...LOWER };
    this.#kernels.multiplyAdd(m, { at: sparse, stride: below }, w, w, shape);
    for (let a = 0; a < below; a++) {
      const row = square + rowOf[a] * this.size;
      for (let b = 0; b <= a; b++) m[row + rowOf[b]] += m[sparse + a * below + b];
    }
  }

  addSquares(x: Float64Array, squares: Float64Array): void {
    const m = this.#memory;
    const theta = this.#theta;
    for (const { at, levels: k, below, rowOf, block, solution } of this.#layout.panels) {
      solution.fill(0);
      for (let a = 0; a < below; a++) {
        const value = x[rowOf ? rowOf[a] : a];
        const row = at + (k + a) * k;
        for (let j = 0; j < k; j++) solution[j] += m[row + j] * value;
      }
      for (let i = k - 1; i >= 0; i--) {
        const value = (solution[i] /= m[at + i * k + i]);
        for (let j = 0; j < i; j++) solution[j] -= m[at + i * k + j] * value;
      }
      for (let j = 0; j < k; j++) {
        const scale = theta[block.terms[j]];
        if (scale > 0) squares[block.terms[j]] += (solution[j] / scale) ** 2;
      }
    }
  }

  addTraces(memory: Float64Array, at: number, traces: Float64Array): void {
    const m = this.#memory;
    const { square } = this.#layout;
    const width = this.size - 1;
    for (let t = 0; t < width * width; t++) m[square + t] = memory[at + t];
    addBlockTraces(this.#layout, this.size, this.#kernels, m, traces);
  }

  addInformation(
    _x: Float64Array,
    w: Float64Array,
    terms: number,
    rows: Float64Array,
    q: Float64Array,
  ): void {
    const m = this.#memory;
    const { panels, byTerm, solved } = this.#layout;
    m.fill(0, byTerm, byTerm + this.size * terms);
    const work = { memory: m, theta: this.#theta, w, terms, rows, q };
    for (const panel of panels) {
      const { at, levels: k, below, rowOf } = panel;
      const z = blockInformation(panel, work);
      if (rowOf) {
        subtractSparse(panel, rowOf, m, z, terms, rows);
        continue;
      }
      for (let j = 0; j < k; j++) {
        for (let c = 0; c < terms; c++) m[solved + c * k + j] = z[j * terms + c];
      }
      const left = { at: byTerm, stride: terms };
      const shape = { rows: below - 1, columns: terms, inner: k, lower: false, upperA: false };
      const columns = { at: at + k * k, stride: k };
      this.#kernels.multiplyAdd(
        m,
        left,
        columns,
        { at: solved, stride: k },
        { ...shape, sign: -1 },
      );
    }
    for (let t = 0; t < (this.size - 1) * terms; t++) rows[t] += m[byTerm + t];
  }
}
