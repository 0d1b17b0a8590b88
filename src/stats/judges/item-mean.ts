import { clusteredMean } from '../slices/clustered-mean.ts';
import type { Mean } from './types.ts';

/**
 * Mean of the values that are not NaN at `rows`, items ascending, with its 95 % interval clustered by item
 * (CR2, statistics of slices). Null where there is no value.
 */
export function itemMean(values: Float64Array, item: Int32Array, rows: Int32Array): Mean | null {
  const kept = new Float64Array(rows.length);
  const cluster = new Int32Array(rows.length);
  let n = 0;
  let clusters = 0;
  for (let i = 0; i < rows.length; i++) {
    const value = values[rows[i]];
    if (Number.isNaN(value)) continue;
    kept[n] = value;
    cluster[n] = item[rows[i]];
    if (n === 0 || cluster[n] !== cluster[n - 1]) clusters++;
    n++;
  }
  return n === 0 ? null : meanOf(kept, cluster, new Int32Array(n), n, 1, clusters);
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
