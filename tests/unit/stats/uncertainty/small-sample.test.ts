import { describe, expect, test } from 'vitest';
import { digamma } from '../../../../src/stats/special/digamma.ts';
import { logGamma } from '../../../../src/stats/special/log-gamma.ts';
import { estimateModel } from '../../../../src/stats/variance/fit.ts';
import {
  componentNames,
  resolveRatio,
} from '../../../../src/stats/variance/uncertainty/component-ratio.ts';
import {
  bartlettFactor,
  effectiveDf,
  logErrors,
} from '../../../../src/stats/variance/uncertainty/small-sample.ts';
import { waldIntervals } from '../../../../src/stats/variance/wald.ts';
import { requestFor } from '../variance/design.ts';
import { DESIGNS } from '../variance/designs.ts';

describe('digamma', () => {
  test('has its known values', () => {
    const euler = 0.5772156649015329;
    expect(digamma(1)).toBeCloseTo(-euler, 13);
    expect(digamma(0.5)).toBeCloseTo(-euler - 2 * Math.log(2), 13);
    expect(digamma(7)).toBeCloseTo(1 + 1 / 2 + 1 / 3 + 1 / 4 + 1 / 5 + 1 / 6 - euler, 13);
    expect(() => digamma(0)).toThrow('not above 0');
  });

  test.each([0.03, 0.7, 3.3, 11.9, 12.1, 250])('is the slope of log gamma at %d', (x) => {
    const h = 1e-4 * x;
    const slope = (logGamma(x + h) - logGamma(x - h)) / (2 * h);
    expect(Math.abs(digamma(x) - slope)).toBeLessThan(1e-6 * Math.max(1, Math.abs(slope)));
  });
});

describe('the Bartlett factor', () => {
  /** E LR by integration over chi-squared on df, w = x^4 smoothing its pole at zero. */
  function meanRatio(df: number): number {
    let sum = 0;
    const steps = 200_000;
    const top = (df + 40 * Math.sqrt(2 * df) + 60) ** 0.25;
    const norm = (df / 2) * Math.log(2) + logGamma(df / 2);
    for (let i = 0; i < steps; i++) {
      const x = ((i + 0.5) * top) / steps;
      const w = x ** 4;
      const density = Math.exp((df / 2 - 1) * Math.log(w) - w / 2 - norm) * 4 * x ** 3;
      sum += df * (w / df - 1 - Math.log(w / df)) * density;
    }
    return (sum * top) / steps;
  }

  test.each([1, 2, 4.5, 9, 30])('is the mean likelihood ratio on %d degrees of freedom', (df) => {
    expect(bartlettFactor(df)).toBeCloseTo(meanRatio(df), 5);
  });

  test('tends to one, without a step where its series takes over', () => {
    expect(bartlettFactor(1)).toBeCloseTo(1.2704, 4);
    expect(bartlettFactor(999.9)).toBeCloseTo(bartlettFactor(1000.1), 6);
    expect(bartlettFactor(1e9)).toBeCloseTo(1, 8);
    expect(() => bartlettFactor(0)).toThrow('not above 0');
  });
});

describe.each(DESIGNS)('standard errors: $name', ({ design }) => {
  const result = estimateModel(requestFor(design));
  if (!result.ok) throw new Error(result.problem.message);
  const model = result.value;
  const names = componentNames(model);

  test('are those of the Wald intervals, and give degrees of freedom of at least one', () => {
    const errors = logErrors(model);
    model.criterion.value(model.estimate.best.x);
    const wald = waldIntervals(model.criterion);
    const logit = (p: number) => Math.log(p / (1 - p));
    names.forEach((term, k) => {
      const ratio = resolveRatio(names, { terms: [term], of: null });
      if (!ratio.ok) throw new Error(ratio.problem.message);
      const se = errors.ofLogit(ratio.value);
      const interval = wald([k]);
      if (interval === null) expect(se).toBeNull();
      else {
        const width = logit(interval.high) - logit(interval.low);
        expect((2 * 1.959963984540054 * se!) / width).toBeCloseTo(1, 6);
      }
      expect(effectiveDf(model, se, [k])).toBeGreaterThanOrEqual(1);
    });
  });

  test('of a component`s logarithm exist exactly where it is positive', () => {
    const errors = logErrors(model);
    names.forEach((_, k) => {
      const positive = k === names.length - 1 || model.estimate.best.x[k] > 0;
      expect(errors.ofLog(k) !== null).toBe(positive);
    });
  });
});
