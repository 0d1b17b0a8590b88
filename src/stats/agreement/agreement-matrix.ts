import type { DenseKernels } from '../linalg/dense-kernels.ts';
import { plainKernels } from '../linalg/plain-kernels.ts';
import type { PairValue } from './moment-coefficients.ts';
import { TaskPool } from './pool.ts';
import { onlyTask } from './score-matrix.ts';
import { taskCoefficients } from './task-coefficients.ts';
import type { AgreementMatrix, Coefficient, ScoreMatrix } from './types.ts';

/**
 * The coefficient of every pair of scorers, pairwise complete: computed within each task and averaged
 * over tasks, never across them, so that tasks of different difficulty do not pass for agreement.
 * Cost by pair and task: n for Pearson, Spearman, kappa and biweight midcorrelation, n log n for
 * Kendall.
 */
export function agreementMatrix(
  matrix: ScoreMatrix,
  coefficient: Coefficient,
  average: 'micro' | 'macro',
  kernels: DenseKernels = plainKernels,
): AgreementMatrix {
  const rows = matrix.scorers.length;
  const tasks = matrix.columns.taskStart.length - 1;
  const pool = new TaskPool(rows * rows, average);
  const out: PairValue = { value: NaN, n: 0, why: 0 };
  for (let t = 0; t < tasks; t++) {
    const { values, columns } = onlyTask(matrix, t);
    const read = taskCoefficients(values, rows, columns.count, coefficient, kernels);
    for (let a = 0; a < rows; a++) {
      for (let b = 0; b < a; b++) {
        read(a, b, out);
        pool.add(a * rows + b, out);
      }
    }
  }
  const values = new Float64Array(rows * rows).fill(1);
  for (let a = 0; a < rows; a++) {
    for (let b = 0; b < a; b++) {
      const [from, to] = [a * rows + b, b * rows + a];
      values[from] = values[to] = pool.mean(from);
      for (const column of [pool.n, pool.tasks, pool.why]) column[to] = column[from];
    }
    pool.n[a * rows + a] = countScores(matrix, a);
    pool.tasks[a * rows + a] = tasks;
  }
  const { n, tasks: counted, why } = pool;
  return { coefficient, rows, values, n, tasks: counted, why };
}

function countScores({ values, columns }: ScoreMatrix, row: number): number {
  let n = 0;
  for (let c = row * columns.count; c < (row + 1) * columns.count; c++) {
    if (!Number.isNaN(values[c])) n++;
  }
  return n;
}
