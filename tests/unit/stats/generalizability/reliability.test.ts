import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  coefficientWeights,
  reliability,
} from '../../../../src/stats/generalizability/reliability.ts';
import type {
  StudyDesign,
  StudyFacet,
  VariancePart,
} from '../../../../src/stats/generalizability/types.ts';
import { covarianceOfMeans } from './covariance-of-means.ts';

function facet(name: string, n: number, more: Partial<StudyFacet> = {}): StudyFacet {
  return { name, kind: 'random', n, within: [], ...more };
}

describe('Brennan`s synthetic data set 1, persons by items (2001, chapter 2)', () => {
  const parts: VariancePart[] = [
    { term: 'p', facets: ['p'], variance: 0.0574 },
    { term: 'i', facets: ['i'], variance: 0.0754 },
    { term: 'Residual', facets: [], variance: 0.1269 },
  ];
  const of = (n: number) =>
    reliability(parts, { object: 'p', objectWithin: [], facets: [facet('i', n)] });

  test('E rho squared and Phi for its twelve items', () => {
    expect(of(12).relative).toBeCloseTo(0.844, 3);
    expect(of(12).absolute).toBeCloseTo(0.773, 3);
  });

  test.each([
    [5, 0.693, 0.586],
    [10, 0.819, 0.74],
    [15, 0.871, 0.81],
    [20, 0.901, 0.85],
  ])('the D-study for %d items', (n, relative, absolute) => {
    // Published from error variances rounded to three digits.
    expect(Math.abs(of(n).relative! - relative)).toBeLessThan(1e-3);
    expect(Math.abs(of(n).absolute! - absolute)).toBeLessThan(1.5e-3);
  });
});

test('Brennan`s synthetic data set 2, items nested in persons: no difference between the errors', () => {
  const { relative, absolute } = reliability(
    [
      { term: 'p', facets: ['p'], variance: 0.6108 },
      { term: 'Residual', facets: [], variance: 2.025 },
    ],
    { object: 'p', objectWithin: [], facets: [facet('i', 8, { within: ['p'] })] },
  );
  expect(relative).toBeCloseTo(0.71, 2);
  expect(absolute).toBe(relative);
});

/** Components of every set of the facets, with variances that no two share. */
const FULL: VariancePart[] = [['o'], ['h'], ['i'], ['o', 'h'], ['o', 'i'], ['h', 'i']].map(
  (facets, k) => ({ term: facets.join(':'), facets, variance: 1 + k / 3 }),
);
const PARTS = [...FULL, { term: 'Residual', facets: [], variance: 2.5 }];

describe('variances of means, counted out level by level', () => {
  const kind = fc.constantFrom('random' as const, 'fixed' as const);
  const sketch = fc.record({
    h: fc.integer({ min: 1, max: 4 }),
    i: fc.integer({ min: 1, max: 4 }),
    kindH: kind,
    kindI: kind,
    nested: fc.boolean(),
  });

  test('give the same universe and error variances', () => {
    fc.assert(
      fc.property(sketch, ({ h, i, kindH, kindI, nested }) => {
        const design: StudyDesign = {
          object: 'o',
          objectWithin: [],
          facets: [
            facet('h', h, { kind: kindH }),
            facet('i', i, { kind: kindI, within: nested ? ['h'] : [] }),
          ],
        };
        const found = reliability(PARTS, design);
        const cov = covarianceOfMeans(PARTS, design);
        // Objects measured again keep what is fixed; those measured together keep everything.
        const universe =
          cov({ object: 'same', random: 'other' }) - cov({ object: 'other', random: 'other' });
        const observed = cov({ object: 'same', random: 'same' });
        const compared = observed - cov({ object: 'other', random: 'same' });
        expect(found.universe).toBeCloseTo(universe, 10);
        expect(found.universe + found.relativeError).toBeCloseTo(compared, 10);
        const constant = cov({ object: 'other', random: 'other' });
        expect(found.universe + found.absoluteError).toBeCloseTo(observed - constant, 10);
      }),
      { numRuns: 200, seed: 4 },
    );
  });
});

test('an object nested in another facet is compared within it', () => {
  const parts: VariancePart[] = [
    { term: 'task', facets: ['task'], variance: 5 },
    { term: 'item', facets: ['item'], variance: 2 },
    { term: 'model', facets: ['model'], variance: 3 },
    { term: 'model:task', facets: ['model', 'task'], variance: 1 },
    { term: 'Residual', facets: [], variance: 4 },
  ];
  const design = { object: 'item', objectWithin: ['task'], facets: [facet('model', 4)] };
  const { universe, relativeError, absoluteError, parts: roles } = reliability(parts, design);
  expect(universe).toBe(2);
  expect(relativeError).toBe(1);
  // Models differ overall and on the task: both shift all items of the task alike.
  expect(absoluteError).toBe(1 + 3 / 4 + 1 / 4);
  expect(roles.find((part) => part.term === 'task')?.role).toBe('none');
});

test('without any variance there is no coefficient', () => {
  const nothing = [{ term: 'p', facets: ['p'], variance: 0 }];
  const design = { object: 'p', objectWithin: [], facets: [facet('i', 3)] };
  expect(reliability(nothing, design)).toMatchObject({ relative: null, absolute: null });
});

test('a facet with less than one level is our own bug', () => {
  const design = { object: 'o', objectWithin: [], facets: [facet('h', 0)] };
  expect(() => reliability(PARTS, design)).toThrow('invalid number of levels of h');
});

test.each(['relative', 'absolute'] as const)(
  'the %s weights give the coefficient',
  (coefficient) => {
    const design: StudyDesign = {
      object: 'o',
      objectWithin: [],
      facets: [facet('h', 3, { kind: 'fixed' }), facet('i', 5)],
    };
    const { numerator, denominator } = coefficientWeights(PARTS, design, coefficient);
    const total = (weights: Float64Array) =>
      PARTS.reduce((sum, part, k) => sum + weights[k] * part.variance, 0);
    expect(total(numerator) / total(denominator)).toBeCloseTo(
      reliability(PARTS, design)[coefficient]!,
      12,
    );
    numerator.forEach((a, k) => expect(a).toBeLessThanOrEqual(denominator[k]));
  },
);
