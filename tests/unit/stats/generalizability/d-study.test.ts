import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cheapestLevels } from '../../../../src/stats/generalizability/cheapest-design.ts';
import { dStudy } from '../../../../src/stats/generalizability/d-study.ts';
import type { WeightedInterval } from '../../../../src/stats/generalizability/d-study.ts';
import { reliability, withLevels } from '../../../../src/stats/generalizability/reliability.ts';
import type {
  DStudyRequest,
  StudyCosts,
  StudyDesign,
  VariancePart,
} from '../../../../src/stats/generalizability/types.ts';
import { finish, noSteps } from '../../../../src/stats/optimize/steps.ts';
import type { Steps } from '../../../../src/stats/optimize/steps.ts';

const design: StudyDesign = {
  object: 'model',
  objectWithin: [],
  facets: [
    { name: 'prompt', kind: 'random', n: 3, within: [] },
    { name: 'task', kind: 'fixed', n: 2, within: [] },
    { name: 'item', kind: 'random', n: 10, within: ['task'] },
  ],
};

function partsOf(v: readonly number[]): VariancePart[] {
  const terms = ['model', 'prompt', 'item', 'model:prompt', 'model:task', 'model:item'];
  return [
    ...terms.map((term, k) => ({ term, facets: term.split(':'), variance: v[k] })),
    { term: 'Residual', facets: [], variance: v[6] },
  ];
}

const parts = partsOf([0.5, 0.2, 0.3, 0.15, 0.1, 0.2, 1]);

/** Every design within the limits, the plain way. */
function cheapestByTrial(
  components: readonly VariancePart[],
  target: number,
  costs: StudyCosts,
  coefficient: 'relative' | 'absolute',
): number {
  let best = Infinity;
  for (let prompt = 1; prompt <= costs.most['prompt']; prompt++) {
    for (let item = 1; item <= costs.most['item']; item++) {
      const value = reliability(components, withLevels(design, { prompt, item }))[coefficient] ?? 0;
      const cost =
        prompt * costs.perLevel['prompt'] +
        item * 2 * costs.perLevel['item'] +
        costs.perObservation * costs.objects * prompt * 2 * item;
      if (value >= target - 1e-12) best = Math.min(best, cost);
    }
  }
  return best;
}

describe('the cheapest design', () => {
  const variance = fc.double({ min: 0, max: 2, noNaN: true });
  const price = fc.integer({ min: 0, max: 50 });

  test('is the one that trying them all finds', () => {
    fc.assert(
      fc.property(
        fc.array(variance, { minLength: 7, maxLength: 7 }),
        fc.double({ min: 0.1, max: 0.98, noNaN: true }),
        fc.record({ prompt: price, item: price, observation: price }),
        fc.constantFrom('relative' as const, 'absolute' as const),
        (v, target, prices, coefficient) => {
          const components = partsOf(v);
          const costs = {
            perLevel: { prompt: prices.prompt, item: prices.item },
            perObservation: prices.observation / 100,
            objects: 4,
            most: { prompt: 20, item: 60 },
          };
          const found = cheapestLevels(components, design, coefficient, target, costs);
          const expected = cheapestByTrial(components, target, costs, coefficient);
          if (found.levels === null) expect(expected).toBe(Infinity);
          else expect(found.cost).toBeCloseTo(expected, 8);
        },
      ),
      { numRuns: 200, seed: 9 },
    );
  });

  test('is found among a hundred million in little time, near the best of them', () => {
    const costs = {
      perLevel: { prompt: 60, item: 0.5 },
      perObservation: 0.01,
      objects: 8,
      most: { prompt: 10_000, item: 10_000 },
    };
    const begin = performance.now();
    const found = cheapestLevels(parts, design, 'relative', 0.9, costs);
    expect(performance.now() - begin).toBeLessThan(1000);
    const near = cheapestByTrial(
      parts,
      0.9,
      { ...costs, most: { prompt: 40, item: 400 } },
      'relative',
    );
    expect(found.cost).toBeLessThanOrEqual(1.02 * near);
  });

  test('leaves a fixed facet as it is, whatever its limit', () => {
    const costs = {
      perLevel: {},
      perObservation: 1,
      objects: 4,
      most: { prompt: 50, item: 50, task: 9 },
    };
    const found = cheapestLevels(parts, design, 'relative', 0.8, costs);
    expect(found.levels?.['task']).toBe(2);
  });
});

type Interval = ReturnType<WeightedInterval> extends Steps<infer T> ? T : never;

/** The study with intervals that take no time. */
function studyOf(
  request: DStudyRequest,
  interval: (weights: Parameters<WeightedInterval>[0]) => Interval,
) {
  return finish(dStudy(parts, request, (weights) => noSteps(interval(weights))));
}

describe('a D-study', () => {
  const request: DStudyRequest = {
    design,
    coefficient: 'relative',
    curves: [
      { facet: 'prompt', held: {}, to: 5 },
      { facet: 'prompt', held: { item: 40 }, to: 3 },
    ],
    target: 0.85,
    costs: {
      perLevel: { prompt: 60, item: 6 },
      perObservation: 0.01,
      objects: 8,
      most: { prompt: 30, item: 100 },
    },
    intervals: true,
  };

  test('draws a curve through the designs it stands for', () => {
    const [first, second] = studyOf(request, () => null).curves;
    expect(first.points.map(({ n }) => n)).toEqual([1, 2, 3, 4, 5]);
    expect(first.points[2]).toMatchObject({ relative: reliability(parts, design).relative });
    expect(second.points[1].absolute).toBe(
      reliability(parts, withLevels(design, { prompt: 2, item: 40 })).absolute,
    );
  });

  test('gives the present and the cheapest design an interval of their own', () => {
    const asked: number[] = [];
    const study = studyOf(request, ({ numerator, denominator }) => {
      const value = (w: Float64Array) => parts.reduce((s, part, k) => s + w[k] * part.variance, 0);
      asked.push(value(numerator) / value(denominator));
      return { low: 0.1, high: 0.9, method: 'profile' };
    });
    expect(asked).toHaveLength(2);
    expect(asked[0]).toBeCloseTo(study.present.relative!, 12);
    expect(asked[1]).toBeCloseTo(study.cheapest!.reliability.relative!, 12);
    expect(study.cheapest!.reliability.relative).toBeGreaterThanOrEqual(0.85);
    expect(study.interval).toEqual({ low: 0.1, high: 0.9, method: 'profile' });
    const { facets, observations, cost } = study.cheapest!;
    const [prompt, task, item] = facets.map((facet) => facet.n);
    expect(observations).toBe(8 * prompt * task * item);
    expect(cost).toBeCloseTo(60 * prompt + 6 * task * item + 0.01 * observations, 8);
  });

  test('says how far the limits go where none of them reaches the target', () => {
    const study = studyOf({ ...request, target: 0.9999 }, () => null);
    expect(study.cheapest).toBeNull();
    expect(study.best).toBeCloseTo(
      reliability(parts, withLevels(design, { prompt: 30, item: 100 })).relative!,
      12,
    );
  });

  test('asks for no interval where none is wanted', () => {
    const study = studyOf({ ...request, intervals: false }, () => {
      throw new Error('asked');
    });
    expect(study.interval).toBeNull();
  });
});
