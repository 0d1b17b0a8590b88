import { clusterInterval, sizeDegreesOfFreedom } from '../slices/cluster-interval.ts';
import { clusteredMean } from '../slices/clustered-mean.ts';
import type { Mean } from './types.ts';

/**
 * Mean of the values that are not NaN at `rows`, items ascending, with its 95 % interval clustered by item
 * (CR2, statistics of slices). Null where there is no value.
 */
export function itemMean(values: Float64Array, item: Int32Array, rows: Int32Array): Mean | null {
  let n = 0;
  let sum = 0;
  for (let i = 0; i < rows.length; i++) {
    const value = values[rows[i]];
    if (value !== value) continue;
    n++;
    sum += value;
  }
  if (n === 0) return null;
  const mean = sum / n;
  const sizes = new Float64Array(rows.length);
  let clusters = 0;
  let variance = 0;
  let balanced = true;
  for (let at = 0; at < rows.length;) {
    const open = item[rows[at]];
    let size = 0;
    let deviation = 0;
    for (; at < rows.length && item[rows[at]] === open; at++) {
      const value = values[rows[at]];
      if (value !== value) continue;
      size++;
      deviation += value - mean;
    }
    if (size === 0) continue;
    if (clusters > 0 && size !== sizes[0]) balanced = false;
    sizes[clusters++] = size;
    // CR2 of a mean (Bell & McCaffrey 2002): a cluster's sum over the root of the share it lacks.
    variance += (deviation * deviation) / (1 - size / n) / n / n;
  }
  if (clusters < 2) return { value: mean, low: null, high: null, se: null, n, clusters };
  const df = balanced ? clusters - 1 : sizeDegreesOfFreedom(sizes.subarray(0, clusters));
  const interval = clusterInterval(mean, {
    estimator: 'CR2',
    clusters,
    variance,
    trace: df,
    traceSquare: df,
    balanced,
  })!;
  return { value: mean, low: interval.low, high: interval.high, se: interval.se, n, clusters };
}

/**
 * The mean over strata of their means (each judge counts once, say), with its interval clustered by item:
 * `cluster` ascending, `strata` numbers from 0 on, each of which has a value.
 */
export function meanOf(
  value: Float64Array,
  cluster: Int32Array,
  stratum: Int32Array,
  n: number,
  strata: number,
  clusters: number,
): Mean {
  const { mean, interval } = clusteredMean(value, cluster, stratum, n, strata, clusters);
  return {
    value: mean,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    se: interval?.se ?? null,
    n,
    clusters,
  };
}
