import type { ErrorMeasure } from '../../domain/error-measure.ts';
import type { Interval } from '../../domain/slice.ts';
import { clusterInterval } from './cluster-interval.ts';
import type { ClusterMoments } from './cluster-moments.ts';
import { splitCode } from './joint-codes.ts';
import type { Strata } from './strata.ts';
import type { CodedSlice } from './types.ts';
import { wilsonInterval } from './wilson-interval.ts';

/**
 * Slice `slice` of a grouping in numbers. Mean, bias and mean square are averages of stratum means
 * with equal weights (one stratum: plain means). The naive standard error takes observations as
 * independent: sqrt(sum_s sd_s^2 / n_s) / T; NaN where a stratum has a single observation.
 * A slice with a stratum that lies in one cluster has no interval, as one with a single cluster has none.
 */
export function describeSlice(
  strata: Strata,
  moments: ClusterMoments,
  shift: number,
  slice: number,
  measure: ErrorMeasure,
): CodedSlice {
  let n = 0;
  let missing = 0;
  let present = 0;
  let mean = 0;
  let bias = 0;
  let meanSquare = 0;
  let naiveVariance = 0;
  for (let s = slice * strata.perSlice; s < (slice + 1) * strata.perSlice; s++) {
    missing += strata.missing[s]!;
    const size = strata.n[s]!;
    if (size === 0) continue;
    n += size;
    present++;
    const centred = strata.sum[s]! / size;
    const deviations = Math.max(0, strata.sumSquares[s]! - strata.sum[s]! * centred);
    mean += shift + centred;
    bias += strata.sumSigned[s]! / size;
    meanSquare += deviations / size + (shift + centred) ** 2;
    naiveVariance += deviations / (size - 1) / size;
  }
  // No observation: present is 0 and every mean NaN.
  mean /= present;
  meanSquare /= present;
  const clusters = moments.clusters[slice]!;
  return {
    codes: splitCode(strata.radices, slice),
    n,
    missing,
    clusters,
    mean,
    bias: bias / present,
    // The squared error is a square already.
    rmse: Math.sqrt(measure === 'squared' ? mean : meanSquare),
    interval: interval(),
    naiveSe: Math.sqrt(naiveVariance) / present,
  };

  function interval(): Interval | null {
    if (moments.lone[slice] === 1) return null;
    if (clusters > 1 && n === clusters && present === 1 && isShare(measure, mean, meanSquare))
      return wilsonInterval(Math.min(1, Math.max(0, mean)), n);
    return clusterInterval(mean, {
      estimator: moments.estimator,
      clusters,
      variance: moments.variance[slice]!,
      trace: moments.trace[slice]!,
      traceSquare: moments.traceSquare[slice]!,
      balanced: moments.balanced[slice] === 1,
    });
  }
}

/** Whether every error is 0 or 1: in [0, 1], a mean equal to the mean square allows nothing else. */
function isShare(measure: ErrorMeasure, mean: number, meanSquare: number): boolean {
  return (measure === 'disagreement' || measure === 'miss') && Math.abs(mean - meanSquare) < 1e-12;
}
