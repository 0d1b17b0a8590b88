import type { DenseKernels } from './dense-kernels.ts';
import type { Run } from './scatter-maps.ts';
import type { SupernodalFactor } from './supernodal-factor.ts';
import type { Supernodes } from './supernodes.ts';

/** Entries of working memory the selected inverse of a symbolic factor needs. */
export function selectedInverseEntries(symbolic: Supernodes): number {
  let stored = 0;
  let work = 0;
  symbolic.rows.forEach((rows, s) => {
    const k = symbolic.first[s + 1] - symbolic.first[s];
    const r = rows.length;
    stored += k * (k + r);
    work = Math.max(work, r * r + k * k + k * r);
  });
  return stored + work;
}

/**
 * The inverse of M on the pattern of its factor (Takahashi recursion, Erisman & Tinney 1975), by
 * supernode from the last to the first: with W = L_RJ L_JJ^-1,
 * S_RJ = -S_RR W and S_JJ = (L_JJ L_JJ')^-1 - W' S_RJ.
 *
 * Each supernode stores its rows [S_JJ S_JR], k x (k + r). `bordered` false leaves the last position
 * out: the result is then the inverse of M without its last row and column.
 */
export class SelectedInverse {
  readonly #factor: SupernodalFactor;
  readonly #kernels: DenseKernels;
  readonly #memory: Float64Array;
  readonly #blockAt: number[] = [];
  readonly #workAt: number;

  constructor(factor: SupernodalFactor) {
    this.#factor = factor;
    this.#kernels = factor.kernels;
    this.#memory = factor.memory;
    let at = factor.workAt;
    factor.symbolic.rows.forEach((rows, s) => {
      const k = factor.pivots(s);
      this.#blockAt.push(at);
      at += k * (k + rows.length);
    });
    this.#workAt = at;
  }

  /** Computes the block of supernode s; all later supernodes must have been computed. */
  compute(s: number, bordered: boolean): void {
    const m = this.#memory;
    const k = this.#factor.pivots(s);
    const r = this.#factor.symbolic.rows[s].length;
    const width = k + r;
    const panel = this.#factor.panelAt[s];
    const block = this.#blockAt[s];
    const inverse = this.#workAt + r * r;
    const w = inverse + k * k;
    m.fill(0, block, block + k * width);
    for (const run of this.#factor.runs[s]) this.#gather(s, run, r);
    this.#kernels.invertTriangle(m, panel, k, inverse);
    if (!bordered && r === 0) for (let i = 0; i < k; i++) m[inverse + i * k + k - 1] = 0;
    const u = { at: inverse, stride: k };
    const sJJ = { at: block, stride: width };
    const square = { rows: k, columns: k, lower: true } as const;
    this.#kernels.multiplyAdd(m, sJJ, u, u, { ...square, inner: k, sign: 1, upperA: true });
    if (r > 0) {
      m.fill(0, w, w + k * r);
      const wT = { at: w, stride: r };
      const sJR = { at: block + k, stride: width };
      const wide = { rows: k, columns: r, lower: false } as const;
      const lR = { at: panel + k * k, stride: k };
      const sRR = { at: this.#workAt, stride: r };
      this.#kernels.multiplyAdd(m, wT, u, lR, { ...wide, inner: k, sign: 1, upperA: true });
      this.#kernels.multiplyAdd(m, sJR, wT, sRR, { ...wide, inner: r, sign: -1, upperA: false });
      this.#kernels.multiplyAdd(m, sJJ, sJR, wT, { ...square, inner: r, sign: -1, upperA: false });
    }
    for (let i = 0; i < k; i++) {
      for (let j = 0; j < i; j++) m[block + j * width + i] = m[block + i * width + j];
    }
  }

  /** Copies S_RR of supernode s from the blocks of its ancestors, both triangles. */
  #gather(s: number, run: Run, r: number): void {
    const m = this.#memory;
    const symbolic = this.#factor.symbolic;
    const rows = symbolic.rows[s];
    const width = this.#factor.pivots(run.owner) + symbolic.rows[run.owner].length;
    for (let a = run.begin; a < run.end; a++) {
      const from = this.#blockAt[run.owner] + (rows[a] - symbolic.first[run.owner]) * width;
      for (let b = a; b < r; b++) {
        const value = m[from + run.target[b - run.begin]];
        m[this.#workAt + a * r + b] = value;
        m[this.#workAt + b * r + a] = value;
      }
    }
  }

  /** Diagonal entry of the inverse at pivot j of supernode s. */
  diagonal(s: number, j: number): number {
    const width = this.#factor.pivots(s) + this.#factor.symbolic.rows[s].length;
    return this.#memory[this.#blockAt[s] + j * width + j];
  }

  /**
   * Where the inverse on the whole front of the supernode just computed stands: a row of all entries
   * per pivot, then the square below the pivots.
   */
  front(s: number): { memory: Float64Array; block: number; pivots: number; below: number } {
    return {
      memory: this.#memory,
      block: this.#blockAt[s],
      pivots: this.#factor.pivots(s),
      below: this.#workAt,
    };
  }
}
