import { sizeDegreesOfFreedom } from '../slices/cluster-interval.ts';
import { tQuantile } from '../special/t-quantile.ts';
import type { RunningMoments } from './running-moments.ts';

/** How replicates were made, which says what their spread means. */
export type Resampling = 'bootstrap' | 'jackknife';

/** The scale on which an interval is symmetric: Fisher's z = artanh r for a correlation. */
export type Scale = 'correlation' | 'plain';

/** Fewer clusters give a bootstrap too few different samples. */
const FEWEST_CLUSTERS = 5;

/** An interval needs this share of the replicates. */
const MOST_OFTEN = 0.8;

/** A correlation this near 1 is 1 but for rounding: its z says nothing. */
const CERTAIN = 1 - 1e-12;

/** The value on the scale of the interval; NaN where it has none there. */
export function onScale(value: number, scale: Scale): number {
  if (scale === 'plain') return value;
  return Math.abs(value) < CERTAIN ? Math.atanh(value) : NaN;
}

/** Degrees of freedom of a spread over clusters of these sizes, or of so many groups of them. */
export function clusterDegrees(sizes: Float64Array, groups: number): number {
  return Math.min(sizeDegreesOfFreedom(sizes), groups - 1);
}

/**
 * 95 % interval of entry `i` from the spread of its replicates: value +- t se on the interval's scale.
 * The bootstrap's se is the replicates' standard deviation times sqrt(G / (G - 1)), since resampling
 * G clusters makes their spread that much too small; the jackknife's is
 * sqrt((g - 1) / g sum of squares) over g groups (Efron & Tibshirani 1993, equations 6.6 and 11.5). t has
 * Satterthwaite's degrees of freedom for the clusters' sizes. With 10, 30 and 200 clusters this
 * covers more evenly than percentiles do: `npm run bench:intervals`. Null where too few
 * replicates have a value, or there are fewer than `FEWEST_CLUSTERS` clusters.
 */
export function resampledInterval(
  value: number,
  moments: RunningMoments,
  i: number,
  how: { resampling: Resampling; scale: Scale; clusters: number; df: number },
): { low: number; high: number } | null {
  const { resampling, scale, clusters, df } = how;
  const n = moments.n[i];
  const centre = onScale(value, scale);
  if (clusters < FEWEST_CLUSTERS || !Number.isFinite(centre)) return null;
  // Moments without entries stand for no replicates at all.
  if (!(n >= 2) || n < MOST_OFTEN * moments.offered) return null;
  const variance =
    resampling === 'bootstrap'
      ? ((moments.squares[i] / (n - 1)) * clusters) / (clusters - 1)
      : (moments.squares[i] * (n - 1)) / n;
  const half = tQuantile(0.975, df) * Math.sqrt(variance);
  const back = (z: number): number => (scale === 'correlation' ? Math.tanh(z) : z);
  return { low: back(centre - half), high: back(centre + half) };
}
