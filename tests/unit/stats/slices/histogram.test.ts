import fc from 'fast-check';
import { expect, test } from 'vitest';
import { histogramOf, niceBins, spacedBins } from '../../../../src/stats/slices/histogram.ts';

const value = fc.double({ min: -1e6, max: 1e6, noNaN: true, noDefaultInfinity: true });

test('bins cover the range, are no more than asked, of readable width, with zero at a centre', () => {
  fc.assert(
    fc.property(value, value, fc.integer({ min: 2, max: 60 }), (a, b, most) => {
      const [min, max] = [Math.min(a, b), Math.max(a, b)];
      const { start, width, count } = niceBins(min, max, most);
      expect(count).toBeGreaterThan(0);
      expect(count).toBeLessThanOrEqual(most);
      const slack = 1e-9 * Math.max(1, Math.abs(min), Math.abs(max));
      expect(start).toBeLessThanOrEqual(min + slack);
      expect(start + count * width).toBeGreaterThanOrEqual(max - slack);
      const digits = width / 10 ** Math.floor(Math.log10(width) + 1e-9);
      expect(Math.min(...[1, 2, 5].map((d) => Math.abs(digits / d - 1)))).toBeLessThan(1e-9);
      const centre = start / width + 0.5;
      expect(Math.abs(centre - Math.round(centre))).toBeLessThan(1e-6);
    }),
    { numRuns: 500, seed: 3 },
  );
});

test('errors of a seven-point scale get half-point bins', () => {
  expect(niceBins(-4.3, 5.2, 24)).toEqual({ start: -4.75, width: 0.5, count: 20 });
});

test('whole grades fall into bins of their own', () => {
  const bins = niceBins(-3, 3, 12);
  const histogram = histogramOf([-3, -1, -1, 0, 0, 0, 2, 3], null, bins);
  expect(bins.width).toBe(1);
  expect([...histogram.counts]).toEqual([1, 0, 2, 3, 0, 1, 1]);
  expect(histogram).toMatchObject({ below: 3 / 8, exact: 3 / 8, above: 2 / 8, mean: 0 });
});

test('few values that are evenly spaced get a bin each, as wide as they lie apart', () => {
  const spaced = (values: number[]) => {
    const fine = niceBins(Math.min(...values), Math.max(...values), 24);
    const { counts } = histogramOf(values, null, fine);
    const bins = spacedBins(
      fine,
      [...counts.keys()].filter((bin) => counts[bin]! > 0),
    );
    return { width: bins.width, counts: [...histogramOf(values, null, bins).counts] };
  };
  expect(spaced([-1, 0, 0])).toEqual({ width: 1, counts: [1, 2] });
  expect(spaced([-4, -2, 0, 2, 2])).toEqual({ width: 2, counts: [1, 1, 1, 2] });
  expect(spaced([-1, -0.5, 0.5])).toEqual({ width: 0.5, counts: [1, 1, 0, 1] });
  expect(spaced([0, 0]).counts).toEqual([2]);
  expect(spaced([-1, -0.3, 0.9]).width).toBe(0.1);
});

test('every observation is counted once, weighted or not', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(value, fc.nat(5)), { minLength: 1 }), (pairs) => {
      const values = pairs.map(([v]) => v);
      const weights = pairs.map(([, w]) => w);
      const bins = niceBins(Math.min(...values), Math.max(...values), 20);
      const repeated = pairs.flatMap(([v, w]) => Array.from({ length: w }, () => v));
      const weighted = histogramOf(values, weights, bins);
      const plain = histogramOf(repeated, null, bins);
      expect([...weighted.counts]).toEqual([...plain.counts]);
      expect(plain.counts.reduce((a, b) => a + b, 0)).toBe(repeated.length);
      if (repeated.length === 0) expect(weighted.mean).toBeNaN();
      else {
        expect(weighted.below + weighted.exact + weighted.above).toBeCloseTo(1, 12);
        expect(weighted.above).toBe(plain.above);
      }
    }),
    { seed: 4 },
  );
});

test('a reference that is a mean of raters may still be met exactly', () => {
  const error = 7 / 3 - (1 + 4 / 3);
  expect(histogramOf([error, -1e-12, 1e-3], null, niceBins(-1, 1, 10)).exact).toBeCloseTo(
    2 / 3,
    12,
  );
});

test('one value alone gets one bin that holds it', () => {
  for (const only of [0, 3.2, -700, 1e-5]) {
    const bins = niceBins(only, only, 20);
    expect(bins.count).toBe(1);
    expect(bins.start).toBeLessThanOrEqual(only);
    expect(bins.start + bins.width).toBeGreaterThan(only);
  }
});

test('an error that is not a number throws unless it counts for nothing', () => {
  const bins = niceBins(0, 1, 10);
  expect(() => histogramOf([NaN], null, bins)).toThrow('NaN');
  expect(histogramOf([NaN, 1], [0, 1], bins).above).toBe(1);
  expect(() => niceBins(2, 1, 10)).toThrow('2, 1');
});
