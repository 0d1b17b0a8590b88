import { expect, test } from 'vitest';
import type { Result } from '../../../../src/domain/problem.ts';
import { areaUnderCurve, areaWithin } from '../../../../src/stats/regression/auc.ts';
import { crossValidate, dealFolds } from '../../../../src/stats/regression/cross-validate.ts';
import { logLoss } from '../../../../src/stats/regression/log-loss.ts';
import { logisticRegression } from '../../../../src/stats/regression/logistic-regression.ts';
import type { LogisticDesign } from '../../../../src/stats/regression/types.ts';
import { seededRandom } from '../../../../src/stats/resample/random.ts';
import reference from './logistic.json';

type Study = (typeof reference.studies)[number];

function designOf(study: Study, clustered = false): LogisticDesign {
  return {
    columns: study.names.map((name, j) => ({ name, values: Float64Array.from(study.x[j]) })),
    response: Float64Array.from(study.y),
    clusters: clustered ? Int32Array.from(study.cluster) : null,
  };
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
}

/** Relative to the reference, or absolute below 1. */
function close(found: ArrayLike<number>, wanted: readonly number[], tolerance = 1e-8): void {
  expect(found.length).toBe(wanted.length);
  wanted.forEach((value, i) =>
    expect(Math.abs(found[i] - value)).toBeLessThan(tolerance * Math.max(1, Math.abs(value))),
  );
}

for (const study of reference.studies) {
  test(`${study.name}: estimates, errors and tests are those of glm to 1e-8`, () => {
    const fit = valueOf(logisticRegression(designOf(study)));
    const table = fit.coefficients;
    close(
      table.map((c) => c.estimate),
      study.estimate,
    );
    close(
      table.map((c) => c.se),
      study.se,
    );
    close(
      table.map((c) => c.p),
      study.p,
    );
    fit.covariance.forEach((row, i) => close(row, study.covariance[i]));
    expect(table.map((c) => c.high - c.low)[0]).toBeCloseTo(2 * 1.959963984540054 * study.se[0], 7);
    const saturated = 2 * entropyOf(study.y);
    close([fit.deviance, fit.nullDeviance], [study.deviance + saturated, study.null + saturated]);
  });

  test(`${study.name}: the clustered covariance is that of sandwich to 1e-8`, () => {
    const fit = valueOf(logisticRegression(designOf(study, true)));
    expect(fit).toMatchObject({ method: 'clustered', clusters: 60, df: 59 });
    fit.covariance.forEach((row, i) => close(row, study.robust[i]));
    close(
      fit.coefficients.map((c) => c.p),
      study.robustP,
    );
  });

  test(`${study.name}: held-out probabilities are those of glm to 1e-8`, () => {
    const held = valueOf(crossValidate(designOf(study), Uint8Array.from(study.fold)));
    close(held, study.held);
  });
}

/** What R subtracts from both deviances where responses are fractional: the saturated model's. */
function entropyOf(response: readonly number[]): number {
  return response.reduce((sum, y) => sum + (y > 0 && y < 1 ? logLoss(y, y) : 0), 0);
}

test('areas under the curve and their intervals are those of pROC to 1e-8, ties included', () => {
  for (const { score, label, area, low, high } of reference.areas) {
    const found = areaUnderCurve(Float64Array.from(score), Uint8Array.from(label));
    close([found!.value, found!.low!, found!.high!], [area, low, high]);
  }
});

test('an area within parts compares no record with one of another part', () => {
  const { score, label, area } = reference.areas[0];
  const scores = Float64Array.from(score);
  const labels = Uint8Array.from(label);
  const lifted = scores.map((value) => value + 100);
  const parts = [
    { scores, labels },
    { scores: lifted, labels },
    { scores: Float64Array.of(1, 2), labels: Uint8Array.of(1, 1) },
  ];
  expect(areaWithin(parts)!.value).toBeCloseTo(area, 12);
  expect(areaWithin([parts[2]])).toBeNull();
});

test('scores that tell all apart have area 1 and no interval, one class has no area', () => {
  const found = areaUnderCurve(Float64Array.of(1, 2, 3, 4), Uint8Array.of(0, 0, 1, 1));
  expect(found).toMatchObject({ value: 1, low: null, high: null });
  expect(areaUnderCurve(Float64Array.of(1, 2), Uint8Array.of(1, 1))).toBeNull();
});

const columns = (values: Record<string, readonly number[]>): LogisticDesign['columns'] =>
  Object.entries(values).map(([name, column]) => ({ name, values: Float64Array.from(column) }));

function refusal(values: Record<string, readonly number[]>, response: readonly number[]) {
  const design = {
    columns: columns(values),
    response: Float64Array.from(response),
    clusters: null,
  };
  const fit = logisticRegression(design);
  return fit.ok ? null : fit.problem;
}

test('complete separation is refused, naming the column that separates', () => {
  const problem = refusal(
    { noise: [3, 1, 4, 1, 5, 9, 2, 6], apart: [1, 2, 3, 4, 5, 6, 7, 8] },
    [0, 0, 0, 0, 1, 1, 1, 1],
  );
  expect(problem).toMatchObject({ code: 'separable-data' });
  expect(problem!.field).toContain('apart');
});

test('quasi-complete separation is refused, whatever the other columns say', () => {
  const random = seededRandom(4);
  const flag = Array.from({ length: 120 }, (_, i) => (i % 3 === 0 ? 1 : 0));
  const other = flag.map(() => random.normal() * 1000);
  const response = flag.map((value) => (value === 1 || random.uniform() < 0.5 ? 1 : 0));
  expect(refusal({ other, flag }, response)).toMatchObject({
    code: 'separable-data',
    field: 'flag',
  });
});

test('two separating columns of one regression are both found', () => {
  const random = seededRandom(9);
  const yes = Array.from({ length: 90 }, (_, i) => (i % 5 === 0 ? 1 : 0));
  const no = yes.map((_, i) => (i % 7 === 1 && i % 5 !== 0 ? 1 : 0));
  const response = yes.map((v, i) => (v ? 1 : no[i] ? 0 : Number(random.uniform() < 0.5)));
  expect(refusal({ yes, no }, response)).toMatchObject({ field: 'yes, no' });
});

test('one class, constant and repeated columns, and too few records are refused', () => {
  const x = [1, 2, 3, 4];
  expect(refusal({ x }, [1, 1, 1, 1])).toMatchObject({ code: 'one-class' });
  expect(refusal({ x: [5, 5, 5, 5] }, [0, 1, 0, 1])).toMatchObject({
    code: 'rank-deficient-design',
    field: 'x',
  });
  const twice = refusal({ x, twice: x.map((v) => 2 * v + 1) }, [0, 1, 0, 1]);
  expect(twice).toMatchObject({ code: 'rank-deficient-design', field: 'twice' });
  expect(twice!.message).toContain('"x"');
  expect(refusal({ x: [1, 2], y: [2, 1] }, [0, 1])).toMatchObject({ code: 'too-few-records' });
});

test('a coefficient as large as the data carry is estimated, not refused', () => {
  const apart = Array.from({ length: 400 }, (_, i) => i - 200);
  const response = apart.map((x) => (x > 0 ? 1 : 0));
  response[200] = 1;
  response[198] = 1;
  const design = {
    columns: columns({ apart }),
    response: Float64Array.from(response),
    clusters: null,
  };
  const fit = valueOf(logisticRegression(design));
  expect(fit.coefficients[1].estimate).toBeGreaterThan(0.5);
  expect(fit.coefficients[1].se).toBeLessThan(10);
});

test('folds hold whole clusters, nearly equal numbers of them, and are the same for a seed', () => {
  const clusters = Int32Array.from({ length: 100 }, (_, row) => row >> 2);
  const fold = dealFolds(100, clusters, 5, 7);
  for (let row = 0; row < 100; row++) expect(fold[row]).toBe(fold[(row >> 2) << 2]);
  const sizes = [0, 1, 2, 3, 4].map((f) => fold.filter((g) => g === f).length);
  expect(sizes).toEqual([20, 20, 20, 20, 20]);
  expect(dealFolds(100, clusters, 5, 7)).toEqual(fold);
  expect(dealFolds(100, clusters, 5, 8)).not.toEqual(fold);
});

test('what was held impossible and happened costs infinitely, what was certain costs nothing', () => {
  expect(logLoss(1, 0)).toBe(Infinity);
  expect(logLoss(1, 1)).toBe(0);
  expect(logLoss(0, 0)).toBe(0);
  expect(logLoss(0, 1e-20)).toBeCloseTo(1e-20, 30);
});
