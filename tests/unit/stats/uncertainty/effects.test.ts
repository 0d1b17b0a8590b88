import { describe, expect, test } from 'vitest';
import { plainKernels } from '../../../../src/stats/linalg/plain-kernels.ts';
import { predictEffects } from '../../../../src/stats/variance/effects/predict-effects.ts';
import { estimateModel } from '../../../../src/stats/variance/fit.ts';
import type { EstimatedModel } from '../../../../src/stats/variance/fit.ts';
import { requestFor } from '../variance/design.ts';
import type { Design } from '../variance/design.ts';
import { DESIGNS } from '../variance/designs.ts';
import { densePredictions } from './dense-parts.ts';

function modelOf(design: Design): EstimatedModel {
  const model = estimateModel(requestFor(design));
  if (!model.ok) throw new Error(model.problem.message);
  return model.value;
}

describe.each(DESIGNS)('$name', ({ design }) => {
  const model = modelOf(design);
  const effects = predictEffects(model, plainKernels);
  const variances = [...model.estimate.best.x, 1].map((gamma) => gamma * model.sigma2);

  test('predicted effects and their errors are those of the dense formulas', () => {
    effects.forEach((term, k) => {
      const expected = densePredictions(design, variances, k);
      expect(term.levels).toBe(expected.size);
      for (let l = 0; l < term.levels; l++) {
        const key = term.facets.map((facet) => term.codes[facet][l]).join();
        expect(term.effect[l], `${term.term} ${key}`).toBeCloseTo(expected.get(key)!.effect, 8);
        expect(term.se[l] ** 2, `${term.term} ${key}`).toBeCloseTo(expected.get(key)!.variance, 8);
      }
    });
  });

  test('levels ascend by effect and keep their counts', () => {
    effects.forEach((term) => {
      expect([...term.effect]).toEqual([...term.effect].sort((a, b) => a - b));
      expect(term.counts.reduce((a, b) => a + b, 0)).toBe(design.y.length);
    });
  });
});

test('a component at zero predicts zero for all its levels, without error', () => {
  const { design } = DESIGNS.find(({ name }) => name === 'items nested in tasks')!;
  const effects = predictEffects(modelOf(design), plainKernels);
  const item = effects.find((term) => term.term === 'item')!;
  expect(Math.max(...item.effect.map(Math.abs))).toBe(0);
  expect(Math.max(...item.se)).toBe(0);
});

test('levels keep their names where several tables number them in different orders', () => {
  const { design } = DESIGNS[1];
  const request = requestFor(design);
  const [joint] = request.cells;
  const alone = (facet: string, reversed: boolean) => {
    const totals = new Map<number, { n: number; sum: number }>();
    joint.codes[facet].forEach((code, cell) => {
      const { n, sum } = totals.get(code) ?? { n: 0, sum: 0 };
      totals.set(code, { n: n + joint.n[cell], sum: sum + joint.sum[cell] });
    });
    const rows = [...totals].sort(([a], [b]) => (reversed ? b - a : a - b));
    return {
      facets: [facet],
      codes: { [facet]: Int32Array.from(rows, ([code]) => code) },
      n: Float64Array.from(rows, ([, { n }]) => n),
      sum: Float64Array.from(rows, ([, { sum }]) => sum),
    };
  };
  const split = { ...request, cells: [joint, alone('item', true), alone('model', false)] };
  const model = estimateModel(split);
  if (!model.ok) throw new Error(model.problem.message);
  const names = (term: string, of: EstimatedModel) => {
    const effects = predictEffects(of, plainKernels).find((e) => e.term === term)!;
    return [...effects.codes[term]];
  };
  expect(names('item', model.value)).toEqual(names('item', modelOf(design)));
  expect(names('model', model.value)).toEqual(names('model', modelOf(design)));
});
