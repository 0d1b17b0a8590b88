import { clusteredMean } from '../slices/clustered-mean.ts';
import type { BeliefBin, DeploymentPoint } from './types.ts';

/** Most bins of a calibration, and the fewest records of one where there are records enough. */
const BINS = 8;
const FEWEST_IN_BIN = 20;

/**
 * Accuracy by belief: bins of about equal numbers of records, equal beliefs never divided but in the bin
 * where the first of them falls. `rows` are positions of the records; intervals take pairs as clusters.
 */
export function beliefBins(
  rows: Int32Array,
  belief: Float64Array,
  correct: Uint8Array,
  pair: Int32Array,
): BeliefBin[] {
  const order = rows.slice().sort((a, b) => belief[a] - belief[b] || pair[a] - pair[b]);
  const count = Math.max(1, Math.min(BINS, Math.floor(order.length / FEWEST_IN_BIN)));
  /** Where bin `k` begins, were no beliefs equal. */
  const start = (k: number): number => Math.round((k * order.length) / count);
  const bins: BeliefBin[] = [];
  for (let from = 0, k = 0; from < order.length;) {
    while (start(k + 1) <= from) k++;
    let to = start(k + 1);
    while (to < order.length && belief[order[to]] === belief[order[to - 1]]) to++;
    bins.push(binOf(order.slice(from, to), belief, correct, pair));
    from = to;
  }
  return bins;
}

function binOf(
  rows: Int32Array,
  belief: Float64Array,
  correct: Uint8Array,
  pair: Int32Array,
): BeliefBin {
  const { mean, interval } = clusteredMeanOf(rows, (row) => correct[row], pair);
  const meanBelief = rows.reduce((sum, row) => sum + belief[row], 0) / rows.length;
  return {
    low: belief[rows[0]],
    high: belief[rows[rows.length - 1]],
    n: rows.length,
    meanBelief,
    accuracy: { value: mean, interval },
  };
}

/** Mean over some records of a value, with its interval over clusters; NaN without records. */
export function clusteredMeanOf(
  rows: ArrayLike<number>,
  value: (row: number) => number,
  cluster: Int32Array,
): ReturnType<typeof clusteredMean> {
  const n = rows.length;
  if (n === 0) return { mean: NaN, interval: null };
  const sorted = Int32Array.from(rows).sort((a, b) => cluster[a] - cluster[b]);
  let clusters = 0;
  const dense = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    if (i > 0 && cluster[sorted[i]] !== cluster[sorted[i - 1]]) clusters++;
    dense[i] = clusters;
  }
  const values = Float64Array.from(sorted, value);
  return clusteredMean(values, dense, new Int32Array(n), n, 1, clusters + 1);
}

/** Where the belief is at or above each threshold: records, and right ones. Thresholds ascending. */
export function deploymentCurve(
  rows: Int32Array,
  belief: Float64Array,
  correct: Uint8Array,
  thresholds: Float64Array,
): DeploymentPoint[] {
  const order = rows.slice().sort((a, b) => belief[b] - belief[a]);
  const points: DeploymentPoint[] = [];
  let deployed = 0;
  let right = 0;
  for (let t = thresholds.length - 1; t >= 0; t--) {
    while (deployed < order.length && belief[order[deployed]] >= thresholds[t])
      right += correct[order[deployed++]];
    points.push({ threshold: thresholds[t], deployed, correct: right });
  }
  return points.reverse();
}
