import { describe, expect, test } from 'vitest';
import type { Result } from '../../../../src/domain/problem.ts';
import { fitVariance } from '../../../../src/stats/variance/fit.ts';
import type { VarianceFit } from '../../../../src/stats/variance/types.ts';
import { makeDesign, requestFor } from './design.ts';
import type { Design } from './design.ts';

const crossed = makeDesign({
  seed: 11,
  facets: { model: 4, prompt: 3, task: 3, item: 5, rater: 1 },
  terms: ['model', 'prompt', 'item', 'model:prompt'],
  nested: { inner: 'item', outer: 'task' },
});

function withTerms(design: Design, terms: readonly string[]): Design {
  return { ...design, terms: terms.map((term) => term.split(':')) };
}

function withY(design: Design, y: (row: number) => number): Design {
  return { ...design, y: design.y.map((_, row) => y(row)) };
}

function fitOf(result: Result<VarianceFit>): VarianceFit {
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
}

function problemOf(result: Result<VarianceFit>) {
  if (result.ok) throw new Error('the fit was not refused');
  return result.problem;
}

describe('a term that cannot be fitted is refused with its own reason, the others are fitted', () => {
  test('a term with one level', () => {
    const fit = fitOf(fitVariance(requestFor(withTerms(crossed, ['model', 'rater', 'item']))));
    expect(fit.refused).toEqual([
      {
        term: 'rater',
        code: 'one-level',
        message: 'rater has 1 level: what does not vary has no variance.',
      },
    ]);
    expect(fit.components.map((c) => c.term)).toEqual(['model', 'item', 'Residual']);
  });

  test('a term that divides the observations as another does', () => {
    const fit = fitOf(fitVariance(requestFor(withTerms(crossed, ['item', 'task:item', 'task']))));
    expect(fit.refused.map(({ term, code }) => [term, code])).toEqual([
      ['task:item', 'same-partition'],
    ]);
    expect(fit.refused[0].message).toContain('item stands for both');
  });

  test('a term with as many levels as observations is the residual and is shown merged with it', () => {
    const terms = ['model', 'item', 'model:prompt:item'];
    const fit = fitOf(fitVariance(requestFor(withTerms(crossed, terms))));
    expect(fit.refused.map(({ term, code }) => [term, code])).toEqual([
      ['model:prompt:item', 'is-residual'],
    ]);
    expect(fit.components.at(-1)?.label).toBe('model:prompt:item, residual');
  });

  test('a term known from SQL to be the residual needs no cells to be shown merged', () => {
    const request = requestFor(withTerms(crossed, ['model', 'item']));
    const fit = fitOf(fitVariance({ ...request, residualTerms: [['model', 'prompt', 'item']] }));
    expect(fit.components.at(-1)?.label).toBe('model:prompt:item, residual');
    expect(fit.refused[0].code).toBe('is-residual');
  });

  test('a facet the data do not have', () => {
    const request = requestFor(withTerms(crossed, ['model']));
    const fit = fitOf(fitVariance({ ...request, terms: [['model'], ['school']] }));
    expect(fit.refused.map(({ term, code }) => [term, code])).toEqual([
      ['school', 'unknown-facet'],
    ]);
  });

  test('when no term is left the residual is the variance of the response', () => {
    const fit = fitOf(fitVariance(requestFor(withTerms(crossed, ['rater']))));
    const mean = crossed.y.reduce((a, b) => a + b, 0) / crossed.y.length;
    const variance = crossed.y.reduce((s, y) => s + (y - mean) ** 2, 0) / (crossed.y.length - 1);
    expect(fit.components).toHaveLength(1);
    expect(fit.components[0].variance).toBeCloseTo(variance, 10);
    expect(fit.mean).toBeCloseTo(mean, 12);
  });
});

describe('a response that leaves nothing to fit is a Problem', () => {
  test('a constant response', () => {
    const problem = problemOf(fitVariance(requestFor(withY(crossed, () => 0.3))));
    expect(problem.code).toBe('constant-response');
    expect(problem.message).toContain('same value');
  });

  test('a response that one term determines', () => {
    const exact = withY(
      withTerms(crossed, ['model', 'item']),
      (row) => crossed.levels['item'][row],
    );
    const problem = problemOf(fitVariance(requestFor(exact)));
    expect(problem).toMatchObject({ code: 'exact-response', field: 'item' });
  });

  test('a response that several terms determine together', () => {
    const exact = withY(
      withTerms(crossed, ['model', 'item']),
      (row) => Math.sin(crossed.levels['item'][row]) + 0.1 * crossed.levels['model'][row] ** 2,
    );
    const problem = problemOf(fitVariance(requestFor(exact)));
    expect(problem.code).toBe('diverged');
    expect(problem.message).toContain('residual vanishes');
  });

  test('fewer than two observations', () => {
    const one = {
      terms: [['model']],
      levels: { model: [0] },
      y: [1],
    };
    expect(problemOf(fitVariance(requestFor(one)))).toMatchObject({
      code: 'too-few-observations',
      message: 'Variance needs at least two observations; there is 1.',
    });
  });
});

describe('what is fitted but uncertain is said', () => {
  test('few levels, with the factor their variance is known within', () => {
    const six = makeDesign({
      seed: 12,
      facets: { prompt: 6, item: 12 },
      terms: ['prompt', 'item'],
      replicates: 2,
    });
    const fit = fitOf(fitVariance(requestFor(six)));
    expect(fit.warnings.filter((w) => w.code === 'few-levels')).toEqual([
      {
        term: 'prompt',
        code: 'few-levels',
        message: '6 prompts: the prompt component is known within a factor of about 4.',
      },
    ]);
  });

  test('a component on the boundary is exactly zero and has no interval', () => {
    // Item means that agree better than chance: alternate signs within every item.
    const calm = makeDesign({ seed: 13, facets: { item: 12, run: 6 }, terms: ['item'] });
    const flat = withY(calm, (row) => (calm.levels['run'][row] % 2 === 0 ? 1 : -1));
    const fit = fitOf(fitVariance(requestFor(flat)));
    const item = fit.components[0];
    expect(item).toMatchObject({ term: 'item', variance: 0, boundary: true });
    expect(item.share.wald).toBeNull();
    expect(fit.warnings.map((w) => w.code)).toEqual(['boundary']);
  });
});
