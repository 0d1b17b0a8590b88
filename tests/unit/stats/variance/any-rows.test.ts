import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitVariance } from '../../../../src/stats/variance/fit.ts';
import { normal, requestFor, uniform } from './design.ts';
import type { Design } from './design.ts';

const FACETS = ['a', 'b', 'c', 'd'] as const;
const TERMS = ['a', 'b', 'c', 'd', 'a:b', 'a:c', 'b:c', 'b:d', 'a:b:c', 'a:b:c:d'] as const;
/** Two starts of 300 evaluations each, those that come back to a point, and the last one. */
const MOST_EVALUATIONS = 700;

/** Values that a score may take on: from coin flips to a shift that swallows digits. */
const RESPONSES: Readonly<Record<string, (random: () => number, a: number) => number>> = {
  binary: (random) => (random() < 0.3 ? 1 : 0),
  'nearly always right': (random) => (random() < 0.03 ? 1 : 0),
  grades: (random, a) => Math.round(Math.min(7, Math.max(1, 4 + a + normal(random)))),
  'far from zero': (random, a) => 1e6 + a + normal(random),
  tiny: (random, a) => 1e-9 * (a + normal(random)),
  'one far out': (random) => (random() < 0.02 ? 1e5 : normal(random)),
  'set by a facet but for rounding': (random, a) => a + 1e-7 * normal(random),
};

const recipe = fc.record({
  seed: fc.integer(),
  rows: fc.integer({ min: 2, max: 120 }),
  levels: fc.tuple(
    ...FACETS.map(() => fc.oneof(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 60 }))),
  ),
  /** At 1 all levels are as frequent, above it a few have nearly all rows. */
  skew: fc.constantFrom(1, 3, 8),
  terms: fc.subarray([...TERMS], { minLength: 1 }),
  response: fc.constantFrom(...Object.keys(RESPONSES)),
  method: fc.constantFrom<'REML' | 'ML'>('REML', 'ML'),
});

test('rows thrown together at random end in a fit that says how it ended, or in a reason', () => {
  const endings = new Map<string, number>();
  fc.assert(
    fc.property(recipe, ({ seed, rows, levels, skew, terms, response, method }) => {
      const random = uniform(seed);
      const codes = Object.fromEntries(
        FACETS.map((facet, f) => [
          facet,
          Array.from({ length: rows }, () => Math.floor(levels[f] * random() ** skew)),
        ]),
      );
      const design: Design = {
        terms: terms.map((term) => term.split(':')),
        levels: codes,
        y: Array.from({ length: rows }, (_, row) => RESPONSES[response](random, codes['a'][row])),
      };
      const result = fitVariance(requestFor(design, method));
      const ending = result.ok ? result.value.record.stopped : result.problem.code;
      endings.set(ending, (endings.get(ending) ?? 0) + 1);
      if (!result.ok) {
        expect(result.problem.message.length).toBeGreaterThan(20);
        return;
      }
      const fit = result.value;
      expect(fit.record.evaluations).toBeLessThan(MOST_EVALUATIONS);
      expect(['relative-step', 'flat', 'budget']).toContain(fit.record.stopped);
      expect([fit.criterion, fit.mean].every(Number.isFinite)).toBe(true);
      for (const { variance, share } of fit.components) {
        expect(Number.isFinite(variance)).toBe(true);
        expect(variance).toBeGreaterThanOrEqual(0);
        expect(share.value).toBeGreaterThanOrEqual(0);
        expect(share.value).toBeLessThanOrEqual(1);
      }
      // Each term is fitted or refused, none is lost.
      const told = new Set([
        ...fit.components.map(({ term }) => term),
        ...fit.refused.map(({ term }) => term),
      ]);
      for (const term of terms) expect(told).toContain(term);
    }),
    { numRuns: 400, seed: 20264 },
  );
  expect(endings.get('relative-step')).toBeGreaterThan(200);
}, 120_000);
