import { normalQuantile } from '../special/normal-quantile.ts';

/** Examples sorted by item: what people said where they did, and what the judge said. */
export interface PredictionSample {
  /** People's value of the labelled examples. */
  readonly y: Float64Array;
  /** The judge's value of the labelled examples, in the same order. */
  readonly f: Float64Array;
  /** Item of each labelled example, ascending. */
  readonly item: Int32Array;
  /** The judge's value of the unlabelled examples, and their items, ascending. */
  readonly unlabelled: Float64Array;
  readonly unlabelledItem: Int32Array;
}

/** A mean of people's values, estimated from few of them and many of a judge's. */
export interface PredictionPowered {
  readonly value: number;
  readonly se: number;
  readonly low: number;
  readonly high: number;
  /** Weight of the judge, in [0, 1]: 0 is people alone. */
  readonly lambda: number;
  /** People alone on the labelled examples, and the judge alone on all. */
  readonly people: { readonly value: number; readonly se: number };
  readonly judge: number;
  readonly n: number;
  readonly unlabelled: number;
}

/**
 * Prediction-powered mean with a tuned weight (PPI++; Angelopoulos, Duchi & Zrnic 2023, arXiv 2311.01453):
 * lambda = Cov(y, f) / ((1 + n/N) Var f), clipped to [0, 1], covariance over the labelled and variance over
 * all f; theta = lambda mean_N f + mean_n(y - lambda f);
 * SE^2 = Var(mean_n(y - lambda f)) + lambda^2 Var(mean_N f), each clustered by item: with one example per
 * item the plain variances over n and N, ddof 1. Normal interval. Null below two labelled items; without
 * unlabelled examples people alone.
 */
export function predictionPowered(sample: PredictionSample): PredictionPowered | null {
  const { y, f, item, unlabelled, unlabelledItem } = sample;
  const n = y.length;
  const m = unlabelled.length;
  const own = clusteredVariance(y, item);
  if (own === null) return null;
  const alone = { value: meanOf(y), se: Math.sqrt(own) };
  const judge =
    m + n === 0 ? NaN : (meanOf(f) * n + (m > 0 ? meanOf(unlabelled) * m : 0)) / (n + m);
  const lambda = m < 2 ? 0 : weightOf(y, f, unlabelled);
  const residual = y.map((value, i) => value - lambda * f[i]);
  const value = meanOf(residual) + (lambda > 0 ? lambda * meanOf(unlabelled) : 0);
  const many = lambda > 0 ? (clusteredVariance(unlabelled, unlabelledItem) ?? 0) : 0;
  const se = Math.sqrt(clusteredVariance(residual, item)! + lambda * lambda * many);
  const half = normalQuantile(0.975) * se;
  return {
    value,
    se,
    low: value - half,
    high: value + half,
    lambda,
    people: alone,
    judge,
    n,
    unlabelled: m,
  };
}

function weightOf(y: Float64Array, f: Float64Array, unlabelled: Float64Array): number {
  const [my, mf] = [meanOf(y), meanOf(f)];
  let cross = 0;
  for (let i = 0; i < y.length; i++) cross += (y[i] - my) * (f[i] - mf);
  const covariance = cross / (y.length - 1);
  const all = new Float64Array(f.length + unlabelled.length);
  all.set(f);
  all.set(unlabelled, f.length);
  const mean = meanOf(all);
  const variance = all.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (all.length - 1);
  if (!(variance > 0)) return 0;
  const lambda = covariance / ((1 + y.length / unlabelled.length) * variance);
  return Math.max(0, Math.min(1, lambda));
}

function meanOf(values: Float64Array): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}

/**
 * Variance of a mean with examples clustered: G / (G - 1) sum_c u_c^2 / n^2, u_c a cluster's sum of
 * deviations (Miller 2024, with the finite-sample factor). Null below two clusters.
 */
function clusteredVariance(values: Float64Array, item: Int32Array): number | null {
  const mean = meanOf(values);
  let clusters = 0;
  let squares = 0;
  for (let at = 0; at < values.length;) {
    let sum = 0;
    const open = item[at];
    for (; at < values.length && item[at] === open; at++) sum += values[at] - mean;
    squares += sum * sum;
    clusters++;
  }
  return clusters < 2 ? null : (squares * clusters) / (clusters - 1) / values.length ** 2;
}
