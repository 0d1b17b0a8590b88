import type { Interval } from '../../domain/slice.ts';
import { clusterInterval } from './cluster-interval.ts';
import { clusterMoments } from './cluster-moments.ts';
import type { Estimator } from './cluster-moments.ts';

/**
 * Mean of the strata's means of the first `count` values, with its cluster-robust 95 % interval, t with
 * Satterthwaite's degrees of freedom: CR2 for differences, which are nearly symmetric; CR3 for means
 * of errors, which may be skewed. `cluster` is ascending, `clusters` their number, every
 * stratum has a value. No interval where there is one cluster, or a stratum lies in one.
 */
export function clusteredMean(
  value: Float64Array,
  cluster: Int32Array,
  stratum: Int32Array,
  count: number,
  strata: number,
  clusters: number,
  estimator: Estimator = 'CR2',
): { mean: number; interval: Interval | null } {
  const n = new Float64Array(strata);
  const sum = new Float64Array(strata);
  for (let u = 0; u < count; u++) {
    n[stratum[u]!]!++;
    sum[stratum[u]!]! += value[u]!;
  }
  let mean = 0;
  for (let s = 0; s < strata; s++) mean += sum[s]! / n[s]! / strata;
  const moments = clusterMoments(
    { count, cluster, code: stratum, n: new Int32Array(count).fill(1), sum: value },
    {
      slices: 1,
      perSlice: strata,
      radices: [],
      stratumOf: Int32Array.from({ length: strata }, (_, s) => s),
      n,
      sum,
      missing: n,
      sumSquares: sum,
      sumSigned: sum,
    },
    clusters,
    estimator,
  );
  const interval =
    moments.lone[0] === 1
      ? null
      : clusterInterval(mean, {
          estimator,
          clusters,
          variance: moments.variance[0]!,
          trace: moments.trace[0]!,
          traceSquare: moments.traceSquare[0]!,
          balanced: moments.balanced[0] === 1,
        });
  return { mean, interval };
}
