import { describe, expect, test } from 'vitest';
import { CompressedLeaves } from '../../../../src/stats/variance/compressed-leaves.ts';
import { compressionNodes } from '../../../../src/stats/variance/compression-nodes.ts';
import { DirectLeaves } from '../../../../src/stats/variance/direct-leaves.ts';
import type { LeafRows } from '../../../../src/stats/variance/leaf-sums.ts';
import { uniform } from './design.ts';

/** Levels with random counts over `size - 1` rows and a response. */
function levels(number: number, size: number, counts: () => number): LeafRows {
  const random = uniform(number * 31 + size);
  const start = [0];
  const index: number[] = [];
  const value: number[] = [];
  for (let l = 0; l < number; l++) {
    for (let i = 0; i < size - 1; i++) {
      if (random() < 0.3) continue;
      index.push(i);
      value.push(1 + Math.floor(3 * random()));
    }
    index.push(size - 1);
    value.push(random() - 0.5);
    start.push(index.length);
  }
  return {
    size,
    counts: Float64Array.from({ length: number }, counts),
    start: Int32Array.from(start),
    index: Int32Array.from(index),
    value: Float64Array.from(value),
  };
}

const CASES = [
  { name: 'few distinct counts', counts: (random: () => number) => 3 + Math.floor(4 * random()) },
  {
    name: 'many distinct counts',
    counts: (random: () => number) => 100 + Math.floor(150 * random()),
  },
];

describe.each(CASES)('$name', ({ counts }) => {
  const random = uniform(5);
  const rows = levels(400, 9, () => counts(random));
  const nodes = compressionNodes(rows.counts);
  const direct = new DirectLeaves(rows);
  const compressed = new CompressedLeaves(rows, nodes);
  const x = Float64Array.from({ length: 9 }, () => random() - 0.5);

  test.each([1e-7, 0.3, 1e4])('compressed sums equal direct ones at gamma %d', (gamma) => {
    const weights = [1, 2, 3].map((power) => (n: number) => gamma / (gamma * n + 1) ** power);
    for (const weight of weights) {
      const expected = new Float64Array(45);
      const found = new Float64Array(45);
      direct.gram(weight, expected);
      compressed.gram(weight, found);
      const scale = Math.max(...expected.map(Math.abs));
      found.forEach((value, t) =>
        expect(Math.abs(value - expected[t])).toBeLessThan(1e-12 * scale),
      );

      const products = [new Float64Array(9), new Float64Array(9)];
      direct.multiply(weight, x, 1, products[0]);
      compressed.multiply(weight, x, 1, products[1]);
      products[1].forEach((value, i) =>
        expect(Math.abs(value - products[0][i])).toBeLessThan(1e-12 * scale),
      );

      const square = Float64Array.from(
        { length: 64 },
        (_, t) => 1 / (1 + Math.abs((t >> 3) - (t & 7))),
      );
      const trace = direct.trace(weight, square, 0);
      expect(compressed.trace(weight, square, 0) / trace).toBeCloseTo(1, 11);
    }
    const expected = direct.quadratics(weights, x);
    compressed
      .quadratics(weights, x)
      .forEach((value, i) => expect(value / expected[i]).toBeCloseTo(1, 10));
  });
});

describe('compression nodes', () => {
  test('are the counts themselves where these are few', () => {
    expect([...compressionNodes(Float64Array.from([4, 2, 4, 2, 7])).at]).toEqual([2, 4, 7]);
  });

  test('do not grow with the counts, and give every weight at every count', () => {
    const counts = Float64Array.from({ length: 5000 }, (_, i) => 1000 + i);
    const nodes = compressionNodes(counts);
    expect(nodes.at.length).toBeLessThan(60);
    for (const gamma of [1e-6, 1e-3, 1, 1e3]) {
      for (const power of [1, 2, 3]) {
        const weight = (n: number) => (gamma * n + 1) ** -power;
        for (const count of [1000, 1001, 2345, 5998, 5999]) {
          const coefficients = nodes.coefficients(count);
          const value = coefficients.reduce((sum, c, r) => sum + c * weight(nodes.at[r]), 0);
          expect(value / weight(count)).toBeCloseTo(1, 10);
        }
      }
    }
  });

  test('of no counts at all are none', () => {
    expect(compressionNodes(new Float64Array(0)).at).toHaveLength(0);
  });
});
