import { buildFrame } from '../../src/stats/variance/frame.ts';
import type { ModelFrame } from '../../src/stats/variance/frame.ts';
import type { VarianceRequest } from '../../src/stats/variance/types.ts';

/**
 * Components by equating T_k = sum_l y_l^2 / n_l to its expectation (Henderson 1953, method I), which
 * on balanced data is the closed form that REML must meet wherever no component comes out negative.
 * Null where the design is not balanced.
 */
export function closedForm(request: VarianceRequest): Record<string, number> | null {
  const frame = buildFrame(request);
  const { terms, n } = frame;
  const coefficients = terms.map((_, k) => terms.map((_, j) => expectedShare(frame, k, j)));
  if (coefficients.some((row) => row.includes(NaN))) return null;
  // Unknowns: n mu^2, every s_k^2, s_e^2. Equations: the mean, every term, all observations.
  const matrix = [
    [1, ...terms.map((term) => sumOfSquares(term.counts) / n), 1],
    ...terms.map((term, k) => [1, ...coefficients[k], term.levels]),
    [1, ...terms.map(() => n), n],
  ];
  const right = [
    frame.sum ** 2 / n,
    ...terms.map((term) => term.sums.reduce((t, sum, l) => t + sum ** 2 / term.counts[l], 0)),
    frame.sumSquares,
  ];
  const solution = solve(matrix, right);
  return Object.fromEntries([
    ...terms.map((term, k) => [term.name, solution[k + 1]]),
    ['Residual', solution[terms.length + 1]],
  ]) as Record<string, number>;
}

/** sum over levels l of k and m of j of n_lm^2 / n_l; NaN unless every cell that occurs is alike. */
function expectedShare(frame: ModelFrame, k: number, j: number): number {
  const { counts, levels } = frame.terms[k];
  if (counts.some((count) => count !== counts[0])) return NaN;
  if (k === j) return frame.n;
  const table = frame.crossTable(k, j);
  const each = table.columns.length / levels;
  for (let l = 0; l < levels; l++) if (table.start[l + 1] - table.start[l] !== each) return NaN;
  if (table.counts.some((count) => count !== table.counts[0])) return NaN;
  return sumOfSquares(table.counts) / counts[0];
}

function sumOfSquares(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value * value, 0);
}

/** Gaussian elimination with partial pivoting. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const a = matrix.map((row, i) => [...row, right[i]]);
  const n = a.length;
  for (let c = 0; c < n; c++) {
    const pivot = a.reduce(
      (best, row, r) => (r >= c && Math.abs(row[c]) > Math.abs(a[best][c]) ? r : best),
      c,
    );
    [a[c], a[pivot]] = [a[pivot], a[c]];
    for (let r = 0; r < n; r++) {
      if (r === c) continue;
      const factor = a[r][c] / a[c][c];
      for (let j = c; j <= n; j++) a[r][j] -= factor * a[c][j];
    }
  }
  return a.map((row, i) => row[n] / row[i]);
}
