import { PADDING_ROWS } from './dense-kernels.ts';
import type { DenseKernels } from './dense-kernels.ts';
import { scatterMaps } from './scatter-maps.ts';
import type { Run } from './scatter-maps.ts';
import type { Supernodes } from './supernodes.ts';

/**
 * Right-looking supernodal Cholesky factor of a bordered system [M b; b' c], in panels. The
 * right-hand side b rides along as the last row of every panel, so that factoring also solves
 * L z = b; what is left of c is `remainder` = c - z'z.
 *
 * Use: `clear`, then for every supernode in order add its entries to the panel (and, if the entries
 * come as whole fronts, to the update), then `eliminate` it.
 */
export class SupernodalFactor {
  readonly symbolic: Supernodes;
  readonly kernels: DenseKernels;
  readonly memory: Float64Array;
  /** Offset of each panel. Its rows are the pivots, the rows below, the right-hand side. */
  readonly panelAt: readonly number[];
  readonly runs: readonly (readonly Run[])[];
  /** Offset of the update of the supernode in turn: lower triangle, `rows + 1` square. */
  readonly updateAt: number;
  /** Offset of working space of the given number of entries, for the selected inverse. */
  readonly workAt: number;
  remainder = 0;

  constructor(symbolic: Supernodes, kernels: DenseKernels, work: number) {
    this.symbolic = symbolic;
    this.kernels = kernels;
    this.runs = scatterMaps(symbolic);
    let entries = 0;
    let tallest = 0;
    let widest = 0;
    this.panelAt = symbolic.rows.map((rows, s) => {
      const at = entries;
      const pivots = this.pivots(s);
      entries += pivots * (pivots + rows.length + 1);
      tallest = Math.max(tallest, rows.length + 1);
      widest = Math.max(widest, pivots + rows.length + 1);
      return at;
    });
    this.updateAt = entries;
    this.workAt = entries + tallest * tallest;
    this.memory = kernels.allocate(this.workAt + work + PADDING_ROWS * widest);
  }

  pivots(s: number): number {
    return this.symbolic.first[s + 1] - this.symbolic.first[s];
  }

  clear(corner: number): void {
    this.memory.fill(0, 0, this.updateAt);
    this.remainder = corner;
  }

  /** Sets the update of the next supernode to zero. */
  clearUpdate(s: number): void {
    const size = this.symbolic.rows[s].length + 1;
    this.memory.fill(0, this.updateAt, this.updateAt + size * size);
  }

  /**
   * Factors panel s and subtracts its update from the panels above. Returns false where a pivot is
   * not positive. Multiply-adds for k pivots over r rows: k^3/6 + k^2 r/2 + k r^2/2.
   */
  eliminate(s: number): boolean {
    const { memory, kernels, updateAt } = this;
    const pivots = this.pivots(s);
    const size = this.symbolic.rows[s].length + 1;
    const panel = this.panelAt[s];
    if (kernels.factorPanel(memory, panel, pivots, pivots + size) >= 0) return false;
    const below = { at: panel + pivots * pivots, stride: pivots };
    const shape = { rows: size, columns: size, inner: pivots, sign: 1, lower: true } as const;
    const update = { at: updateAt, stride: size };
    kernels.multiplyAdd(memory, update, below, below, { ...shape, upperA: false });
    for (const run of this.runs[s]) this.#scatter(s, run, size);
    this.remainder -= memory[updateAt + size * size - 1];
    return true;
  }

  #scatter(s: number, run: Run, size: number): void {
    const { memory, updateAt } = this;
    const rows = this.symbolic.rows[s];
    const pivots = this.pivots(run.owner);
    const firstColumn = this.symbolic.first[run.owner];
    const panel = this.panelAt[run.owner];
    for (let b = run.begin; b < size; b++) {
      const row = panel + run.target[b - run.begin] * pivots - firstColumn;
      const last = Math.min(run.end, b + 1);
      for (let a = run.begin; a < last; a++)
        memory[row + rows[a]] -= memory[updateAt + b * size + a];
    }
  }

  /** The solution of L' x = z for the right-hand side that was factored, by position. */
  solveBackward(): Float64Array {
    const { memory, symbolic, panelAt } = this;
    const x = new Float64Array(symbolic.positions);
    for (let s = panelAt.length - 1; s >= 0; s--) {
      const pivots = this.pivots(s);
      const first = symbolic.first[s];
      const rows = symbolic.rows[s];
      const panel = panelAt[s];
      const z = panel + (pivots + rows.length) * pivots;
      for (let j = 0; j < pivots; j++) x[first + j] = memory[z + j];
      for (let b = 0; b < rows.length; b++) {
        const value = x[rows[b]];
        const row = panel + (pivots + b) * pivots;
        for (let j = 0; j < pivots; j++) x[first + j] -= memory[row + j] * value;
      }
      for (let i = pivots - 1; i >= 0; i--) {
        const row = panel + i * pivots;
        const value = (x[first + i] /= memory[row + i]);
        for (let j = 0; j < i; j++) x[first + j] -= memory[row + j] * value;
      }
    }
    return x;
  }

  /** Solves L Y = X in place for `columns` right-hand sides, interleaved by position. */
  solveForward(x: Float64Array, columns: number): void {
    const { memory, symbolic, panelAt } = this;
    for (let s = 0; s < panelAt.length; s++) {
      const pivots = this.pivots(s);
      const first = symbolic.first[s];
      const rows = symbolic.rows[s];
      for (let b = 0; b < pivots + rows.length; b++) {
        const row = panelAt[s] + b * pivots;
        const to = columns * (b < pivots ? first + b : rows[b - pivots]);
        const known = Math.min(b, pivots);
        for (let j = 0; j < known; j++) {
          const l = memory[row + j];
          const from = columns * (first + j);
          for (let c = 0; c < columns; c++) x[to + c] -= l * x[from + c];
        }
        if (b < pivots) for (let c = 0; c < columns; c++) x[to + c] /= memory[row + b];
      }
    }
  }
}
