import { expect, test } from 'vitest';
import { scoreMatrix } from '../../../../src/stats/agreement/score-matrix.ts';
import { ladder } from '../../../../src/stats/ladder/ladder.ts';
import { rungCorrelation } from '../../../../src/stats/ladder/rung-correlation.ts';
import { matrixOf } from '../agreement/matrix.ts';
import { stored, studyBook } from '../agreement/study.ts';
import rungs from './rungs.json';

test.each(['micro', 'macro'] as const)(
  'all rungs and what lies between are those of R, %s',
  (how) => {
    const book = studyBook();
    const matrix = scoreMatrix(book, 'model');
    const benchmarks = matrix.scorers.map((_, row) => stored.benchmark[row] ?? null);
    const found = ladder({
      matrix,
      outcomes: book.outcomes,
      benchmarks,
      average: how,
    });
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
  const outcomes = {
    codes: Int32Array.of(0, 1, 2),
    values: Float64Array.of(9, 5, 1),
  };
  const found = ladder({
    matrix,
    outcomes,
    benchmarks: [null],
    average: 'micro',
  });
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
  const found = ladder({
    matrix,
    outcomes,
    benchmarks: [0.5, 0.6],
    average: 'micro',
  });
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
  expect(rungCorrelation([1, 2, 3, 4], [1, 2, 3, 4])).toMatchObject({
    value: 1,
    low: null,
  });
});

test.each(rungs)('rank correlation, p and interval of $name are those of R', (rung) => {
  const found = rungCorrelation(rung.x, rung.y);
  if (rung.rho === null) {
    expect(found).toBeNull();
    return;
  }
  expect(found!.lines).toBe(rung.lines);
  expect(Math.abs(found!.value - rung.rho)).toBeLessThan(1e-12);
  expect(Math.abs(found!.p / rung.p! - 1)).toBeLessThan(1e-10);
  for (const side of ['low', 'high'] as const) {
    const expected = rung[side];
    if (expected === null) expect(found![side]).toBeNull();
    else expect(Math.abs(found![side]! - expected)).toBeLessThan(1e-10);
  }
});
