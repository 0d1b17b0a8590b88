import { expect, test } from 'vitest';
import {
  chiSquaredCdf,
  chiSquaredUpperTail,
} from '../../../../src/stats/special/chi-squared-cdf.ts';
import { chiSquaredQuantile } from '../../../../src/stats/special/chi-squared-quantile.ts';
import { incompleteBeta } from '../../../../src/stats/special/incomplete-beta.ts';
import { logGamma } from '../../../../src/stats/special/log-gamma.ts';
import { normalCdf } from '../../../../src/stats/special/normal-cdf.ts';
import { normalQuantile } from '../../../../src/stats/special/normal-quantile.ts';
import { tCdf } from '../../../../src/stats/special/t-cdf.ts';
import { tQuantile } from '../../../../src/stats/special/t-quantile.ts';
import reference from './reference-values.json';

const functions: Record<string, (...args: number[]) => number> = {
  normalCdf,
  normalQuantile,
  tCdf,
  tQuantile,
  chiSquaredCdf,
  chiSquaredUpperTail,
  chiSquaredQuantile,
  logGamma,
  incompleteBeta,
};

for (const name of Object.keys(functions)) {
  test(`${name} agrees with R to 1e-12 relative`, () => {
    const cases = reference.filter((row) => row.f === name);
    expect(cases.length).toBeGreaterThan(8);
    for (const { args, value } of cases) {
      const found = functions[name]!(...args);
      const error = Math.abs(found - value) / Math.abs(value);
      expect(error, `${name}(${args.join(', ')}) = ${found}, not ${value}`).toBeLessThanOrEqual(
        1e-12,
      );
    }
  });
}

test('a quantile and its distribution function undo each other for real degrees of freedom', () => {
  for (const df of [0.7, 1.31, 4.5, 20, 777.7]) {
    for (const p of [1e-9, 0.01, 0.3, 0.5, 0.83]) {
      expect(Math.abs(tCdf(tQuantile(p, df), df) / p - 1)).toBeLessThan(1e-12);
      expect(Math.abs(chiSquaredCdf(chiSquaredQuantile(p, df), df) / p - 1)).toBeLessThan(1e-12);
    }
  }
});

test('infinite degrees of freedom give the normal distribution', () => {
  expect(tQuantile(0.975, Infinity)).toBe(normalQuantile(0.975));
  expect(tCdf(-1.3, Infinity)).toBe(normalCdf(-1.3));
});

test('the ends of the line are reached exactly', () => {
  expect(tQuantile(0.5, 3)).toBe(0);
  expect(tQuantile(0, 3)).toBe(-Infinity);
  expect(normalQuantile(1)).toBe(Infinity);
  expect(normalCdf(-Infinity)).toBe(0);
  expect(normalCdf(Infinity)).toBe(1);
  expect(chiSquaredQuantile(0, 3)).toBe(0);
  expect(chiSquaredCdf(-1, 3)).toBe(0);
});

test('arguments outside the domain throw and name the value', () => {
  expect(() => tQuantile(1.2, 3)).toThrow('1.2');
  expect(() => tQuantile(0.5, 0)).toThrow('df');
  expect(() => normalQuantile(NaN)).toThrow('NaN');
  expect(() => logGamma(-1)).toThrow('-1');
});
