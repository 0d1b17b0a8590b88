import { describe, expect, test } from 'vitest';
import { componentGroup } from '../../../../src/stats/variance/component-group.ts';
import { fitVariance } from '../../../../src/stats/variance/fit.ts';
import type { VarianceFit } from '../../../../src/stats/variance/types.ts';
import { uncertaintyFactor } from '../../../../src/stats/variance/warnings.ts';
import { makeDesign, requestFor } from './design.ts';
import type { Recipe } from './design.ts';

function fitOf(recipe: Recipe): VarianceFit {
  const result = fitVariance(requestFor(makeDesign(recipe)));
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
}

test.each([
  [['model'], 'choice', 'all-tasks'],
  [['model', 'prompt'], 'choice', 'all-tasks'],
  [['model', 'task'], 'choice', 'per-task'],
  [['model', 'prompt', 'task'], 'choice', 'per-task'],
  [['task'], 'common', null],
  [['item'], 'common', null],
  [['task', 'item'], 'common', null],
  [['model', 'item'], 'not-choosable', null],
  [['prompt', 'task', 'item'], 'not-choosable', null],
  [['rater'], 'measurement', null],
  [['model', 'rater'], 'measurement', null],
  [['run', 'item', 'model'], 'measurement', null],
  [[], 'measurement', null],
])('%j belongs to %s (%s)', (facets, group, scope) => {
  expect(componentGroup(facets)).toEqual({ group, scope });
});

test('shares of components and of groups each sum to one', () => {
  const fit = fitOf({
    seed: 41,
    facets: { model: 5, prompt: 4, item: 12 },
    terms: ['model', 'prompt', 'item', 'model:prompt', 'model:item'],
    keep: 0.9,
  });
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
  expect(sum(fit.components.map((c) => c.share.value))).toBeCloseTo(1, 12);
  expect(sum(fit.groups.map((g) => g.share.value))).toBeCloseTo(1, 12);
  expect(sum(fit.components.map((c) => c.variance))).toBeCloseTo(fit.total, 12);
});

describe('the common item share', () => {
  const terms = ['model', 'item', 'model:item'];
  const recipe = { facets: { model: 6, item: 20 }, sd: { item: 1.2, 'model:item': 0.7 } };

  test('compares the item with the item as each model sees it', () => {
    const fit = fitOf({ ...recipe, seed: 42, terms, replicates: 3 });
    const variance = (term: string) => fit.components.find((c) => c.term === term)!.variance;
    const expected = variance('item') / (variance('item') + variance('model:item'));
    expect(fit.commonItem).toEqual({ value: expected, atLeast: false });
  });

  test('is a lower bound where model:item is the residual', () => {
    const fit = fitOf({ ...recipe, seed: 43, terms });
    const item = fit.components.find((c) => c.term === 'item')!.variance;
    const residual = fit.components.at(-1)!.variance;
    expect(fit.commonItem?.atLeast).toBe(true);
    expect(fit.commonItem?.value).toBeCloseTo(item / (item + residual), 12);
  });

  test('is not given where there are no items', () => {
    expect(
      fitOf({ seed: 44, facets: { model: 6, run: 9 }, terms: ['model'] }).commonItem,
    ).toBeNull();
  });
});

test('the offset is the squared mean less its own sampling variance', () => {
  const fit = fitOf({ seed: 45, facets: { model: 6, item: 20 }, terms: ['model', 'item'] });
  expect(fit.offset).toBeCloseTo(fit.mean ** 2 - fit.meanSe ** 2, 12);
});

test('the factor a variance is known within is that of chi-squared', () => {
  expect(uncertaintyFactor(3)).toBeCloseTo(12.07, 2);
  expect(uncertaintyFactor(6)).toBeCloseTo(3.93, 2);
});

test('the fit says how it went', () => {
  const fit = fitOf({ seed: 46, facets: { model: 6, item: 20 }, terms: ['model', 'item'] });
  expect(fit.record).toMatchObject({ method: 'REML', stopped: 'relative-step', tolerance: 1e-9 });
  expect(fit.record.starts.map((start) => start.gamma)).toEqual([0.1, 1e-4]);
  expect(fit.record.relativeStep).toBeLessThan(1e-9);
  for (const start of fit.record.starts) {
    expect(start.criterion).toBeGreaterThanOrEqual(fit.criterion - 1e-9);
    expect(start.criterion).toBeLessThan(fit.criterion + 1e-3);
  }
});
