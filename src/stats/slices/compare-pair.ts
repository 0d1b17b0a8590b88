import type { Interval } from '../../domain/slice.ts';
import { tCdf } from '../special/t-cdf.ts';
import { clusteredMean } from './clustered-mean.ts';
import type { MatchedErrors } from './match-errors.ts';

/** Two levels of a facet on the items both answered. */
export interface PairComparison {
  readonly a: number;
  readonly b: number;
  /** Items, counted within their task, that both have an error on in the same circumstances. */
  readonly items: number;
  readonly clusters: number;
  /** Mean of a's error minus b's; NaN where they share nothing. */
  readonly difference: number;
  /** Null where there are fewer than two clusters. */
  readonly interval: Interval | null;
  /** Two-sided p of no difference; null where there is no interval. */
  readonly p: number | null;
  /** Pearson correlation of the two over items: what pairing takes out of the difference. */
  readonly correlation: number;
  /** Standard error as if items were independent, paired; NaN below two items. */
  readonly naiveSe: number;
  /** Standard error as if the two had answered different, independent items; NaN below two. */
  readonly unpairedSe: number;
}

/**
 * Paired difference of levels a and b (Miller 2024, paired differences): within each item the mean
 * over what both have, then the mean over items, items of a cluster together. `macro` averages the
 * tasks' means. Variance CR2, t with Satterthwaite's degrees of freedom. O(rows).
 */
export function comparePair(
  matched: MatchedErrors,
  a: number,
  b: number,
  average: 'micro' | 'macro',
): PairComparison {
  const { units, first } = matched;
  const ofA = matched.errors[a]!;
  const ofB = matched.errors[b]!;
  const meanA = new Float64Array(units);
  const meanB = new Float64Array(units);
  const difference = new Float64Array(units);
  const cluster = new Int32Array(units);
  const stratum = new Int32Array(units);
  const tasks = new Map<number, number>();
  let items = 0;
  let clusters = 0;
  for (let u = 0; u < units; u++) {
    let sumA = 0;
    let sumB = 0;
    let shared = 0;
    for (let row = first[u]!; row < first[u + 1]!; row++) {
      const [x, y] = [ofA[row]!, ofB[row]!];
      if (Number.isNaN(x) || Number.isNaN(y)) continue;
      sumA += x;
      sumB += y;
      shared++;
    }
    if (shared === 0) continue;
    meanA[items] = sumA / shared;
    meanB[items] = sumB / shared;
    difference[items] = (sumA - sumB) / shared;
    if (items === 0 || cluster[items - 1] !== matched.cluster[u]) clusters++;
    cluster[items] = matched.cluster[u]!;
    if (average === 'macro') {
      const task = matched.task[u]!;
      if (!tasks.has(task)) tasks.set(task, tasks.size);
      stratum[items] = tasks.get(task)!;
    }
    items++;
  }
  const correlation = pearson(meanA, meanB, items);
  const naiveSe = Math.sqrt(sampleVariance(difference, items) / items);
  const unpairedSe = Math.sqrt(
    (sampleVariance(meanA, items) + sampleVariance(meanB, items)) / items,
  );
  const strata = Math.max(1, tasks.size);
  const { mean, interval } = clusteredMean(difference, cluster, stratum, items, strata, clusters);
  const p = interval && pOf(mean, interval);
  const found = { a, b, items, clusters, difference: mean, interval, p };
  return { ...found, correlation, naiveSe, unpairedSe };
}

/** Differences that are the same on every item are certain, unless they are none. */
function pOf(difference: number, { se, df }: Interval): number {
  if (se === 0) return difference === 0 ? 1 : 0;
  return 2 * tCdf(-Math.abs(difference) / se, df);
}

/** NaN for fewer than two values. */
function sampleVariance(values: Float64Array, n: number): number {
  let mean = 0;
  for (let i = 0; i < n; i++) mean += values[i]! / n;
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (values[i]! - mean) ** 2;
  return squares / (n - 1);
}

/** NaN for fewer than two items or where one side does not vary. */
function pearson(x: Float64Array, y: Float64Array, n: number): number {
  let meanX = 0;
  let meanY = 0;
  for (let i = 0; i < n; i++) {
    meanX += x[i]! / n;
    meanY += y[i]! / n;
  }
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let i = 0; i < n; i++) {
    xx += (x[i]! - meanX) ** 2;
    yy += (y[i]! - meanY) ** 2;
    xy += (x[i]! - meanX) * (y[i]! - meanY);
  }
  return xy / Math.sqrt(xx * yy);
}
