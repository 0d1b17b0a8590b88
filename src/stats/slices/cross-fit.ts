import type { Steps } from '../optimize/steps.ts';
import type { Random } from '../resample/random.ts';
import type { ChoiceTable } from './choice-table.ts';

export interface CrossFit {
  /** Mean error over combinations, and of the chosen ones on the clusters they were not chosen on. */
  readonly average: number;
  readonly best: number;
  /** How often each combination was chosen, twice per split. */
  readonly chosen: Float64Array;
}

/**
 * Splits the clusters into random halves `splits` times. On each half the combination of least mean
 * error is chosen and measured on the other half, so that every cluster is judged once per split by
 * a choice it had no part in; a combination that one half lacks is not chosen. `times` is how often
 * each cluster counts: a cluster drawn twice by a bootstrap stays in one half.
 * O(splits x rows). Gives way after every split.
 */
export function* crossFit(
  table: ChoiceTable,
  times: Float64Array,
  splits: number,
  random: Random,
): Steps<CrossFit> {
  const { combinations } = table;
  const weight = new Float64Array(combinations);
  const error = new Float64Array(combinations);
  const order = Int32Array.from({ length: table.clusters }, (_, c) => c);
  addClusters(table, order, table.clusters, times, weight, error);

  const chosen = new Float64Array(combinations);
  const halfWeight = new Float64Array(combinations);
  const halfError = new Float64Array(combinations);
  let best = 0;
  let counted = 0;
  for (let split = 0; split < splits; split++) {
    yield;
    random.shuffle(order);
    halfWeight.fill(0);
    halfError.fill(0);
    addClusters(table, order, table.clusters >> 1, times, halfWeight, halfError);
    let first = -1;
    let second = -1;
    let leastFirst = Infinity;
    let leastSecond = Infinity;
    for (let k = 0; k < combinations; k++) {
      const otherWeight = weight[k]! - halfWeight[k]!;
      if (halfWeight[k]! <= 1e-12 * weight[k]! || otherWeight <= 1e-12 * weight[k]!) continue;
      const meanFirst = halfError[k]! / halfWeight[k]!;
      const meanSecond = (error[k]! - halfError[k]!) / otherWeight;
      if (meanFirst < leastFirst) [first, leastFirst] = [k, meanFirst];
      if (meanSecond < leastSecond) [second, leastSecond] = [k, meanSecond];
    }
    // A split that no combination has both halves of says nothing.
    if (first < 0) continue;
    counted++;
    chosen[first]!++;
    chosen[second]!++;
    // Each combination counts as if it had all observations, so that missing ones do not matter.
    const [ofFirst, ofSecond] = [1 / weight[first]!, 1 / weight[second]!];
    const measured = (error[first]! - halfError[first]!) * ofFirst + halfError[second]! * ofSecond;
    const measuredOn =
      (weight[first]! - halfWeight[first]!) * ofFirst + halfWeight[second]! * ofSecond;
    best += measured / measuredOn;
  }

  let itemWeight = 0;
  let items = 0;
  for (let c = 0; c < table.clusters; c++) {
    itemWeight += times[c]! * table.clusterWeight[c]!;
    items += times[c]! * table.clusterItems[c]!;
  }
  let sum = 0;
  let present = 0;
  for (let k = 0; k < combinations; k++) {
    if (weight[k] === 0) continue;
    sum += error[k]! / weight[k]!;
    present++;
  }
  const itemMean = items / itemWeight;
  return { average: itemMean + sum / present, best: itemMean + best / counted, chosen };
}

/** Adds the rows of the first `count` clusters of `order` to each combination's weight and error. */
function addClusters(
  table: ChoiceTable,
  order: Int32Array,
  count: number,
  times: Float64Array,
  weight: Float64Array,
  error: Float64Array,
): void {
  for (let at = 0; at < count; at++) {
    const c = order[at]!;
    const often = times[c]!;
    if (often === 0) continue;
    for (let row = table.start[c]!; row < table.start[c + 1]!; row++) {
      const k = table.combination[row]!;
      weight[k]! += often * table.weight[row]!;
      error[k]! += often * table.error[row]!;
    }
  }
}
