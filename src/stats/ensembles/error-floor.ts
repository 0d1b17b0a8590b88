import type { Panel } from './panel.ts';
import type { EffectiveNumber, ErrorFloor } from './types.ts';

/** Means over members, or over ordered pairs of different members, of their signed errors' moments. */
export interface ErrorMoments {
  readonly members: number;
  /** Mean of squared biases, and of products of two members' biases. */
  readonly biasSquared: number;
  readonly biasProduct: number;
  readonly variance: number;
  readonly covariance: number;
}

/**
 * Moments of score - reference over the panel's columns by their weights (divisor: the weights' sum).
 * Pairs from the members' sum: sum_{i != j} x_i x_j = (sum x_i)^2 - sum x_i^2. O(members x columns).
 */
export function errorMoments(panel: Panel): ErrorMoments {
  const { members: k, count, scores, reference, weight } = panel;
  const bias = new Float64Array(k);
  for (let m = 0; m < k; m++) {
    for (let c = 0; c < count; c++) bias[m] += weight[c] * (scores[m * count + c] - reference[c]);
  }
  const totalBias = bias.reduce((sum, b) => sum + b, 0);
  let own = 0;
  let together = 0;
  for (let c = 0; c < count; c++) {
    let sum = 0;
    for (let m = 0; m < k; m++) {
      const centred = scores[m * count + c] - reference[c] - bias[m];
      sum += centred;
      own += weight[c] * centred * centred;
    }
    together += weight[c] * sum * sum;
  }
  const squares = bias.reduce((sum, b) => sum + b * b, 0);
  const pairs = k * (k - 1);
  return {
    members: k,
    biasSquared: squares / k,
    biasProduct: (totalBias * totalBias - squares) / pairs,
    variance: own / k,
    covariance: (together - own) / pairs,
  };
}

/**
 * Mean squared error of the mean of k members: bias^2 + variance / k + (1 - 1/k) covariance (Ueda &
 * Nakano 1996, equation 7), each averaged over all choices of k of the members, and what is left of
 * it with endlessly many. Null for a single member, which has no covariance, and for the measure
 * `standardised` only of standardised scores.
 */
export function errorFloor(moments: ErrorMoments): ErrorFloor | null {
  if (moments.members < 2) return null;
  const perK = (part: (k: number) => number): Float64Array =>
    Float64Array.from({ length: moments.members }, (_, i) => part(i + 1));
  const biasSquared = perK((k) => moments.biasSquared / k + (1 - 1 / k) * moments.biasProduct);
  const variance = perK((k) => moments.variance / k);
  const covariance = perK((k) => (1 - 1 / k) * moments.covariance);
  return {
    biasSquared,
    variance,
    covariance,
    mse: biasSquared.map((b, i) => b + variance[i] + covariance[i]),
    floor: moments.biasProduct + moments.covariance,
  };
}

/**
 * Kish's (1965) effective number k / (1 + (k - 1) rho) of independent models, rho the mean covariance
 * of their errors over the mean variance; NaN where rho <= -1 / (k - 1), or no error varies.
 */
export function effectiveNumber({ members, covariance, variance }: ErrorMoments): EffectiveNumber {
  const rho = covariance / variance;
  const effective = Float64Array.from({ length: members }, (_, i) => {
    const k = i + 1;
    if (k === 1) return variance > 0 ? 1 : NaN;
    return rho > -1 / i ? k / (1 + i * rho) : NaN;
  });
  return { rho, effective };
}
