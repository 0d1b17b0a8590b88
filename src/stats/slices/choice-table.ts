import type { AdditiveFit } from './additive-fit.ts';
import type { Combinations } from './combinations.ts';

/**
 * Weights and errors of every combination in every cluster, as rows sorted by cluster: rows
 * start[c] to start[c + 1] are those of cluster c. Errors are what the items do not explain.
 */
export interface ChoiceTable {
  readonly combinations: number;
  readonly clusters: number;
  readonly start: Int32Array;
  readonly combination: Int32Array;
  readonly weight: Float64Array;
  readonly error: Float64Array;
  /** Per cluster, over all combinations: weight, and weighted sum of the items' effects. */
  readonly clusterWeight: Float64Array;
  readonly clusterItems: Float64Array;
}

/** Adds the cells up within clusters. */
export function choiceTable(
  { choices, combination, item, cluster, clusters }: Combinations,
  fit: AdditiveFit,
  value: Float64Array,
  weight: Float64Array,
): ChoiceTable {
  const start = new Int32Array(clusters + 1);
  const rowCombination: number[] = [];
  const rowWeight: number[] = [];
  const rowError: number[] = [];
  const clusterWeight = new Float64Array(clusters);
  const clusterItems = new Float64Array(clusters);
  const place = new Int32Array(choices.length).fill(-1);
  let open = -1;
  for (let i = 0; i < combination.length; i++) {
    const k = combination[i]!;
    if (k < 0) continue;
    if (cluster[i] !== open) {
      open = cluster[i]!;
      start[open] = rowWeight.length;
    }
    let row = place[k]!;
    if (row < start[open]!) {
      row = rowWeight.length;
      place[k] = row;
      rowCombination.push(k);
      rowWeight.push(0);
      rowError.push(0);
    }
    const w = weight[i]!;
    const effect = fit.item[item[i]!]!;
    rowWeight[row]! += w;
    rowError[row]! += w * (value[i]! - effect);
    clusterWeight[open]! += w;
    clusterItems[open]! += w * effect;
  }
  start[clusters] = rowWeight.length;
  return {
    combinations: choices.length,
    clusters,
    start,
    combination: Int32Array.from(rowCombination),
    weight: Float64Array.from(rowWeight),
    error: Float64Array.from(rowError),
    clusterWeight,
    clusterItems,
  };
}
