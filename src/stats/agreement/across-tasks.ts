import type { DenseKernels } from '../linalg/dense-kernels.ts';
import { centredBlock } from './centred-block.ts';
import { crossMomentsOf } from './cross-moments.ts';
import { pearsonOf, WHY } from './moment-coefficients.ts';
import type { PairValue } from './moment-coefficients.ts';
import type { PooledReader } from './pooled-pearson.ts';
import type { ScoreColumns } from './types.ts';

/** Whether some item is scored in two tasks, so that they can be compared on it. */
export function sharesItems({ items, count }: ScoreColumns): boolean {
  return items < count;
}

/**
 * Pearson's correlation of a row on one task with another row on another task, over the items that
 * both scored, averaged over all ordered pairs of different tasks: weighted by items (`micro`) or
 * equally (`macro`). The answer takes how often each cluster counts (null: once).
 * Multiply-adds per call: (rows x tasks)^2 / 2 x items.
 */
export function acrossTasks(
  scores: Float64Array,
  rows: number,
  columns: ScoreColumns,
  average: 'micro' | 'macro',
  kernels: DenseKernels,
): (times: Float64Array | null) => PooledReader {
  const tasks = columns.taskStart.length - 1;
  const { items, count } = columns;
  const laid = new Float64Array(rows * tasks * items).fill(NaN);
  const cluster = new Int32Array(items);
  for (let t = 0; t < tasks; t++) {
    for (let c = columns.taskStart[t]; c < columns.taskStart[t + 1]; c++) {
      const item = columns.item[c];
      cluster[item] = columns.cluster[c];
      for (let r = 0; r < rows; r++) laid[(r * tasks + t) * items + item] = scores[r * count + c];
    }
  }
  const block = centredBlock(laid, rows * tasks, items);
  const moments = crossMomentsOf(block, kernels);
  const weights = new Float64Array(items);
  const out: PairValue = { value: NaN, n: 0, why: 0 };
  return (times) => {
    for (let i = 0; i < items; i++) weights[i] = times === null ? 1 : times[cluster[i]];
    const found = moments(times === null ? null : weights);
    return (a, b) => {
      let sum = 0;
      let weight = 0;
      for (let s = 0; s < tasks; s++) {
        for (let t = 0; t < tasks; t++) {
          if (s === t) continue;
          const [x, y] = [a * tasks + s, b * tasks + t];
          pearsonOf(block, found, Math.max(x, y), Math.min(x, y), out);
          if (out.why !== WHY.defined) continue;
          const counts = average === 'micro' ? out.n : 1;
          sum += counts * out.value;
          weight += counts;
        }
      }
      return sum / weight;
    };
  };
}
