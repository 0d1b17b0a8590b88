import { expect, test } from 'vitest';
import { seededRandom } from '../../../../src/stats/resample/random.ts';
import { itemsNeeded, minimumDetectableDifference } from '../../../../src/stats/slices/power.ts';
import { tCdf } from '../../../../src/stats/special/t-cdf.ts';

test('with many clusters it is the sum of the normal quantiles times the standard error', () => {
  // R 4.2.2: qnorm(.975) + qnorm(.8); 2 * (qnorm(.975) + qnorm(.9))
  expect(minimumDetectableDifference({ se: 1, df: Infinity })).toBeCloseTo(2.80158521811297, 12);
  expect(minimumDetectableDifference({ se: 2, df: Infinity }, 0.9)).toBeCloseTo(
    6.48303110016931,
    12,
  );
});

test('a difference of that size is found as often as promised', () => {
  const random = seededRandom(51);
  for (const items of [12, 60]) {
    const se = 1 / Math.sqrt(items);
    const difference = minimumDetectableDifference({ se, df: items - 1 });
    let found = 0;
    const studies = 4000;
    for (let study = 0; study < studies; study++) {
      const values = Array.from({ length: items }, () => difference + random.normal());
      const mean = values.reduce((a, b) => a + b, 0) / items;
      const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / (items - 1);
      const t = mean / Math.sqrt(variance / items);
      if (2 * tCdf(-Math.abs(t), items - 1) < 0.05) found++;
    }
    expect(Math.abs(found / studies - 0.8)).toBeLessThan(0.025);
  }
});

test('the items needed are the fewest that detect the difference', () => {
  const design = { se: 0.2, df: 39, items: 40 };
  for (const difference of [0.9, 0.5, 0.1, 0.02]) {
    const items = itemsNeeded(design, difference);
    const at = (n: number): number =>
      minimumDetectableDifference({
        se: 0.2 * Math.sqrt(40 / n),
        df: Math.max(1, (39 * n) / 40),
      });
    expect(at(items)).toBeLessThanOrEqual(difference);
    if (items > 2) expect(at(items - 1)).toBeGreaterThan(difference);
  }
  // Miller 2024, section 5: a quarter of the difference takes about sixteen times the items.
  expect(itemsNeeded(design, 0.02) / itemsNeeded(design, 0.08)).toBeCloseTo(16, 1);
});

test('no number of items finds a difference of zero', () => {
  expect(itemsNeeded({ se: 0.2, df: 39, items: 40 }, 0)).toBe(Infinity);
  expect(() => itemsNeeded({ se: 0.2, df: 39, items: 40 }, -1)).toThrow('-1');
});
