import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../src/stats/resample/random.ts';
import { fitVariance } from '../../../src/stats/variance/fit.ts';
import { countCoverage } from './count-coverage.ts';
import type { DesignCoverage, Hits } from './count-coverage.ts';
import { drawStudy, NAMES } from './studies.ts';

const rate = ({ covered, intervals }: Hits) => covered / intervals;

test('studies are drawn with the components they are said to have', () => {
  const truth = [2, 1, 0.5, 0.3, 1];
  const random = seededRandom(4);
  const sums = truth.map(() => 0);
  for (let set = 0; set < 20; set++) {
    const fit = fitVariance(drawStudy({ models: 30, prompts: 30, items: 30 }, truth, random), {
      intervals: false,
    });
    if (!fit.ok) throw new Error(fit.problem.message);
    expect(fit.value.components.map(({ term }) => term)).toEqual([...NAMES]);
    fit.value.components.forEach(({ variance }, k) => (sums[k] += variance / 20));
  }
  // Four standard errors of a mean of twenty variances on 29 degrees of freedom.
  sums.forEach((mean, k) =>
    expect(Math.abs(mean / truth[k] - 1)).toBeLessThan(4 * Math.sqrt(2 / 29 / 20)),
  );
});

test('in short: profile intervals of the smallest design hold the truth as often as they say', () => {
  const plan = { seed: 20260301, dataSets: 60, bootstrapped: 10, replicates: 60 };
  const design = { models: 5, prompts: 2, items: 20 };
  const coverage = countCoverage(design, [0.3, 0.15, 0.5, 0, 1], plan);
  expect(coverage.unfitted).toBe(0);
  expect(coverage.unfinished).toBeLessThanOrEqual(2);
  for (const { quantity, profile, profileOfVariance, bootstrap } of coverage.quantities) {
    expect(profile.intervals, quantity).toBe(60);
    expect(bootstrap.intervals, quantity).toBe(10);
    // 95 % less four standard errors.
    expect(rate(profile), quantity).toBeGreaterThan(0.83);
    if (profileOfVariance) expect(rate(profileOfVariance), quantity).toBeGreaterThan(0.83);
  }
});

describe('the committed table', () => {
  const file = path.join(import.meta.dirname, '..', 'results', 'coverage.json');
  const { plan, entries } = JSON.parse(readFileSync(file, 'utf8')) as {
    plan: { dataSets: number };
    entries: readonly DesignCoverage[];
  };

  test('is of the four designs with at least 500 data sets, one component zero', () => {
    expect(plan.dataSets).toBeGreaterThanOrEqual(500);
    const zero = entries.filter(({ truth }) => truth.filter((v) => v === 0).length === 1);
    expect(zero.map(({ design }) => `${design.models}x${design.prompts}`)).toEqual([
      '5x2',
      '8x3',
      '12x6',
      '30x10',
    ]);
  });

  test('shows profile intervals that hold the truth in 92 % everywhere', () => {
    for (const { quantities } of entries) {
      for (const { quantity, profile, profileOfVariance } of quantities) {
        expect(rate(profile), quantity).toBeGreaterThanOrEqual(0.92);
        if (profileOfVariance)
          expect(rate(profileOfVariance), quantity).toBeGreaterThanOrEqual(0.92);
      }
    }
  });
});
