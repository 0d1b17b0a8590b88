import { describe, expect, test } from 'vitest';
import { finish } from '../../../../src/stats/optimize/steps.ts';
import { chiSquaredUpperTail } from '../../../../src/stats/special/chi-squared-cdf.ts';
import { chiSquaredQuantile } from '../../../../src/stats/special/chi-squared-quantile.ts';
import { estimateModel } from '../../../../src/stats/variance/fit.ts';
import type { EstimatedModel } from '../../../../src/stats/variance/fit.ts';
import { profileComponent } from '../../../../src/stats/variance/uncertainty/profile-component.ts';
import {
  profileShare,
  profileVariance,
  testShare,
} from '../../../../src/stats/variance/uncertainty/profile.ts';
import type { ProfileInterval } from '../../../../src/stats/variance/uncertainty/types.ts';
import { makeDesign, requestFor } from '../variance/design.ts';
import type { Design } from '../variance/design.ts';
import { DESIGNS } from '../variance/designs.ts';
import { denseDeviance } from './dense-parts.ts';
import { goldenMinimum } from './golden-minimum.ts';
import profiles from './lme4-profiles.json' with { type: 'json' };

function modelOf(design: Design, method: 'REML' | 'ML' = 'REML'): EstimatedModel {
  const model = estimateModel(requestFor(design, method));
  if (!model.ok) throw new Error(model.problem.message);
  return model.value;
}

function intervalOf(design: Design, terms: readonly string[]): ProfileInterval {
  const interval = profileShare(modelOf(design), { terms, of: null });
  if (!interval.ok) throw new Error(interval.problem.message);
  return interval.value;
}

describe('component intervals are those of lme4`s likelihood profile', () => {
  const cases = profiles.studies.flatMap((study) =>
    Object.entries(study.interval)
      .filter(([, ends]) => ends.every((end) => typeof end === 'number'))
      .map(([term, ends]) => ({ name: study.name, term, ends: ends as number[], study })),
  );

  test.each(cases)('$name, $term', ({ term, ends, study }) => {
    const facets = study.facets as Record<string, number[]>;
    const terms = Object.keys(facets).map((facet) => [facet]);
    const model = modelOf({ terms, levels: facets, y: study.y }, 'ML');
    const names = [...model.diagnosis.frame.terms.map((t) => t.name), 'Residual'];
    const k = names.indexOf(term);
    const interval = finish(profileComponent(model, k, chiSquaredQuantile(0.95, 1)));
    expect(Math.sqrt(interval.value)).toBeCloseTo((study.sd as Record<string, number>)[term], 4);
    // lme4 interpolates its profile by splines.
    expect(Math.abs(Math.sqrt(interval.low) - ends[0])).toBeLessThan(1e-3 * ends[1]);
    expect(Math.abs(Math.sqrt(interval.high) - ends[1])).toBeLessThan(1e-3 * ends[1]);
    expect(interval.edge.low).toBe(ends[0] === 0);
  });
});

describe('the criterion rises by the threshold at the ends, by dense formulas', () => {
  const twoTerms = DESIGNS.filter(({ design }) => design.terms.length === 2);

  /** Least dense deviance with the share of term 0 held: two variances are left free. */
  function leastAtShare(design: Design, share: number): number {
    return goldenMinimum(-12, 6, (logOther) =>
      goldenMinimum(-4, 4, (logResidual) => {
        const rest = Math.exp(logOther) + Math.exp(logResidual);
        const variances = [(share / (1 - share)) * rest, Math.exp(logOther), Math.exp(logResidual)];
        return denseDeviance(design, variances);
      }),
    );
  }

  test.each(twoTerms)('$name', ({ design }) => {
    const model = modelOf(design);
    const interval = intervalOf(design, [design.terms[0].join(':')]);
    const best = model.estimate.best.value;
    const ends = [interval.low, interval.high].filter((end) => end > 0);
    for (const end of ends) {
      expect(leastAtShare(design, end) - best).toBeCloseTo(interval.threshold, 1);
    }
    if (interval.low === 0 && interval.value > 0) {
      expect(leastAtShare(design, 1e-7) - best).toBeLessThanOrEqual(interval.threshold);
    }
  });
});

describe.each(DESIGNS)('$name', ({ design }) => {
  const model = modelOf(design);
  const names = [...design.terms.map((facets) => facets.join(':')), 'Residual'];

  test('every share lies inside its interval, and a test at an end gives five per cent', () => {
    for (const term of names) {
      const ratio = { terms: [term], of: null };
      const interval = profileShare(model, ratio);
      if (!interval.ok) throw new Error(interval.problem.message);
      const { low, value, high, edge, unfinished } = interval.value;
      expect(low).toBeLessThanOrEqual(value);
      expect(high).toBeGreaterThanOrEqual(value);
      expect(unfinished).toEqual({ low: false, high: false });
      for (const [end, isEdge] of [
        [low, edge.low],
        [high, edge.high],
      ] as const) {
        if (isEdge) continue;
        const result = testShare(model, ratio, end);
        if (!result.ok) throw new Error(result.problem.message);
        expect(result.value.p).toBeCloseTo(0.05, 2);
      }
    }
  });

  test('every variance lies inside its interval', () => {
    for (const term of names) {
      const interval = profileVariance(model, term);
      if (!interval.ok) throw new Error(interval.problem.message);
      expect(interval.value.low).toBeLessThanOrEqual(interval.value.value);
      expect(interval.value.high).toBeGreaterThan(interval.value.value);
      expect(interval.value.unfinished).toEqual({ low: false, high: false });
    }
  });

  test('a share and what is left of the total have mirrored intervals', () => {
    if (names.length < 3) return;
    const [first, ...rest] = names;
    const share = intervalOf(design, [first]);
    const others = intervalOf(design, rest);
    expect(others.low).toBeCloseTo(1 - share.high, 3);
    expect(others.high).toBeCloseTo(1 - share.low, 3);
  });
});

describe('a test of a share', () => {
  const design = makeDesign({
    seed: 21,
    facets: { model: 12, prompt: 10, item: 6 },
    terms: ['model', 'prompt', 'item', 'model:prompt'],
  });
  const choice = { terms: ['model', 'prompt', 'model:prompt'], of: null };

  test('at the estimate has nothing against it', () => {
    const model = modelOf(design);
    const at = profileShare(model, choice);
    if (!at.ok) throw new Error(at.problem.message);
    const result = testShare(model, choice, at.value.value);
    expect(result).toMatchObject({ ok: true, value: { approximate: null } });
    if (!result.ok) return;
    expect(result.value.p).toBeCloseTo(1, 3);
    expect(result.value.statistic).toBeCloseTo(0, 5);
  });

  test('is chi-squared on one degree of freedom', () => {
    const result = testShare(modelOf(design), choice, 0.15);
    if (!result.ok) throw new Error(result.problem.message);
    expect(result.value.p).toBeCloseTo(chiSquaredUpperTail(result.value.statistic, 1), 12);
    expect(result.value.hypothesis).toBe(0.15);
  });

  test('that nothing is there says why its p is approximate', () => {
    const result = testShare(modelOf(design), { terms: ['item'], of: null }, 0);
    if (!result.ok) throw new Error(result.problem.message);
    expect(result.value.approximate).toContain('edge of what is possible');
  });

  test('of what cannot be has p = 0: the residual is never all or nothing', () => {
    const model = modelOf(design);
    const nothing = testShare(model, { terms: ['Residual'], of: null }, 0);
    const everything = testShare(model, choice, 1);
    expect(nothing).toMatchObject({ ok: true, value: { p: 0, approximate: null } });
    expect(everything).toMatchObject({ ok: true, value: { p: 0, approximate: null } });
  });

  test('of a share outside [0, 1] is our own bug', () => {
    expect(() => testShare(modelOf(design), choice, 15)).toThrow('not in [0, 1]');
  });
});

describe('a part of another part', () => {
  const design = makeDesign({
    seed: 22,
    facets: { model: 5, item: 14 },
    terms: ['item', 'model', 'model:item'],
    replicates: 3,
    sd: { item: 1 },
  });
  const common = { terms: ['item'], of: ['item', 'model:item'] };

  test('has an interval of its own: the common item share', () => {
    const interval = profileShare(modelOf(design), common);
    if (!interval.ok) throw new Error(interval.problem.message);
    const { low, value, high } = interval.value;
    expect(low).toBeGreaterThan(0);
    expect(low).toBeLessThan(value);
    expect(high).toBeGreaterThan(value);
    const test = testShare(modelOf(design), common, high);
    if (!test.ok || interval.value.edge.high) return;
    expect(test.value.p).toBeCloseTo(0.05, 2);
  });

  test.each([
    [{ terms: ['school'], of: null }, 'unknown-component'],
    [{ terms: ['item'], of: ['model'] }, 'not-a-part'],
    [{ terms: [], of: null }, 'trivial-share'],
    [{ terms: ['item'], of: ['item'] }, 'trivial-share'],
  ])('is refused where it makes no sense: %j', (ratio, code) => {
    expect(profileShare(modelOf(design), ratio)).toMatchObject({ ok: false, problem: { code } });
  });
});
