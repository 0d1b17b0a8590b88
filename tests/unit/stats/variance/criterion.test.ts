import { describe, expect, test } from 'vitest';
import { plainKernels } from '../../../../src/stats/linalg/plain-kernels.ts';
import { Criterion } from '../../../../src/stats/variance/criterion.ts';
import { buildFrame } from '../../../../src/stats/variance/frame.ts';
import { analyseSystem } from '../../../../src/stats/variance/system.ts';
import { DenseModel } from './dense-model.ts';
import { requestFor, uniform } from './design.ts';
import type { Design } from './design.ts';
import { DESIGNS } from './designs.ts';

function criterionOf(design: Design, method: 'REML' | 'ML'): Criterion {
  const system = analyseSystem(buildFrame(requestFor(design, method)), plainKernels);
  return new Criterion(system, method);
}

/** Ratios spread over four decades. */
function someGamma(terms: number, seed: number): Float64Array {
  const random = uniform(seed);
  return Float64Array.from({ length: terms }, () => 10 ** (3 * random() - 2.5));
}

describe.each(DESIGNS)('$name', ({ design }) => {
  const dense = new DenseModel(design);
  const terms = design.terms.length;

  test.each(['REML', 'ML'] as const)('the sparse %s criterion equals the dense one', (method) => {
    const criterion = criterionOf(design, method);
    for (const seed of [1, 2, 3]) {
      const gamma = someGamma(terms, seed);
      const expected = dense.criterion([...gamma], method);
      expect(criterion.value(gamma)).toBeCloseTo(expected, 8);
    }
  });

  test('components at exactly zero leave the criterion of the smaller model', () => {
    const criterion = criterionOf(design, 'REML');
    for (let zero = 0; zero < terms; zero++) {
      const gamma = someGamma(terms, 4);
      gamma[zero] = 0;
      expect(criterion.value(gamma)).toBeCloseTo(dense.criterion([...gamma], 'REML'), 8);
    }
  });

  test.each(['REML', 'ML'] as const)('the %s gradient equals finite differences', (method) => {
    const criterion = criterionOf(design, method);
    const gamma = someGamma(terms, 5);
    criterion.value(gamma);
    const gradient = criterion.derivatives().gradient.slice();
    for (let k = 0; k < terms; k++) {
      const step = 1e-4 * gamma[k];
      const at = (delta: number) => {
        const moved = [...gamma];
        moved[k] += delta;
        return dense.criterion(moved, method);
      };
      // Fourth order, so that the step can stay large against rounding.
      const slope = (8 * (at(step) - at(-step)) - (at(2 * step) - at(-2 * step))) / (12 * step);
      expect(gradient[k] * gamma[k]).toBeCloseTo(slope * gamma[k], 6);
    }
  });

  test.each(['REML', 'ML'] as const)('average information (%s) equals the formula', (method) => {
    const criterion = criterionOf(design, method);
    const gamma = someGamma(terms, 6);
    criterion.value(gamma);
    const information = criterion.information();
    const expected = dense.averageInformation([...gamma], method);
    for (let i = 0; i < terms; i++) {
      for (let j = 0; j < terms; j++) {
        const scale = Math.sqrt(expected[i][i] * expected[j][j]);
        expect((information[i][j] - expected[i][j]) / scale).toBeCloseTo(0, 9);
      }
    }
  });

  test('derivatives of the other components stand where one is zero', () => {
    const criterion = criterionOf(design, 'REML');
    for (let zero = 0; zero < terms; zero++) {
      const gamma = someGamma(terms, 7);
      gamma[zero] = 0;
      criterion.value(gamma);
      const information = criterion.information();
      const expected = dense.averageInformation([...gamma], 'REML');
      for (let i = 0; i < terms; i++) {
        for (let j = 0; j < terms; j++) {
          if (i === zero || j === zero) expect(information[i][j]).toBe(0);
          else {
            const scale = Math.sqrt(expected[i][i] * expected[j][j]);
            expect((information[i][j] - expected[i][j]) / scale).toBeCloseTo(0, 9);
          }
        }
      }
    }
  });

  test('the mean and its standard error are those of generalised least squares', () => {
    const criterion = criterionOf(design, 'REML');
    const gamma = someGamma(terms, 8);
    criterion.value(gamma);
    const { estimate, variance } = criterion.intercept();
    const expected = dense.mean([...gamma]);
    const shift = requestFor(design).shift;
    expect(shift + estimate).toBeCloseTo(expected.mean, 9);
    expect(variance / expected.variance).toBeCloseTo(1, 9);
  });
});

test('the designs show every way of eliminating blocks', () => {
  const seen = new Set<string>();
  for (const { design } of DESIGNS) {
    const { system } = criterionOf(design, 'REML');
    for (const group of system.groups) if (group) seen.add(group.group.form);
  }
  expect([...seen].sort()).toEqual([
    'blocks by incidence',
    'compressed levels',
    'dense blocks',
    'levels one by one',
    'sparse blocks',
  ]);
});
