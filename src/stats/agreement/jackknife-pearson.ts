import { clusterDegrees, onScale, resampledInterval } from '../resample/resampled-interval.ts';
import { addValues, emptyMoments } from '../resample/running-moments.ts';
import type { Estimate } from './types.ts';

/** Two rows of scores in strata (tasks) and clusters, all of the same length; NaN where missing. */
export interface PairedRows {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly stratum: Int32Array;
  readonly strata: number;
  readonly cluster: Int32Array;
  readonly clusters: number;
}

/** Sums of a pair of rows: n, x, y, xx, yy, xy. */
const SUMS = 6;

/** As in `moment-coefficients.ts`: less is rounding. */
const ROUNDING = 1e-13;

/**
 * Pearson's correlation within strata, averaged over them by pairs of scores (`micro`) or equally, with a
 * jackknife interval that leaves out one cluster at a time, on Fisher's scale. Null where no stratum
 * has a correlation. O(n + clusters x strata).
 */
export function jackknifePearson(rows: PairedRows, average: 'micro' | 'macro'): Estimate | null {
  const { strata, clusters } = rows;
  const { centre, reach } = centres(rows);
  const parts = new Float64Array(clusters * strata * SUMS);
  const total = new Float64Array(strata * SUMS);
  forEachPair(rows, centre, (s, x, y, i) => {
    add(parts, (rows.cluster[i] * strata + s) * SUMS, x, y);
    add(total, s * SUMS, x, y);
  });
  const value = pooled(total, reach, strata, average);
  if (Number.isNaN(value)) return null;
  const moments = emptyMoments(1);
  const without = new Float64Array(strata * SUMS);
  const sizes = new Float64Array(clusters);
  const replicate = new Float64Array(1);
  let present = 0;
  for (let c = 0; c < clusters; c++) {
    const own = parts.subarray(c * strata * SUMS, (c + 1) * strata * SUMS);
    for (let s = 0; s < strata; s++) sizes[c] += own[s * SUMS];
    if (sizes[c] === 0) continue;
    present++;
    for (let i = 0; i < without.length; i++) without[i] = total[i] - own[i];
    replicate[0] = onScale(pooled(without, reach, strata, average), 'correlation');
    addValues(moments, replicate);
  }
  const known = sizes.filter((size) => size > 0);
  const interval = resampledInterval(value, moments, 0, {
    resampling: 'jackknife',
    scale: 'correlation',
    clusters: present,
    df: clusterDegrees(known, present),
  });
  return {
    value,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    method: interval ? 'jackknife' : 'none',
  };
}

/** Means of x and y by stratum over the pairs, and their largest distances from them. */
function centres(rows: PairedRows): { centre: Float64Array; reach: Float64Array } {
  const { strata } = rows;
  const sums = new Float64Array(strata * SUMS);
  forEachPair(rows, new Float64Array(2 * strata), (s, x, y) => add(sums, s * SUMS, x, y));
  const centre = new Float64Array(2 * strata);
  for (let s = 0; s < strata; s++) {
    centre[2 * s] = sums[s * SUMS + 1] / sums[s * SUMS];
    centre[2 * s + 1] = sums[s * SUMS + 2] / sums[s * SUMS];
  }
  const reach = new Float64Array(2 * strata);
  forEachPair(rows, centre, (s, x, y) => {
    reach[2 * s] = Math.max(reach[2 * s], Math.abs(x));
    reach[2 * s + 1] = Math.max(reach[2 * s + 1], Math.abs(y));
  });
  return { centre, reach };
}

function forEachPair(
  { x, y, stratum }: PairedRows,
  centre: Float64Array,
  take: (stratum: number, x: number, y: number, position: number) => void,
): void {
  for (let i = 0; i < x.length; i++) {
    if (Number.isNaN(x[i] + y[i])) continue;
    const s = stratum[i];
    take(s, x[i] - centre[2 * s], y[i] - centre[2 * s + 1], i);
  }
}

function add(sums: Float64Array, at: number, x: number, y: number): void {
  sums[at]++;
  sums[at + 1] += x;
  sums[at + 2] += y;
  sums[at + 3] += x * x;
  sums[at + 4] += y * y;
  sums[at + 5] += x * y;
}

function pooled(
  sums: Float64Array,
  reach: Float64Array,
  strata: number,
  average: 'micro' | 'macro',
): number {
  let sum = 0;
  let weight = 0;
  for (let s = 0; s < strata; s++) {
    const [n, x, y, xx, yy, xy] = sums.subarray(s * SUMS, (s + 1) * SUMS);
    if (n < 2) continue;
    const [vx, vy] = [xx - (x * x) / n, yy - (y * y) / n];
    if (vx <= ROUNDING * n * (reach[2 * s] ** 2 + Number.MIN_VALUE)) continue;
    if (vy <= ROUNDING * n * (reach[2 * s + 1] ** 2 + Number.MIN_VALUE)) continue;
    const counts = average === 'micro' ? n : 1;
    sum += (counts * (xy - (x * y) / n)) / Math.sqrt(vx * vy);
    weight += counts;
  }
  return Math.max(-1, Math.min(1, sum / weight));
}
