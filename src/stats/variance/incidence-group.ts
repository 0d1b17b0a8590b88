import type { DenseKernels } from '../linalg/dense-kernels.ts';
import { blockInformation } from './block-information.ts';
import type { EliminatedGroup } from './eliminated-group.ts';
import { FOUR } from './incidence.ts';
import type { IncidenceLayout, IncidentBlock } from './incidence.ts';
import { addCongruence, addIncidentTraces } from './incidence-sums.ts';
import type { IncidenceWork } from './incidence-sums.ts';

/**
 * A group of blocks of several levels whose rows meet few of them: an item with a level for each model
 * and each prompt, met by a model under a prompt. C D~^-1 C' is added up from the inverse of D~, which for k
 * levels, r rows and d levels per row takes d r^2 / 2 multiply-adds instead of k r^2 / 2, and no panel of
 * the rows is stored.
 */
export class IncidenceGroup implements EliminatedGroup {
  readonly size: number;
  readonly form = 'blocks by incidence';
  readonly #kernels: DenseKernels;
  readonly #memory: Float64Array;
  readonly #layout: IncidenceLayout;
  #theta = new Float64Array(0);

  /** `layout` stands in `memory`. */
  constructor(layout: IncidenceLayout, size: number, kernels: DenseKernels, memory: Float64Array) {
    this.size = size;
    this.#kernels = kernels;
    this.#memory = memory;
    this.#layout = layout;
  }

  eliminate(gamma: Float64Array, packed: Float64Array): number {
    const m = this.#memory;
    this.#theta = gamma.map(Math.sqrt);
    const { size } = this;
    const { blocks, square } = this.#layout;
    m.fill(0, square, square + size * size);
    let logDeterminant = 0;
    for (const incident of blocks) {
      const { at, levels: k } = incident;
      this.#assemble(incident);
      if (this.#kernels.factorPanel(m, at, k, k) >= 0) return NaN;
      for (let j = 0; j < k; j++) logDeterminant += 2 * Math.log(m[at + j * k + j]);
      this.#invert(incident);
      addCongruence(incident, this.#scaleOf(incident), this.#work());
    }
    let t = 0;
    for (let i = 0; i < size; i++) {
      for (let j = 0; j <= i; j++) packed[t++] = m[square + i * size + j];
    }
    return logDeterminant;
  }

  #work(): IncidenceWork {
    const [kernels, memory, layout] = [this.#kernels, this.#memory, this.#layout];
    return { kernels, memory, layout, size: this.size };
  }

  /** Square roots of gamma by level. */
  #scaleOf({ block }: IncidentBlock): Float64Array {
    return Float64Array.from(block.terms, (term) => this.#theta[term]);
  }

  /** D~ = T D T + I, its lower triangle. */
  #assemble({ block, at, levels: k }: IncidentBlock): void {
    const m = this.#memory;
    const theta = this.#theta;
    for (let i = 0; i < k; i++) {
      const scale = theta[block.terms[i]];
      for (let j = 0; j <= i; j++) {
        m[at + i * k + j] = scale * theta[block.terms[j]] * block.counts[i * k + j];
      }
      m[at + i * k + i] += 1;
    }
  }

  /** D~^-1 = L^-T L^-1, both triangles. */
  #invert({ at, inverse, levels: k }: IncidentBlock): void {
    const m = this.#memory;
    const { triangle } = this.#layout;
    this.#kernels.invertTriangle(m, at, k, triangle);
    m.fill(0, inverse, inverse + k * k);
    const u = { at: triangle, stride: k };
    const shape = { rows: k, columns: k, inner: k, sign: 1, lower: true, upperA: true } as const;
    this.#kernels.multiplyAdd(m, { at: inverse, stride: k }, u, u, shape);
    for (let i = 0; i < k; i++) {
      for (let j = 0; j < i; j++) m[inverse + j * k + i] = m[inverse + i * k + j];
    }
  }

  addSquares(x: Float64Array, squares: Float64Array): void {
    const m = this.#memory;
    for (const incident of this.#layout.blocks) {
      const { block, levels: k, levelsMet, levelCounts, inverse, solution } = incident;
      const theta = this.#scaleOf(incident);
      const right = block.sums.map((sum) => sum * x[this.size - 1]);
      for (let a = 0; a < block.rows.length; a++) {
        const value = x[block.rows[a]];
        for (let t = FOUR * a; t < FOUR * (a + 1); t++)
          right[levelsMet[t]] += levelCounts[t] * value;
      }
      for (let j = 0; j < k; j++) right[j] *= theta[j];
      for (let i = 0; i < k; i++) {
        let sum = 0;
        for (let j = 0; j < k; j++) sum += m[inverse + i * k + j] * right[j];
        solution[i] = sum;
        if (theta[i] > 0) squares[block.terms[i]] += (sum / theta[i]) ** 2;
      }
    }
  }

  addTraces(memory: Float64Array, at: number, traces: Float64Array): void {
    const m = this.#memory;
    const { blocks, square } = this.#layout;
    const entries = (this.size - 1) ** 2;
    for (let t = 0; t < entries; t++) m[square + t] = memory[at + t];
    for (const incident of blocks)
      addIncidentTraces(incident, this.#scaleOf(incident), this.#work(), traces);
  }

  addInformation(
    _x: Float64Array,
    w: Float64Array,
    terms: number,
    rows: Float64Array,
    q: Float64Array,
  ): void {
    const m = this.#memory;
    const work = { memory: m, theta: this.#theta, w, terms, rows, q };
    for (const incident of this.#layout.blocks) {
      const { at, block, levels: k, levelsMet, levelCounts } = incident;
      const z = blockInformation(incident, work);
      // z is L^-1 T a; what is left of the rows is less by C T L^-T z.
      for (let c = 0; c < terms; c++) {
        for (let i = k - 1; i >= 0; i--) {
          const value = (z[i * terms + c] /= m[at + i * k + i]);
          for (let j = 0; j < i; j++) z[j * terms + c] -= m[at + i * k + j] * value;
        }
      }
      for (let j = 0; j < k; j++) {
        for (let c = 0; c < terms; c++) z[j * terms + c] *= this.#theta[block.terms[j]];
      }
      for (let a = 0; a < block.rows.length; a++) {
        const to = block.rows[a] * terms;
        for (let t = FOUR * a; t < FOUR * (a + 1); t++) {
          if (levelCounts[t] === 0) continue;
          const from = levelsMet[t] * terms;
          for (let c = 0; c < terms; c++) rows[to + c] -= levelCounts[t] * z[from + c];
        }
      }
    }
  }
}
