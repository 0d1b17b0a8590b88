import { expect, test } from 'vitest';
import { fitVariance } from '../../../../src/stats/variance/fit.ts';
import { DenseModel, invert } from './dense-model.ts';
import { makeDesign, requestFor } from './design.ts';

const design = makeDesign({
  seed: 31,
  facets: { model: 11, item: 14 },
  terms: ['model', 'item'],
  keep: 0.8,
  replicates: 2,
  sd: { model: 0.8, item: 0.6 },
});

/** The full criterion in the log variances, s_e^2 not profiled out. */
function criterionAt(model: DenseModel, logs: readonly number[]): number {
  const sigma2 = Math.exp(logs[logs.length - 1]);
  const gamma = logs.slice(0, -1).map((log) => Math.exp(log) / sigma2);
  const df = model.n - 1;
  // The profiled criterion is log|M| + df (1 + log 2 pi q / df): take q out of it and put s_e^2 in.
  const q = model.residual(gamma);
  const profiled = model.criterion(gamma, 'REML');
  return profiled - df * (1 + Math.log(q / df)) + df * Math.log(sigma2) + q / sigma2;
}

test('Wald intervals are those of the numeric Hessian of the dense criterion', () => {
  const result = fitVariance(requestFor(design));
  if (!result.ok) throw new Error(result.problem.message);
  const fit = result.value;
  const model = new DenseModel(design);
  const variances = fit.components.map((c) => c.variance);
  const logs = variances.map(Math.log);
  const h = 1e-3;
  const hessian = logs.map((_, i) =>
    logs.map((_, j) => {
      const at = (di: number, dj: number) =>
        criterionAt(
          model,
          logs.map((log, k) => log + (k === i ? di : 0) + (k === j ? dj : 0)),
        );
      return (at(h, h) - at(h, -h) - at(-h, h) + at(-h, -h)) / (4 * h * h);
    }),
  );
  const covariance = invert(hessian).inverse.map((row) => row.map((value) => 2 * value));
  fit.components.forEach((component, k) => {
    const share = component.share.value;
    const slope = variances.map((v, i) =>
      i === k ? v / (share * fit.total) : -v / ((1 - share) * fit.total),
    );
    const variance = slope.reduce(
      (sum, a, i) => sum + slope.reduce((s, b, j) => s + a * b * covariance[i][j], 0),
      0,
    );
    const logit = Math.log(share / (1 - share));
    const reach = 1.959963984540054 * Math.sqrt(variance);
    expect(component.share.wald?.low).toBeCloseTo(1 / (1 + Math.exp(-(logit - reach))), 5);
    expect(component.share.wald?.high).toBeCloseTo(1 / (1 + Math.exp(-(logit + reach))), 5);
  });
});

test('a group keeps its interval where a term of few levels carries next to nothing of it', () => {
  const light = makeDesign({
    seed: 32,
    facets: { task: 3, item: 40, model: 12 },
    terms: ['task', 'item', 'model'],
    sd: { task: 0.02, item: 1, model: 0.5 },
    replicates: 2,
  });
  const result = fitVariance(requestFor(light));
  if (!result.ok) throw new Error(result.problem.message);
  const common = result.value.groups.find((g) => g.group === 'common');
  const task = result.value.components.find((c) => c.term === 'task');
  expect(task?.share.wald).toBeNull();
  expect(task!.variance).toBeLessThan(0.05 * common!.variance);
  expect(common?.share.wald).not.toBeNull();
});

test('a group has no interval where a term of few levels carries much of it', () => {
  const heavy = makeDesign({
    seed: 33,
    facets: { model: 4, item: 30 },
    terms: ['model', 'item'],
    sd: { model: 2 },
    replicates: 2,
  });
  const result = fitVariance(requestFor(heavy));
  if (!result.ok) throw new Error(result.problem.message);
  expect(result.value.groups.find((g) => g.group === 'choice')?.share.wald).toBeNull();
});

test('a term so near zero that its standard error exceeds its share has no Wald interval', () => {
  // Without an item effect, some of many draws end a little above zero.
  const near = Array.from({ length: 40 }, (_, seed) =>
    makeDesign({
      seed: 100 + seed,
      facets: { model: 11, item: 14 },
      terms: ['model', 'item'],
      keep: 0.8,
      replicates: 2,
      sd: { model: 0.8, item: 0 },
    }),
  ).flatMap((drawn) => {
    const result = fitVariance(requestFor(drawn));
    if (!result.ok) throw new Error(result.problem.message);
    const item = result.value.components.find((c) => c.term === 'item')!;
    return item.variance > 0 ? [item.share] : [];
  });
  const hidden = near.filter(({ wald }) => wald === null);
  expect(hidden.length).toBeGreaterThan(0);
  expect(Math.max(...hidden.map(({ value }) => value))).toBeLessThan(0.05);
  const odds = (x: number): number => x / (1 - x);
  for (const { value, wald } of near)
    if (wald) expect(odds(wald.high) / odds(value)).toBeLessThan(Math.exp(1.96 / (1 - value)));
});
