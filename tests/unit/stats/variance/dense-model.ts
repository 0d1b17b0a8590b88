import type { Design } from './design.ts';

/**
 * The same model by textbook formulas on n x n matrices, sharing no code with the solver:
 * V = I + sum gamma_k Z_k Z_k', P = V^-1 - V^-1 1 (1'V^-1 1)^-1 1'V^-1.
 */
export class DenseModel {
  readonly n: number;
  readonly #design: Design;

  constructor(design: Design) {
    this.#design = design;
    this.n = design.y.length;
  }

  /** -2 log (restricted) likelihood with s_e^2 profiled out (Searle, Casella & McCulloch 1992, ch. 6). */
  criterion(gamma: readonly number[], method: 'REML' | 'ML'): number {
    const { logDeterminant, information, residual } = this.#parts(gamma);
    const df = method === 'REML' ? this.n - 1 : this.n;
    const fixed = method === 'REML' ? Math.log(information) : 0;
    return logDeterminant + fixed + df * (1 + Math.log((2 * Math.PI * residual) / df));
  }

  /** Residual sum of squares y'Py, in units of s_e^2. */
  residual(gamma: readonly number[]): number {
    return this.#parts(gamma).residual;
  }

  /** Average information in gamma with s_e^2 profiled out. */
  averageInformation(gamma: readonly number[], method: 'REML' | 'ML'): number[][] {
    const { p, residual } = this.#parts(gamma);
    const df = method === 'REML' ? this.n - 1 : this.n;
    const sigma2 = residual / df;
    const py = multiply(p, this.#design.y);
    const spread = gamma.map((_, k) => this.#project(k, py));
    const squares = spread.map((zz) => dot(zz, py));
    return spread.map((a, i) =>
      spread.map(
        (b, j) =>
          dot(a, multiply(p, b)) / sigma2 - (squares[i] * squares[j]) / (df * sigma2 * sigma2),
      ),
    );
  }

  /** Generalised-least-squares mean and its variance. */
  mean(gamma: readonly number[]): { mean: number; variance: number } {
    const { inverse, information, residual } = this.#parts(gamma);
    const weights = inverse.map((row) => row.reduce((sum, value) => sum + value, 0));
    const sigma2 = residual / (this.n - 1);
    return { mean: dot(weights, this.#design.y) / information, variance: sigma2 / information };
  }

  /** Z_k Z_k' x. */
  #project(k: number, x: readonly number[]): number[] {
    const keys = this.#keys(k);
    const sums = new Map<string, number>();
    keys.forEach((key, row) => sums.set(key, (sums.get(key) ?? 0) + x[row]));
    return keys.map((key) => sums.get(key)!);
  }

  #keys(k: number): string[] {
    const { terms, levels, y } = this.#design;
    return y.map((_, row) => terms[k].map((facet) => levels[facet][row]).join());
  }

  #parts(gamma: readonly number[]) {
    const n = this.n;
    const v = Array.from({ length: n }, (_, i) => {
      const row = new Array<number>(n).fill(0);
      row[i] = 1;
      return row;
    });
    gamma.forEach((g, k) => {
      const keys = this.#keys(k);
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < n; j++) if (keys[i] === keys[j]) v[i][j] += g;
      }
    });
    const { inverse, logDeterminant } = invert(v);
    const weights = inverse.map((row) => row.reduce((sum, value) => sum + value, 0));
    const information = weights.reduce((sum, value) => sum + value, 0);
    const p = inverse.map((row, i) =>
      row.map((value, j) => value - (weights[i] * weights[j]) / information),
    );
    const residual = dot(this.#design.y, multiply(p, this.#design.y));
    return { inverse, logDeterminant, information, p, residual };
  }
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i], 0);
}

function multiply(a: readonly (readonly number[])[], x: readonly number[]): number[] {
  return a.map((row) => dot(row, x));
}

/** Gauss-Jordan without pivoting, good enough for positive definite matrices. */
export function invert(matrix: readonly (readonly number[])[]): {
  inverse: number[][];
  logDeterminant: number;
} {
  const n = matrix.length;
  const a = matrix.map((row) => [...row]);
  let logDeterminant = 0;
  for (let c = 0; c < n; c++) {
    const pivot = a[c][c];
    logDeterminant += Math.log(pivot);
    a[c][c] = 1;
    for (let j = 0; j < n; j++) a[c][j] /= pivot;
    for (let i = 0; i < n; i++) {
      const factor = a[i][c];
      if (i === c || factor === 0) continue;
      a[i][c] = 0;
      for (let j = 0; j < n; j++) a[i][j] -= factor * a[c][j];
    }
  }
  return { inverse: a, logDeterminant };
}
