import { expect, test } from 'vitest';
import { agreementMatrix } from '../../../../src/stats/agreement/agreement-matrix.ts';
import { kendallMemory, kendallTauB } from '../../../../src/stats/agreement/kendall.ts';
import { ascendingOrder, averageRanks, denseRanks } from '../../../../src/stats/agreement/ranks.ts';
import { COEFFICIENTS, REASONS } from '../../../../src/stats/agreement/types.ts';
import { whyUndefined } from '../../../../src/stats/agreement/why-undefined.ts';
import { seededRandom } from '../../../../src/stats/resample/random.ts';
import stored from './coefficients.json';
import { matrixOf } from './matrix.ts';

/** Far below the 1e-10 that is asked for. */
const CLOSE = 1e-12;

test.each(stored.pairs)('coefficients of $name are those of R', ({ x, y, expected }) => {
  const matrix = matrixOf([x, y]);
  for (const coefficient of COEFFICIENTS) {
    const found = agreementMatrix(matrix, coefficient, 'micro');
    const value = expected[coefficient];
    if (value === null) {
      expect(found.values[1], coefficient).toBeNaN();
      expect(whyUndefined(found.why[1])?.message, coefficient).toBeTruthy();
      expect(found.n[1]).toBe(0);
    } else {
      expect(Math.abs(found.values[1] - value), coefficient).toBeLessThan(CLOSE);
      expect(REASONS[found.why[1]]).toBe('defined');
      expect(found.n[1]).toBe(expected.n);
    }
  }
});

test.each(['micro', 'macro'] as const)(
  'coefficients pooled over tasks are those of R, %s',
  (how) => {
    const { tasks, scores } = stored.matrix;
    const matrix = matrixOf(scores, { tasks });
    for (const coefficient of COEFFICIENTS) {
      const found = agreementMatrix(matrix, coefficient, how);
      const expected = stored.matrix[how][coefficient].flat();
      const error = found.values.map((value, i) => Math.abs(value - expected[i]));
      expect(Math.max(...error), coefficient).toBeLessThan(CLOSE);
    }
  },
);

test('a task where a scorer is constant is left out and said why', () => {
  const { tasks, scores } = stored.matrix;
  const found = agreementMatrix(matrixOf(scores, { tasks }), 'pearson', 'micro');
  expect(found.tasks[1]).toBe(2);
  expect(REASONS[found.why[1]]).toBe('constant');
  expect(found.tasks[2]).toBe(3);
});

test('one model alone agrees with itself', () => {
  for (const coefficient of COEFFICIENTS) {
    const found = agreementMatrix(matrixOf([[1, 2, null]]), coefficient, 'micro');
    expect([...found.values]).toEqual([1]);
    expect([...found.n]).toEqual([2]);
  }
});

test('grades of which more than half are equal have no biweight midcorrelation, and a way on', () => {
  const found = agreementMatrix(
    matrixOf([
      [3, 3, 3, 4, 5],
      [1, 2, 3, 4, 5],
    ]),
    'biweight',
    'micro',
  );
  expect(found.values[1]).toBeNaN();
  expect(whyUndefined(found.why[1])).toMatchObject({ code: 'no-spread', severity: 'info' });
  expect(whyUndefined(found.why[1])?.wayOn).toContain('Spearman');
});

test('sorting by radix is sorting', () => {
  const random = seededRandom(5);
  const special = [0, -0, 5e-324, -5e-324, 1e308, -1e308, Infinity, -Infinity, 1, -1, 1 + 2 ** -52];
  const values = Float64Array.from([
    ...special,
    NaN,
    ...Array.from(
      { length: 3000 },
      () => Math.round(random.normal() * 1e3) / 10 ** random.below(9),
    ),
  ]);
  const order = ascendingOrder(values);
  const expected = [...values.keys()]
    .filter((i) => !Number.isNaN(values[i]))
    .sort((a, b) => values[a] - values[b] || a - b);
  expect([...order]).toEqual(expected);
  expect([...averageRanks(Float64Array.of(2, NaN, 2, 1, 5))]).toEqual([2.5, NaN, 2.5, 1, 4]);
});

test('tau-b equals the count of all pairs, whatever the ties', () => {
  const random = seededRandom(6);
  for (let round = 0; round < 60; round++) {
    const n = 2 + random.below(60);
    const grades = 2 + random.below(40);
    const draw = () =>
      Float64Array.from({ length: n }, () => (random.uniform() < 0.1 ? NaN : random.below(grades)));
    const [x, y] = [draw(), draw()];
    const { tau } = kendallTauB(denseRanks(x), denseRanks(y), kendallMemory(n));
    const all = countPairs(x, y);
    if (Number.isNaN(all)) expect(tau).toBeNaN();
    else expect(tau).toBeCloseTo(all, 13);
  }
});

test('tau-b of 100,000 pairs takes less than 100 ms of computing', () => {
  const random = seededRandom(7);
  const x = Float64Array.from({ length: 100_000 }, () => random.normal());
  const y = x.map((value) => value + random.normal());
  const times = Array.from({ length: 5 }, () => {
    const before = process.cpuUsage();
    kendallTauB(denseRanks(x), denseRanks(y), kendallMemory(x.length));
    return process.cpuUsage(before).user / 1000;
  });
  expect(Math.min(...times)).toBeLessThan(100);
});

/** Kendall's (1945) definition, pair by pair. */
function countPairs(x: Float64Array, y: Float64Array): number {
  let [sum, untiedX, untiedY] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    for (let j = 0; j < i; j++) {
      const [dx, dy] = [Math.sign(x[i] - x[j]), Math.sign(y[i] - y[j])];
      if (Number.isNaN(x[i] + y[i] + x[j] + y[j])) continue;
      sum += dx * dy;
      untiedX += dx * dx;
      untiedY += dy * dy;
    }
  }
  return sum / Math.sqrt(untiedX * untiedY);
}
