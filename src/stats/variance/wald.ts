import { solvePositiveDefinite } from '../linalg/solve-positive-definite.ts';
import { normalQuantile } from '../special/normal-quantile.ts';
import type { Criterion } from './criterion.ts';

/** Step of the differences, in log variance: its error and that of rounding are then about equal. */
const STEP = 1e-5;

/** Interval of the share of a set of components; components are numbered as terms, the residual last. */
export type ShareInterval = (members: readonly number[]) => { low: number; high: number } | null;

/**
 * Wald intervals for shares of the total variance, 95 %, on the logit scale, from the observed
 * information in the log variances: half the Hessian of the criterion, whose block for the gammas is
 * taken by forward differences of the gradient at fixed s_e^2, the rest being known exactly.
 * Components at zero are held there. Costs a gradient per free component, and leaves the factor at
 * another point than it found it.
 */
export function waldIntervals(criterion: Criterion): ShareInterval {
  const gamma = criterion.gamma.slice();
  const sigma2 = criterion.sigma2;
  const free = Array.from(gamma.keys()).filter((k) => gamma[k] > 0);
  const hessian = hessianInLogVariances(criterion, gamma, sigma2, free);
  const variances = [...free.map((k) => gamma[k] * sigma2), sigma2];
  const total = variances.reduce((a, b) => a + b, 0);
  const z = normalQuantile(0.975);
  return (members) => {
    const inside = [...free, gamma.length].map((k) => members.includes(k));
    const share = variances.reduce((sum, v, i) => sum + (inside[i] ? v : 0), 0) / total;
    if (!(share > 0 && share < 1)) return null;
    // d logit(share) / d log v_i
    const slope = Float64Array.from(variances, (v, i) =>
      inside[i] ? v / (share * total) : -v / ((1 - share) * total),
    );
    const solved = solvePositiveDefinite(hessian, slope);
    if (!solved) return null;
    const se = Math.sqrt(2 * slope.reduce((sum, d, i) => sum + d * solved[i], 0));
    const logit = Math.log(share / (1 - share));
    return { low: logistic(logit - z * se), high: logistic(logit + z * se) };
  };
}

/** Second derivatives of the criterion in (log s_k^2 for free k, log s_e^2); moves the factor. */
export function hessianInLogVariances(
  criterion: Criterion,
  gamma: Float64Array,
  sigma2: number,
  free: readonly number[],
): Float64Array[] {
  const { squares } = criterion.derivatives();
  const withResidual = free.map((k) => (gamma[k] * squares[k]) / sigma2);
  const here = gradientInLogGamma(criterion, gamma, sigma2, free);
  const byGamma = free.map((k) => {
    const at = gamma.slice();
    at[k] *= Math.exp(STEP);
    if (criterion.value(at) === Infinity) return free.map(() => NaN);
    const there = gradientInLogGamma(criterion, at, sigma2, free);
    return there.map((value, i) => (value - here[i]) / STEP);
  });
  const size = free.length + 1;
  const hessian = Array.from({ length: size }, () => new Float64Array(size));
  let corner = criterion.df;
  free.forEach((_, i) => {
    let row = 0;
    free.forEach((_, j) => {
      hessian[i][j] = (byGamma[i][j] + byGamma[j][i]) / 2;
      row += hessian[i][j];
    });
    hessian[i][size - 1] = hessian[size - 1][i] = withResidual[i] - row;
    corner += row - 2 * withResidual[i];
  });
  hessian[size - 1][size - 1] = corner;
  return hessian;
}

/** At the gammas last factored. */
function gradientInLogGamma(
  criterion: Criterion,
  gamma: Float64Array,
  sigma2: number,
  free: readonly number[],
): number[] {
  const { traces, squares } = criterion.derivatives();
  return free.map((k) => gamma[k] * (traces[k] - squares[k] / sigma2));
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
