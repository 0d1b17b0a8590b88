import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clusterMoments } from '../../../../src/stats/slices/cluster-moments.ts';
import { countClusters } from '../../../../src/stats/slices/cluster-records.ts';
import { levelOf } from '../../../../src/stats/slices/level.ts';
import { rollUp } from '../../../../src/stats/slices/strata.ts';
import { arbitraryRows, cubeOf } from './rows.ts';
import type { Row } from './rows.ts';

/** Squared trace by model, with the exact sum over pairs of clusters and with its bound. */
function exactAndBound(rows: readonly Row[]): [Float64Array, Float64Array] {
  const cube = cubeOf(rows, 0, true);
  const level = levelOf(cube, ['model', 'task'], [], countClusters(cube.cluster));
  const strata = rollUp(level, ['model'], [], 'task');
  const squares = (mostProducts: number): Float64Array =>
    clusterMoments(level.records, strata, level.clusters, 'CR3', mostProducts).traceSquare;
  return [squares(Infinity), squares(0)];
}

test('where products are too many, the degrees of freedom are bounded from below', () => {
  fc.assert(
    fc.property(arbitraryRows({ minimum: 8 }), (rows) => {
      const [exact, bound] = exactAndBound(rows);
      exact.forEach((value, g) => expect(bound[g]!).toBeGreaterThanOrEqual(value * (1 - 1e-12)));
    }),
    { seed: 61 },
  );
});

test('the bound is exact where every cluster has every task alike', () => {
  const rows = Array.from({ length: 5 * 3 * 2 }, (_, i) => {
    const item = Math.floor(i / 6);
    return { model: i % 2, prompt: 0, task: (i >> 1) % 3, item, cluster: item, error: Math.sin(i) };
  });
  const [exact, bound] = exactAndBound(rows);
  expect(bound[0]! / exact[0]!).toBeCloseTo(1, 12);
  expect(bound[1]! / exact[1]!).toBeCloseTo(1, 12);
});
