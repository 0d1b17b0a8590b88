import { finish } from '../optimize/steps.ts';
import { crossFit } from '../slices/cross-fit.ts';
import type { ChoiceTable } from '../slices/choice-table.ts';
import type { Random } from '../resample/random.ts';
import type { Panel } from './panel.ts';

/** Errors of all members by cluster, for choosing among them. */
export function memberTable(panel: Panel, errors: Float64Array): ChoiceTable {
  const { members, count, clusters, cluster, weight } = panel;
  const rows = members * clusters;
  const table = {
    combinations: members,
    clusters,
    start: Int32Array.from({ length: clusters + 1 }, (_, c) => c * members),
    combination: Int32Array.from({ length: rows }, (_, row) => row % members),
    weight: new Float64Array(rows),
    error: new Float64Array(rows),
    clusterWeight: new Float64Array(clusters),
    // Members meet on the same items, so that no item's effect has to be taken out.
    clusterItems: new Float64Array(clusters),
  };
  for (let c = 0; c < count; c++) {
    table.clusterWeight[cluster[c]] += weight[c];
    for (let m = 0; m < members; m++) {
      const row = cluster[c] * members + m;
      table.weight[row] += weight[c];
      table.error[row] += weight[c] * errors[m * count + c];
    }
  }
  return table;
}

/**
 * Mean error of the member that is best on one half of the clusters, on the other half, over seeded
 * splits: never on the items it was chosen on. `times` is how often each cluster counts.
 */
export function bestMember(
  table: ChoiceTable,
  times: Float64Array,
  splits: number,
  random: Random,
): number {
  return finish(crossFit(table, times, splits, random)).best;
}
