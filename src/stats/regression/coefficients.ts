import { solvePositiveDefinite } from '../linalg/solve-positive-definite.ts';
import { incompleteGamma } from '../special/incomplete-gamma.ts';
import { tUpperTail } from '../special/t-cdf.ts';
import { tQuantile } from '../special/t-quantile.ts';
import { logistic } from './log-loss.ts';
import { solveUpper } from './orthogonal-columns.ts';
import type { OrthogonalColumns } from './orthogonal-columns.ts';
import type { Coefficient } from './types.ts';

/**
 * Covariance of the estimates on the design's own columns: the inverse information, or between its
 * halves the sums of scores per cluster (Liang & Zeger 1986) times G/(G-1) (n-1)/(n-p), the factor of
 * R's `sandwich::vcovCL`. `count` is the number of clusters, null where records are independent.
 */
export function covarianceOf(
  basis: OrthogonalColumns,
  eta: Float64Array,
  response: Float64Array,
  clusters: Int32Array | null,
): { covariance: Float64Array[]; count: number | null } {
  const { q, n } = basis;
  const p = q.length;
  const information = square(p);
  let count = 0;
  if (clusters) for (const cluster of clusters) count = Math.max(count, cluster + 1);
  const scores = clusters ? new Float64Array(count * p) : null;
  for (let row = 0; row < n; row++) {
    const mu = logistic(eta[row]);
    const weight = mu * logistic(-eta[row]);
    for (let i = 0; i < p; i++) {
      const x = q[i][row];
      if (scores) scores[clusters![row] * p + i] += (response[row] - mu) * x;
      for (let j = 0; j < p; j++) information[i][j] += weight * x * q[j][row];
    }
  }
  const bread = square(p).map((unit, i) => {
    unit[i] = 1;
    const column = solvePositiveDefinite(information, unit);
    if (!column) throw new Error('invalid information; not positive definite at the maximum');
    return column;
  });
  let inner = bread;
  if (scores) {
    const meat = square(p);
    for (let c = 0; c < count; c++)
      for (let i = 0; i < p; i++)
        for (let j = 0; j < p; j++) meat[i][j] += scores[c * p + i] * scores[c * p + j];
    const factor = (count / (count - 1)) * ((n - 1) / (n - p));
    inner = times(times(bread, meat), bread).map((row) => row.map((value) => value * factor));
  }
  // R^-1 C R^-T, a column at a time from either side.
  const half = transpose(inner.map((row) => solveUpper(basis.r, row)));
  const covariance = transpose(half.map((row) => solveUpper(basis.r, row)));
  return { covariance, count: clusters ? count : null };
}

/** Wald intervals and tests: normal where df is Infinity, else Student's t. */
export function coefficientTable(
  names: readonly string[],
  beta: Float64Array,
  covariance: readonly Float64Array[],
  df: number,
): Coefficient[] {
  const quantile = tQuantile(0.975, df);
  return names.map((name, j) => {
    const estimate = beta[j];
    const se = Math.sqrt(covariance[j][j]);
    const statistic = se > 0 ? estimate / se : 0;
    return {
      name,
      estimate,
      se,
      low: estimate - quantile * se,
      high: estimate + quantile * se,
      statistic,
      p: twoSided(Math.abs(statistic), df),
    };
  });
}

function twoSided(statistic: number, df: number): number {
  if (df === Infinity) return incompleteGamma(0.5, (statistic * statistic) / 2).upper;
  return statistic === 0 ? 1 : 2 * tUpperTail(statistic, df);
}

function square(p: number): Float64Array[] {
  return Array.from({ length: p }, () => new Float64Array(p));
}

function transpose(a: readonly Float64Array[]): Float64Array[] {
  return a.map((_, i) => Float64Array.from(a, (row) => row[i]));
}

function times(a: readonly Float64Array[], b: readonly Float64Array[]): Float64Array[] {
  return a.map((row) =>
    Float64Array.from(row, (_, j) => row.reduce((sum, value, t) => sum + value * b[t][j], 0)),
  );
}
