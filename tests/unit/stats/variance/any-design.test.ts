import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitVariance } from '../../../../src/stats/variance/fit.ts';
import { makeDesign, requestFor } from './design.ts';

const TERMS = ['model', 'task', 'item', 'model:task', 'model:item', 'model:task:item'] as const;

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

test('no design, however odd, gives NaN, a negative component or a fit without end', () => {
  fc.assert(
    fc.property(recipe, fc.boolean(), fc.boolean(), (sketch, nest, ml) => {
      const design = makeDesign(
        nest ? { ...sketch, nested: { inner: 'item', outer: 'task' } } : sketch,
      );
      const result = fitVariance(requestFor(design, ml ? 'ML' : 'REML'));
      if (!result.ok) {
        expect(result.problem.message.length).toBeGreaterThan(20);
        return;
      }
      const fit = result.value;
      expect(Number.isFinite(fit.criterion)).toBe(true);
      expect(fit.record.evaluations).toBeLessThan(700);
      expect(fit.record.stopped).toMatch(/relative-step|flat|budget/);
      for (const component of fit.components) {
        expect(component.variance).toBeGreaterThanOrEqual(0);
        expect(Number.isFinite(component.variance)).toBe(true);
        const { value, wald } = component.share;
        if (wald) {
          expect(wald.low).toBeLessThanOrEqual(value);
          expect(wald.high).toBeGreaterThanOrEqual(value);
        }
      }
      const shares = fit.components.reduce((sum, c) => sum + c.share.value, 0);
      expect(shares).toBeCloseTo(1, 12);
    }),
    { numRuns: 300, seed: 20250 },
  );
});
