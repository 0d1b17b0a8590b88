import fc from 'fast-check';
import { expect, test } from 'vitest';
import { niceBins, spacedBins } from '../../../../src/stats/slices/histogram.ts';
import type { Bins } from '../../../../src/stats/slices/histogram.ts';

/** How many of the values each bin holds. */
function counted(values: readonly number[], { start, width, count }: Bins): number[] {
  const counts = new Array<number>(count).fill(0);
  for (const x of values) counts[Math.floor((x - start) / width)]!++;
  return counts;
}

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
  expect(bins.width).toBe(1);
  expect(counted([-3, -1, -1, 0, 0, 0, 2, 3], bins)).toEqual([1, 0, 2, 3, 0, 1, 1]);
});

test('few values that are evenly spaced get a bin each, as wide as they lie apart', () => {
  const spaced = (values: number[]) => {
    const fine = niceBins(Math.min(...values), Math.max(...values), 24);
    const occupied = counted(values, fine).flatMap((n, bin) => (n > 0 ? [bin] : []));
    const bins = spacedBins(fine, occupied);
    return { width: bins.width, counts: counted(values, bins) };
  };
  expect(spaced([-1, 0, 0])).toEqual({ width: 1, counts: [1, 2] });
  expect(spaced([-4, -2, 0, 2, 2])).toEqual({ width: 2, counts: [1, 1, 1, 2] });
  expect(spaced([-1, -0.5, 0.5])).toEqual({ width: 0.5, counts: [1, 1, 0, 1] });
  expect(spaced([0, 0]).counts).toEqual([2]);
  expect(spaced([-1, -0.3, 0.9]).width).toBe(0.1);
});

test('one value alone gets one bin that holds it', () => {
  for (const only of [0, 3.2, -700, 1e-5]) {
    const bins = niceBins(only, only, 20);
    expect(bins.count).toBe(1);
    expect(bins.start).toBeLessThanOrEqual(only);
    expect(bins.start + bins.width).toBeGreaterThan(only);
  }
});

test('a range that is none throws', () => {
  expect(() => niceBins(2, 1, 10)).toThrow('2, 1');
  expect(() => niceBins(0, Infinity, 10)).toThrow('Infinity');
  expect(() => niceBins(0, 1, 1)).toThrow('below 2: 1');
});
