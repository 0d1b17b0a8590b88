import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainKernels } from '../../../../src/stats/linalg/plain-kernels.ts';
import { predictEffects } from '../../../../src/stats/variance/effects/predict-effects.ts';
import { estimateModel } from '../../../../src/stats/variance/fit.ts';
import type { EstimatedModel } from '../../../../src/stats/variance/fit.ts';
import { hendersonComponents } from '../../../../src/stats/variance/henderson.ts';
import {
  bootstrapSource,
  runBootstrap,
} from '../../../../src/stats/variance/uncertainty/bootstrap.ts';
import { componentNames } from '../../../../src/stats/variance/uncertainty/component-ratio.ts';
import {
  profileShare,
  profileVariance,
  testShare,
} from '../../../../src/stats/variance/uncertainty/profile.ts';
import { makeDesign, requestFor } from '../variance/design.ts';

const TERMS = ['model', 'task', 'item', 'model:task', 'model:item', 'model:task:item'] as const;
/** Evaluations that one interval or test may take: both ends, edges and doubts counted. */
const BUDGET = 700;

const recipe = fc.record({
  seed: fc.integer(),
  facets: fc.record({
    model: fc.integer({ min: 1, max: 5 }),
    task: fc.integer({ min: 1, max: 4 }),
    item: fc.integer({ min: 1, max: 8 }),
  }),
  terms: fc.subarray([...TERMS], { minLength: 1 }),
  keep: fc.double({ min: 0.2, max: 1, noNaN: true }),
  replicates: fc.integer({ min: 1, max: 3 }),
  sd: fc.constantFrom(
    {},
    { item: 0 },
    { model: 20 },
    { item: 1e-3, model: 0 },
    { 'model:item': 300 },
  ),
});

function checkShares(model: EstimatedModel, names: readonly string[]): void {
  for (const term of names) {
    const ratio = { terms: [term], of: null };
    const share = profileShare(model, ratio);
    const test = testShare(model, ratio, 0.15);
    if (!share.ok || !test.ok) throw new Error('refused');
    const { low, value, high, evaluations } = share.value;
    expect(low).toBeGreaterThanOrEqual(0);
    expect(low).toBeLessThanOrEqual(value);
    expect(high).toBeGreaterThanOrEqual(value);
    expect(high).toBeLessThanOrEqual(1);
    expect(evaluations).toBeLessThan(BUDGET);
    expect(test.value.p).toBeGreaterThanOrEqual(0);
    expect(test.value.p).toBeLessThanOrEqual(1);
    expect(test.value.evaluations).toBeLessThan(BUDGET);
    const variance = profileVariance(model, term);
    if (!variance.ok) throw new Error('refused');
    expect(variance.value.low).toBeGreaterThanOrEqual(0);
    expect(variance.value.low).toBeLessThanOrEqual(variance.value.value);
    expect(variance.value.high).toBeGreaterThanOrEqual(variance.value.value);
    expect(variance.value.evaluations).toBeLessThan(BUDGET);
  }
}

function checkRest(model: EstimatedModel): void {
  for (const { effect, se } of predictEffects(model, plainKernels)) {
    expect(effect.every(Number.isFinite)).toBe(true);
    expect(se.every((value) => value >= 0 && Number.isFinite(value))).toBe(true);
  }
  for (const { variance } of hendersonComponents(model.diagnosis.frame)?.components ?? []) {
    expect(Number.isFinite(variance)).toBe(true);
  }
  const part = runBootstrap(bootstrapSource(model), { seed: 1, from: 0, to: 2 }, plainKernels);
  if (!part.ok) throw new Error(part.problem.message);
  for (let row = 0; row < 2; row++) {
    const width = part.value.terms.length + 1;
    const values = part.value.variances.slice(row * width, (row + 1) * width);
    // A replicate that could not be fitted is NaN throughout, and counted.
    const failed = values.every(Number.isNaN);
    expect(failed || values.every((value) => value >= 0 && Number.isFinite(value))).toBe(true);
  }
}

test('no design, however odd, gives an interval without its estimate, a NaN or a search without end', () => {
  fc.assert(
    fc.property(recipe, fc.boolean(), fc.boolean(), (sketch, nest, ml) => {
      const design = makeDesign(
        nest ? { ...sketch, nested: { inner: 'item', outer: 'task' } } : sketch,
      );
      const result = estimateModel(requestFor(design, ml ? 'ML' : 'REML'));
      if (!result.ok) return;
      const names = componentNames(result.value);
      if (names.length > 1) checkShares(result.value, names);
      checkRest(result.value);
    }),
    { numRuns: 200, seed: 20261 },
  );
}, 120_000);

describe('a fit from which every term was refused', () => {
  const design = makeDesign({ seed: 3, facets: { model: 1, item: 9 }, terms: ['model'] });
  const result = estimateModel(requestFor(design));
  if (!result.ok) throw new Error(result.problem.message);
  const model = result.value;

  test('has no share to profile, but a residual', () => {
    const share = profileShare(model, { terms: ['Residual'], of: null });
    expect(share).toMatchObject({ ok: false, problem: { code: 'trivial-share' } });
    const variance = profileVariance(model, 'Residual');
    if (!variance.ok) throw new Error(variance.problem.message);
    // 95 % limits of a variance on 8 degrees of freedom lie about these far from it.
    expect(variance.value.low / variance.value.value).toBeGreaterThan(0.3);
    expect(variance.value.high / variance.value.value).toBeLessThan(6);
  });

  test('predicts nothing, and can be drawn again', () => {
    expect(predictEffects(model, plainKernels)).toEqual([]);
    expect(hendersonComponents(model.diagnosis.frame)?.components[0].variance).toBeCloseTo(
      model.sigma2,
      10,
    );
    const part = runBootstrap(bootstrapSource(model), { seed: 1, from: 0, to: 300 }, plainKernels);
    if (!part.ok) throw new Error(part.problem.message);
    const mean = part.value.variances.reduce((a, b) => a + b, 0) / 300;
    expect(Math.abs(mean / model.sigma2 - 1)).toBeLessThan(4 * Math.sqrt(2 / 8 / 300));
  });
});
