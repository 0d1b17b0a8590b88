import { expect, test } from 'vitest';
import { scoreMatrix } from '../../../../src/stats/agreement/score-matrix.ts';
import { ladder } from '../../../../src/stats/ladder/ladder.ts';
import { rungCorrelation } from '../../../../src/stats/ladder/rung-correlation.ts';
import { matrixOf } from '../agreement/matrix.ts';
import { stored, studyBook } from '../agreement/study.ts';

test.each(['micro', 'macro'] as const)(
  'all rungs and what lies between are those of R, %s',
  (how) => {
    const book = studyBook();
    const matrix = scoreMatrix(book, 'model');
    const benchmarks = matrix.scorers.map((_, row) => stored.benchmark[row] ?? null);
    const found = ladder({ matrix, outcomes: book.outcomes, benchmarks, average: how });
    const expected = stored.ladder[how];
    expect(found.lines.map((line) => line.benchmark)).toEqual(stored.benchmark);
    found.lines.forEach((line, m) => {
      expect(line.experts!.value).toBeCloseTo(expected.experts[m], 12);
      expect(line.outcome!.value).toBeCloseTo(expected.outcome[m], 12);
      expect(line.outcome!.low).toBeCloseTo(expected.low[m], 10);
      expect(line.outcome!.high).toBeCloseTo(expected.high[m], 10);
      expect(line.units).toBe(8);
    });
    for (const name of ['benchmarkExperts', 'expertsOutcome', 'benchmarkOutcome'] as const) {
      const [value, low, high] = expected[name];
      expect(found[name]!.value).toBeCloseTo(value, 12);
      expect(found[name]!.low).toBeCloseTo(low, 10);
      expect(found[name]!.high).toBeCloseTo(high, 10);
      expect(found[name]!.lines).toBe(4);
    }
    const reference = found.humans.at(-1)!;
    expect(reference.outcome!.value).toBeCloseTo(expected.reference, 12);
    expect(reference.experts).toBeNull();
    const ceiling = found.humans
      .slice(0, 3)
      .reduce((sum, line) => sum + line.experts!.value / 3, 0);
    expect(ceiling).toBeCloseTo(stored.shared[how].humanCeiling, 12);
  },
);

test('an outcome that falls where scores rise keeps its sign', () => {
  const matrix = matrixOf([[1, 2, 3, 4, 5, 6]], { units: [0, 0, 1, 1, 2, 2] });
  const outcomes = { codes: Int32Array.of(0, 1, 2), values: Float64Array.of(9, 5, 1) };
  const found = ladder({ matrix, outcomes, benchmarks: [null], average: 'micro' });
  expect(found.lines[0].outcome!.value).toBe(-1);
  expect(found.lines[0].outcome!.low).toBeNull();
  expect(found.lines[0].experts).toBeNull();
  expect(found.benchmarkOutcome).toBeNull();
});

test('units without a score are left out, and a constant model stands on no rung', () => {
  const matrix = matrixOf(
    [
      [1, 2, 4, null, null, null],
      [3, 3, 3, 3, 3, 3],
    ],
    { units: [0, 1, 2, 3, 4, 5] },
  );
  const outcomes = {
    codes: Int32Array.of(0, 1, 2, 3, 4, 5),
    values: Float64Array.of(1, 3, 2, 9, 9, 9),
  };
  const found = ladder({ matrix, outcomes, benchmarks: [0.5, 0.6], average: 'micro' });
  expect(found.lines[0].units).toBe(3);
  expect(found.lines[0].outcome!.value).toBeCloseTo(0.3273268353539886, 12);
  expect(found.lines[1].outcome).toBeNull();
});

test('two rungs are correlated over the lines that stand on both', () => {
  expect(rungCorrelation([1, 2, null, 3], [2, 4, 9, null])).toBeNull();
  expect(rungCorrelation([1, 2, 3], [1, 1, 1])).toBeNull();
  expect(rungCorrelation([1, 2, 3, null], [3, 1, 2, 7])).toEqual({
    value: -0.5,
    low: null,
    high: null,
    lines: 3,
    p: 1,
  });
  expect(rungCorrelation([1, 2, 3, 4], [1, 2, 3, 4])).toMatchObject({ value: 1, low: null });
});

test('p counts the orders that are as far from chance, and agrees with cor.test of R', () => {
  const ascending = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);
  expect(rungCorrelation(ascending(4), ascending(4))!.p).toBeCloseTo(2 / 24, 14);
  expect(rungCorrelation(ascending(8), ascending(8).reverse())!.p).toBeCloseTo(2 / 40_320, 14);
  // cor.test(1:7, c(2, 1, 4, 3, 7, 5, 6), method = "spearman", exact = TRUE): rho 0.82142857.
  const seven = rungCorrelation(ascending(7), [2, 1, 4, 3, 7, 5, 6])!;
  expect(seven.value).toBeCloseTo(0.8214285714285714, 14);
  expect(seven.p).toBeCloseTo(0.03412698, 7);
  // Beyond eight lines by t: 2 * pt(-rho * sqrt(8 / (1 - rho^2)), 8).
  const ten = rungCorrelation(ascending(10), [2, 1, 4, 3, 6, 5, 8, 7, 10, 9])!;
  expect(ten.value).toBeCloseTo(0.9393939393939394, 14);
  expect(ten.p).toBeCloseTo(5.484052998513666e-5, 12);
});
