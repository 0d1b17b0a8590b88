import type { DenseKernels } from '../linalg/dense-kernels.ts';
import { centredBlock } from './centred-block.ts';
import { crossMomentsOf } from './cross-moments.ts';
import { kappaOf, pearsonOf, WHY } from './moment-coefficients.ts';
import type { PairValue } from './moment-coefficients.ts';
import { averageRanks } from './ranks.ts';
import type { ScoreColumns } from './types.ts';

/** Coefficients that are functions of sums, so that a replicate is one weighted cross-product. */
export type MomentCoefficient = 'pearson' | 'spearman' | 'kappa';

/** Pooled coefficient of rows a and b (either order); NaN where no task has it. */
export type PooledReader = (a: number, b: number) => number;

/**
 * Prepares `rows` rows of scores for coefficients pooled over tasks under weights: the answer takes
 * how often each cluster counts (null: once) and gives a reader that is valid until the next call.
 * Spearman's ranks are made once, among each row's own scores of a task, and stay: a replicate does
 * not rank again.
 */
export function pooledCoefficients(
  scores: Float64Array,
  rows: number,
  columns: ScoreColumns,
  coefficient: MomentCoefficient,
  average: 'micro' | 'macro',
  kernels: DenseKernels,
): (times: Float64Array | null) => PooledReader {
  const read = coefficient === 'kappa' ? kappaOf : pearsonOf;
  const tasks = columns.taskStart.length - 1;
  const blocks = Array.from({ length: tasks }, (_, t) => {
    const [from, to] = [columns.taskStart[t], columns.taskStart[t + 1]];
    const own = new Float64Array(rows * (to - from));
    for (let r = 0; r < rows; r++) {
      const row = scores.subarray(r * columns.count + from, r * columns.count + to);
      own.set(coefficient === 'spearman' ? averageRanks(row) : row, r * (to - from));
    }
    const block = centredBlock(own, rows, to - from);
    return {
      block,
      moments: crossMomentsOf(block, kernels),
      cluster: columns.cluster.subarray(from, to),
      weights: new Float64Array(to - from),
    };
  });
  const out: PairValue = { value: NaN, n: 0, why: 0 };
  return (times) => {
    const answers = blocks.map(({ block, moments, cluster, weights }) => {
      if (times === null) return { block, moments: moments(null) };
      for (let c = 0; c < weights.length; c++) weights[c] = times[cluster[c]];
      return { block, moments: moments(weights) };
    });
    return (a, b) => {
      let sum = 0;
      let weight = 0;
      for (const answer of answers) {
        read(answer.block, answer.moments, Math.max(a, b), Math.min(a, b), out);
        if (out.why !== WHY.defined) continue;
        const counts = average === 'micro' ? out.n : 1;
        sum += counts * out.value;
        weight += counts;
      }
      return sum / weight;
    };
  };
}
