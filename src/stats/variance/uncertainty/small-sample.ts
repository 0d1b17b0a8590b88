import { solvePositiveDefinite } from '../../linalg/solve-positive-definite.ts';
import { digamma } from '../../special/digamma.ts';
import type { EstimatedModel } from '../fit.ts';
import { returnTo } from '../fit.ts';
import { hessianInLogVariances } from '../wald.ts';
import type { WeightedRatio } from './component-ratio.ts';

/**
 * What to multiply the chi-squared threshold of a likelihood ratio with so that its mean is right: the
 * Bartlett factor of a variance estimated on `df` degrees of freedom, df (log(df/2) - digamma(df/2)),
 * which is E LR for LR = df (w - 1 - log w), w = chi-squared / df (Bartlett 1937). 1.27 on 1 df, 1.08 on 4, 1 + 1/(3 df) beyond.
 */
export function bartlettFactor(df: number): number {
  if (!(df > 0)) throw new Error(`invalid df; not above 0: ${df}`);
  // The difference of two large numbers: its series, where that is as good.
  if (df > 1e3) return 1 + 1 / (3 * df);
  return df * (Math.log(df / 2) - digamma(df / 2));
}

/** Standard errors on the log scale, from the observed information at the estimate. */
export interface LogErrors {
  /** Of the logit of a ratio; null at its edges. */
  ofLogit(ratio: WeightedRatio): number | null;
  /** Of the logarithm of component k; null where it is zero. */
  ofLog(k: number): number | null;
}

/** Computes the observed information in the log variances; two gradients per positive component. */
export function logErrors(model: EstimatedModel): LogErrors {
  const { criterion, sigma2 } = model;
  const gamma = model.estimate.best.x;
  returnTo(model);
  const free = Array.from(gamma.keys()).filter((k) => gamma[k] > 0);
  const hessian = hessianInLogVariances(criterion, gamma, sigma2, free);
  const components = [...free, gamma.length];
  const variances = Float64Array.from(components, (k) => (gamma[k] ?? 1) * sigma2);
  const errorOf = (slope: Float64Array): number | null => {
    const solved = solvePositiveDefinite(hessian, slope);
    return solved && Math.sqrt(2 * slope.reduce((sum, d, i) => sum + d * solved[i], 0));
  };
  return {
    ofLogit({ numerator, denominator }) {
      const part = components.map((k, i) => numerator[k] * variances[i]);
      const rest = components.map((k, i) => (denominator[k] - numerator[k]) * variances[i]);
      const a = part.reduce((sum, value) => sum + value, 0);
      const b = rest.reduce((sum, value) => sum + value, 0);
      if (!(a > 0 && b > 0)) return null;
      return errorOf(Float64Array.from(components, (_, i) => part[i] / a - rest[i] / b));
    },
    ofLog(k) {
      if (!components.includes(k)) return null;
      return errorOf(Float64Array.from(components, (other) => (other === k ? 1 : 0)));
    },
  };
}

/**
 * Degrees of freedom by matching the variance of a log variance, 2/df (Satterthwaite 1946), at least
 * 1; where there is no standard error, those of the term with the fewest levels among `members`.
 */
export function effectiveDf(
  model: EstimatedModel,
  logError: number | null,
  members: readonly number[],
): number {
  if (logError !== null && logError > 0) return Math.max(1, 2 / logError ** 2);
  const { terms } = model.diagnosis.frame;
  return Math.max(
    1,
    Math.min(...members.map((k) => (terms[k]?.levels ?? model.criterion.df + 1) - 1)),
  );
}
