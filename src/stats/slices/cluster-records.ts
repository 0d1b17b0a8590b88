import type { Whole } from './types.ts';

/**
 * What clusters add to sums, as parallel arrays sorted by cluster: one record per cell, or per
 * cluster and code once cells that nothing tells apart are merged. Records without observations are
 * left out by `mergeRecords` and skipped elsewhere.
 */
export interface ClusterRecords {
  readonly count: number;
  readonly cluster: Int32Array;
  /** Joint code, in [0, size]; `size` itself marks what a filter leaves out. */
  readonly code: Int32Array;
  readonly n: Whole;
  /** Centred sum. */
  readonly sum: Float64Array;
}

/** Number of different clusters among sorted cluster numbers. */
export function countClusters(cluster: Int32Array): number {
  let clusters = 0;
  for (let i = 0; i < cluster.length; i++) {
    if (i === 0 || cluster[i] !== cluster[i - 1]) clusters++;
  }
  return clusters;
}

/**
 * Adds up, within each cluster, the records that `newCode` (in [0, size), or -1 to leave out) sends
 * to the same code. `clusters` is an upper bound of their number. One pass, at most
 * min(count, clusters size) records of 20 bytes.
 */
export function mergeRecords(
  records: ClusterRecords,
  newCode: Int32Array,
  size: number,
  clusters: number,
): ClusterRecords {
  const { count } = records;
  const capacity = Math.min(count, clusters * size);
  const cluster = new Int32Array(capacity);
  const code = new Int32Array(capacity);
  const n = new Int32Array(capacity);
  const sum = new Float64Array(capacity);
  // Where the open cluster keeps a code; entries below `start` belong to closed clusters.
  const place = new Int32Array(size).fill(-1);
  let filled = 0;
  for (let i = 0; i < count;) {
    const current = records.cluster[i]!;
    const start = filled;
    for (; i < count && records.cluster[i] === current; i++) {
      const to = newCode[records.code[i]!]!;
      const observations = records.n[i]!;
      if (to < 0 || observations === 0) continue;
      let at = place[to]!;
      if (at < start) {
        at = filled++;
        place[to] = at;
        cluster[at] = current;
        code[at] = to;
      }
      n[at]! += observations;
      sum[at]! += records.sum[i]!;
    }
  }
  return { count: filled, cluster, code, n, sum };
}
