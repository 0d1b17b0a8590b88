import { expect, test } from 'vitest';
import { agreementMatrix } from '../../../../src/stats/agreement/agreement-matrix.ts';
import { jackknifePearson } from '../../../../src/stats/agreement/jackknife-pearson.ts';
import { pooledCoefficients } from '../../../../src/stats/agreement/pooled-pearson.ts';
import {
  matrixIntervals,
  matrixReplicator,
  replicatePair,
  replicatesOf,
} from '../../../../src/stats/agreement/resample-matrix.ts';
import { averageRanks } from '../../../../src/stats/agreement/ranks.ts';
import {
  drawClusters,
  onlyTask,
  scoreMatrix,
  selectRows,
} from '../../../../src/stats/agreement/score-matrix.ts';
import { taskOfColumns } from '../../../../src/stats/agreement/score-columns.ts';
import type { ScoreMatrix } from '../../../../src/stats/agreement/types.ts';
import { plainKernels } from '../../../../src/stats/linalg/plain-kernels.ts';
import { drawTimes } from '../../../../src/stats/resample/cluster-draws.ts';
import { mergeMoments } from '../../../../src/stats/resample/running-moments.ts';
import { matrixOf } from './matrix.ts';
import { studyBook } from './study.ts';

const matrix = scoreMatrix(studyBook(), 'model');
const rows = matrix.scorers.length;

/** The matrix with scores replaced by their ranks within task, which a replicate leaves alone. */
function ranked(from: ScoreMatrix): ScoreMatrix {
  const values = from.values.slice();
  const { taskStart, count } = from.columns;
  for (let r = 0; r < from.scorers.length; r++) {
    for (let t = 0; t + 1 < taskStart.length; t++) {
      const [begin, end] = [r * count + taskStart[t], r * count + taskStart[t + 1]];
      values.set(averageRanks(values.subarray(begin, end)), begin);
    }
  }
  return { ...from, values };
}

test.each(['pearson', 'kappa', 'spearman'] as const)(
  'a replicate of %s in sums is the coefficient of the columns drawn, missing ones included',
  (coefficient) => {
    for (const average of ['micro', 'macro'] as const) {
      const { values, columns } = matrix;
      const pooled = pooledCoefficients(values, rows, columns, coefficient, average, plainKernels);
      const times = new Float64Array(columns.clusters);
      for (let replicate = 0; replicate < 20; replicate++) {
        drawTimes(4, replicate, times);
        const read = pooled(times);
        const drawn = drawClusters(coefficient === 'spearman' ? ranked(matrix) : matrix, times);
        const plain = coefficient === 'spearman' ? 'pearson' : coefficient;
        const expected = agreementMatrix(drawn, plain, average);
        for (let a = 0; a < rows; a++) {
          for (let b = 0; b < a; b++)
            expect(read(a, b)).toBeCloseTo(expected.values[a * rows + b], 11);
        }
      }
    }
  },
);

test('a bootstrap divided between workers is the same bootstrap', () => {
  const whole = matrixReplicator(matrix, 'pearson', 'micro')({ seed: 8, from: 0, to: 40 });
  const merged = matrixReplicator(matrix, 'pearson', 'micro')({ seed: 8, from: 25, to: 40 });
  mergeMoments(merged, matrixReplicator(matrix, 'pearson', 'micro')({ seed: 8, from: 0, to: 25 }));
  const agreement = agreementMatrix(matrix, 'pearson', 'micro');
  const [one, two] = [whole, merged].map((m) => matrixIntervals(matrix, agreement, m, 8));
  one.low.forEach((low, i) => {
    if (Number.isNaN(low)) expect(two.low[i]).toBeNaN();
    else expect(two.low[i]).toBeCloseTo(low, 12);
  });
  expect(one).toMatchObject({ method: 'bootstrap', replicates: 40, seed: 8, clusters: 24 });
  expect(one.low[1]).toBeLessThan(agreement.values[1]);
  expect(one.high[1]).toBeGreaterThan(agreement.values[1]);
  const other = matrixReplicator(matrix, 'pearson', 'micro')({ seed: 9, from: 0, to: 40 });
  expect(other.mean[rows]).not.toBe(whole.mean[rows]);
});

test('a jackknife leaves out one cluster after the other', () => {
  expect(replicatesOf(matrix, 'kendall', 1000)).toBe(24);
  expect(replicatesOf(matrix, 'pearson', 1000)).toBe(1000);
  const found = matrixReplicator(matrix, 'kendall', 'micro')({ seed: 1, from: 0, to: 24 });
  const z = Array.from({ length: 24 }, (_, left) => {
    const times = new Float64Array(24).fill(1);
    times[left] = 0;
    return Math.atanh(
      agreementMatrix(drawClusters(matrix, times), 'kendall', 'micro').values[rows],
    );
  });
  const mean = z.reduce((a, b) => a + b, 0) / 24;
  expect(found.mean[rows]).toBeCloseTo(mean, 13);
  expect(found.squares[rows]).toBeCloseTo(
    z.reduce((sum, value) => sum + (value - mean) ** 2, 0),
    13,
  );
});

test('the jackknife in sums is the jackknife', () => {
  const pair = selectRows(matrix, [0, rows - 1]);
  const { columns, values } = pair;
  for (const average of ['micro', 'macro'] as const) {
    const found = jackknifePearson(
      {
        x: values.subarray(0, columns.count),
        y: values.subarray(columns.count),
        stratum: taskOfColumns(columns),
        strata: 3,
        cluster: columns.cluster,
        clusters: columns.clusters,
      },
      average,
    )!;
    const agreement = agreementMatrix(pair, 'pearson', average);
    expect(found.value).toBeCloseTo(agreement.values[1], 13);
    const z = Array.from({ length: 24 }, (_, left) => {
      const times = new Float64Array(24).fill(1);
      times[left] = 0;
      return Math.atanh(agreementMatrix(drawClusters(pair, times), 'pearson', average).values[1]);
    });
    const mean = z.reduce((a, b) => a + b, 0) / 24;
    const se = Math.sqrt((23 / 24) * z.reduce((sum, value) => sum + (value - mean) ** 2, 0));
    const half = (Math.atanh(found.high!) - Math.atanh(found.low!)) / 2;
    // Gaps make the clusters' sizes differ a little, and with them t's degrees of freedom.
    expect(half / se).toBeGreaterThan(2.0686);
    expect(half / se).toBeLessThan(2.075);
  }
});

test('a pair in focus is computed anew in every replicate, whatever the coefficient', () => {
  const pair = selectRows(matrix, [0, 1]);
  for (const coefficient of ['kendall', 'spearman', 'pearson'] as const) {
    const moments = replicatePair(pair, coefficient, 'micro', { seed: 2, from: 0, to: 60 });
    expect([...moments.n]).toEqual([0, 0, 60, 0]);
    const centre = Math.atanh(agreementMatrix(pair, coefficient, 'micro').values[1]);
    expect(Math.abs(moments.mean[2] - centre)).toBeLessThan(0.15);
  }
  expect(() => replicatePair(matrix, 'pearson', 'micro', { seed: 1, from: 0, to: 1 })).toThrow(
    /invalid pair/,
  );
});

test('no interval where clusters are few, or the two are the same', () => {
  const few = matrixOf([
    [1, 2, 3, 5],
    [2, 1, 4, 4],
  ]);
  const same = matrixOf([
    [1, 2, 3, 5, 6, 7],
    [1, 2, 3, 5, 6, 7],
  ]);
  for (const made of [few, same]) {
    const moments = matrixReplicator(made, 'pearson', 'micro')({ seed: 1, from: 0, to: 50 });
    const agreement = agreementMatrix(made, 'pearson', 'micro');
    expect(matrixIntervals(made, agreement, moments, 1).low[1]).toBeNaN();
  }
});

test('one task alone is the matrix of its columns', () => {
  const one = onlyTask(matrix, 1);
  const agreement = agreementMatrix(one, 'pearson', 'micro');
  expect(agreement.tasks[1]).toBe(1);
  expect(agreement.n[1]).toBeLessThanOrEqual(24);
  expect([...one.columns.taskCodes]).toEqual([1]);
});
