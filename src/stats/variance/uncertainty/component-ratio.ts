import type { Result } from '../../../domain/problem.ts';
import type { EstimatedModel } from '../fit.ts';
import type { Ratio } from './types.ts';

/**
 * A ratio of two sums of components, sum_k a_k v_k / sum_k b_k v_k with 0 <= a_k <= b_k, so that it
 * lies in [0, 1]. Components in the order of the frame's terms, the residual last.
 */
export interface WeightedRatio {
  readonly numerator: Float64Array;
  readonly denominator: Float64Array;
}

/** The name of the residual among the components. */
export const RESIDUAL = 'Residual';

/** Component names in the order of `WeightedRatio`. */
export function componentNames(model: EstimatedModel): string[] {
  return [...model.diagnosis.frame.terms.map((term) => term.name), RESIDUAL];
}

/** Estimated components in the same order. */
export function componentVariances(model: EstimatedModel): Float64Array {
  const { x } = model.estimate.best;
  return Float64Array.from([...x, 1], (gamma) => gamma * model.sigma2);
}

/** Finds the components a ratio names; a Problem where one was not fitted or nothing is compared. */
export function resolveRatio(names: readonly string[], ratio: Ratio): Result<WeightedRatio> {
  const of = ratio.of ?? names;
  const unknown = [...ratio.terms, ...of].find((term) => !names.includes(term));
  if (unknown !== undefined) {
    return refused('unknown-component', `${unknown} is not among the components of this fit.`);
  }
  const outside = ratio.terms.find((term) => !of.includes(term));
  if (outside !== undefined) {
    return refused('not-a-part', `${outside} is not a part of ${of.join(' + ')}.`);
  }
  if (ratio.terms.length === 0 || of.every((term) => ratio.terms.includes(term))) {
    const share = ratio.terms.length === 0 ? '0' : '1';
    return refused('trivial-share', `This share is ${share} whatever the data: nothing to test.`);
  }
  const weights = (chosen: readonly string[]) =>
    Float64Array.from(names, (name) => (chosen.includes(name) ? 1 : 0));
  return { ok: true, value: { numerator: weights(ratio.terms), denominator: weights(of) } };
}

/** The ratio of given components; NaN where the denominator is zero. */
export function ratioOf(ratio: WeightedRatio, variances: Float64Array): number {
  return dot(ratio.numerator, variances) / dot(ratio.denominator, variances);
}

/** Whether the ratio is 0, or 1, once some components are: those that must be zero, or null. */
export function edgeZeros(ratio: WeightedRatio, edge: 0 | 1): number[] | null {
  const weights =
    edge === 0 ? ratio.numerator : ratio.denominator.map((b, k) => b - ratio.numerator[k]);
  const zeros = Array.from(weights.keys()).filter((k) => weights[k] > 0);
  // The residual cannot be zero.
  return zeros.includes(weights.length - 1) ? null : zeros;
}

function refused(code: string, message: string): Result<never> {
  return { ok: false, problem: { code, severity: 'error', message } };
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, k) => sum + value * b[k], 0);
}
