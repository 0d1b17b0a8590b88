import type { ClusterRecords } from './cluster-records.ts';
import type { Strata } from './strata.ts';

/**
 * How a cluster's residuals are adjusted for their own weight in the mean: `CR2` makes the variance
 * unbiased under equal independent errors, `CR3` is the jackknife that leaves out a cluster at a time.
 * They are the same where clusters are of one size.
 */
export type Estimator = 'CR2' | 'CR3';

/** Per slice, what its cluster-robust variance and degrees of freedom need. */
export interface ClusterMoments {
  readonly estimator: Estimator;
  readonly clusters: Float64Array;
  /** Variance of the mean. */
  readonly variance: Float64Array;
  /** Trace of the variance estimator's matrix under equal independent errors, and of its square. */
  readonly trace: Float64Array;
  readonly traceSquare: Float64Array;
  /** Whether every stratum of the slice has every cluster, with the same number of observations. */
  readonly balanced: Uint8Array;
  /** Whether some stratum lies in one cluster, which leaves its variance unknown. */
  readonly lone: Uint8Array;
}

/** Products of strata above which the degrees of freedom are bounded from below instead. */
const MOST_PRODUCTS = 2 ** 24;

/**
 * One pass over records sorted by cluster. A slice's mean is (1/T) sum_s mean_s over its T strata; as a
 * regression on stratum indicators with independent errors the adjustment (I - H_cc)^(-1/2) of CR2
 * (Bell & McCaffrey 2002) only rescales a cluster's sum in stratum s, holding n_cs of N_s
 * observations:
 *   u_c = sum_s (S_cs - n_cs mean_s) a_cs,  a_cs = 1 / (T N_s sqrt(1 - n_cs / N_s)),
 * and the variance is sum_c u_c^2. CR3 has (I - H_cc)^-1 (the same authors' jackknife), and the
 * factor (G_s - 1) / G_s of a jackknife of G_s clusters in each stratum:
 *   a_cs = sqrt((G_s - 1) / G_s) / (T N_s (1 - n_cs / N_s)).
 * Under equal independent errors either is the quadratic form with
 *   P_cd = [c = d] sum_s n_cs a_cs^2 - b_c . b_d,  b_cs = n_cs a_cs / sqrt(N_s),
 * whose trace and squared trace give Satterthwaite's degrees of freedom (Pustejovsky &
 * Tipton 2018). With one stratum: variance sum_c (S_c - n_c mean)^2 / (1 - n_c / n) / n^2 for CR2.
 *
 * Time O(records + sum over clusters and slices of strata^2), memory O(slices strata^2). Where that
 * is more than `mostProducts`, (b_c . b_d)^2 <= |b_c|^2 |b_d|^2 bounds the degrees of freedom from
 * below: exact where every cluster has every stratum alike, wider intervals elsewhere.
 * `clusters` is an upper bound of their number.
 */
export function clusterMoments(
  records: ClusterRecords,
  strata: Strata,
  clusters: number,
  estimator: Estimator,
  mostProducts: number = MOST_PRODUCTS,
): ClusterMoments {
  const { slices, perSlice, stratumOf } = strata;
  const count = slices * perSlice;
  const moments: ClusterMoments = {
    estimator,
    clusters: new Float64Array(slices),
    variance: new Float64Array(slices),
    trace: new Float64Array(slices),
    traceSquare: new Float64Array(slices),
    balanced: new Uint8Array(slices).fill(1),
    lone: new Uint8Array(slices),
  };
  const mean = new Float64Array(count);
  const present = new Float64Array(slices);
  for (let s = 0; s < count; s++) {
    mean[s] = strata.sum[s]! / strata.n[s]!;
    if (strata.n[s]! > 0) present[Math.floor(s / perSlice)]!++;
  }

  const inStratum = estimator === 'CR3' ? clustersByStratum(records, strata) : null;

  // The open cluster: its sums by stratum, then by slice.
  const openN = new Float64Array(count);
  const openSum = new Float64Array(count);
  const openStrata = new Int32Array(count);
  const u = new Float64Array(slices);
  const diagonal = new Float64Array(slices);
  const bSquare = new Float64Array(slices);
  const inSlice = new Int32Array(slices);
  const openSlices = new Int32Array(slices);
  const b = new Float64Array(count);
  const lastOf = new Int32Array(slices).fill(-1);
  const before = new Int32Array(count);
  const firstSize = new Float64Array(slices);
  const cross =
    perSlice > 1 && exactCost(records.count, strata, clusters) <= mostProducts
      ? new Float64Array(count * perSlice)
      : null;
  const bSquareSoFar = new Float64Array(slices);

  const closeCluster = (opened: number): void => {
    let touched = 0;
    for (let k = 0; k < opened; k++) {
      const s = openStrata[k]!;
      const g = perSlice === 1 ? s : Math.floor(s / perSlice);
      const n = openN[s]!;
      const total = strata.n[s]!;
      if (inSlice[g] === 0) openSlices[touched++] = g;
      inSlice[g]!++;
      if (firstSize[g] === 0) firstSize[g] = n;
      else if (firstSize[g] !== n) moments.balanced[g] = 0;
      const weight = 1 / (present[g]! * total);
      if (n === total) {
        moments.lone[g] = 1;
        b[s] = 0;
      } else {
        const rest = 1 - n / total;
        const a =
          inStratum === null
            ? weight / Math.sqrt(rest)
            : (weight / rest) * Math.sqrt(1 - 1 / inStratum[s]!);
        diagonal[g]! += n * a * a * rest;
        u[g]! += (openSum[s]! - n * mean[s]!) * a;
        b[s] = (n * a) / Math.sqrt(total);
        bSquare[g]! += b[s]! * b[s]!;
      }
      before[s] = lastOf[g]!;
      lastOf[g] = s;
      openN[s] = 0;
      openSum[s] = 0;
    }
    for (let k = 0; k < touched; k++) {
      const g = openSlices[k]!;
      moments.clusters[g]!++;
      moments.variance[g]! += u[g]! * u[g]!;
      let earlier: number;
      if (cross === null) {
        earlier = bSquare[g]! * bSquareSoFar[g]!;
        bSquareSoFar[g]! += bSquare[g]!;
      } else {
        earlier = 0;
        for (let s = lastOf[g]!; s >= 0; s = before[s]!) {
          for (let r = s; r >= 0; r = before[r]!) {
            const entry = Math.min(r, s) * perSlice + Math.max(r, s) - g * perSlice;
            const product = b[s]! * b[r]!;
            earlier += (r === s ? 1 : 2) * product * cross[entry]!;
            cross[entry]! += product;
          }
        }
      }
      moments.trace[g]! += diagonal[g]!;
      moments.traceSquare[g]! += diagonal[g]! * diagonal[g]! + 2 * earlier;
      if (inSlice[g] !== present[g]) moments.balanced[g] = 0;
      u[g] = 0;
      diagonal[g] = 0;
      bSquare[g] = 0;
      inSlice[g] = 0;
      lastOf[g] = -1;
    }
  };

  const { count: length, cluster, code, n, sum } = records;
  for (let i = 0; i < length;) {
    const current = cluster[i]!;
    let opened = 0;
    for (; i < length && cluster[i] === current; i++) {
      const s = stratumOf[code[i]!]!;
      const size = n[i]!;
      if (s < 0 || size === 0) continue;
      if (openN[s] === 0) openStrata[opened++] = s;
      openN[s]! += size;
      openSum[s]! += sum[i]!;
    }
    closeCluster(opened);
  }
  return moments;
}

/** Products that the exact degrees of freedom take, and numbers they keep: an upper bound. */
function exactCost(records: number, strata: Strata, clusters: number): number {
  const { slices, perSlice } = strata;
  const sums = Math.min(records, clusters * slices * perSlice);
  const perCluster = Math.max(1, sums / (clusters * slices));
  return Math.max(sums * perCluster, slices * perSlice * perSlice);
}

/** Clusters that have an observation in each stratum. */
function clustersByStratum(
  { count, cluster, code, n }: ClusterRecords,
  { n: sizes, stratumOf }: Strata,
): Float64Array {
  const clusters = new Float64Array(sizes.length);
  const last = new Int32Array(sizes.length).fill(-1);
  for (let i = 0; i < count; i++) {
    const s = stratumOf[code[i]!]!;
    if (s < 0 || n[i] === 0 || last[s] === cluster[i]) continue;
    last[s] = cluster[i]!;
    clusters[s]!++;
  }
  return clusters;
}
