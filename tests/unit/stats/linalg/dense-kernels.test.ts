import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PADDING_ROWS } from '../../../../src/stats/linalg/dense-kernels.ts';
import type { DenseKernels, Product } from '../../../../src/stats/linalg/dense-kernels.ts';
import { plainKernels } from '../../../../src/stats/linalg/plain-kernels.ts';
import { simdKernels } from '../../../../src/stats/linalg/simd/simd-kernels.ts';
import { seededRandom } from '../../../../src/stats/resample/random.ts';
import { openKernels } from '../../../../workers/open-kernels.ts';
import { openNodeKernels } from '../../../tooling/node-kernels.ts';

const compiled = await openNodeKernels();
const refusing = simdKernels(() => {
  throw new RangeError('no memory to be had');
});
const all: [string, DenseKernels][] = [
  ['plain', plainKernels],
  ['simd', compiled],
  ['simd without memory', refusing],
];

/** Relative to the size of what was added up. */
const TOLERANCE = 1e-13;
/** Around the sizes where tiles, blocks and packed strips end. */
const size = fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 60, max: 70 }));

/** Memory of so many entries, all random, and what must be readable behind them. */
function fill(kernels: DenseKernels, entries: number, widest: number, seed: number): Float64Array {
  const random = seededRandom(seed);
  const memory = kernels.allocate(entries + PADDING_ROWS * widest);
  for (let i = 0; i < entries; i++) memory[i] = random.normal();
  return memory;
}

/** A random panel: a dominant diagonal makes it the lower trapezium of a positive definite matrix. */
function fillPanel(kernels: DenseKernels, pivots: number, rows: number, seed: number) {
  const memory = fill(kernels, pivots * (rows + pivots), pivots, seed);
  for (let j = 0; j < pivots; j++) memory[j * pivots + j] = 3 * pivots + 1 + j;
  return memory;
}

describe.each(all)('the %s kernels', (_, kernels) => {
  test('hold zeros before they are used', () => {
    expect(kernels.allocate(1000).every((entry) => entry === 0)).toBe(true);
  });

  test('multiply as the definition says, whatever the shape', () => {
    const shape = fc.record({
      rows: size,
      columns: size,
      inner: fc.oneof({ arbitrary: size, weight: 9 }, fc.constantFrom(0, 9000)),
      sign: fc.constantFrom<1 | -1>(1, -1),
      lower: fc.boolean(),
      upperA: fc.boolean(),
    });
    fc.assert(
      fc.property(shape, fc.nat(1000), fc.nat(3), (product, seed, gap) => {
        const { rows, columns, inner } = product;
        const stride = inner + gap;
        const c = { at: (rows + columns) * stride, stride: columns + gap };
        const a = { at: 0, stride };
        const b = { at: rows * stride, stride };
        const entries = c.at + rows * c.stride;
        const memory = fill(kernels, entries, Math.max(stride, c.stride), seed);
        if (product.upperA) zeroLeftOfDiagonal(memory, rows, stride, inner);
        const before = memory.slice();
        kernels.multiplyAdd(memory, c, a, b, product);
        let error = 0;
        for (let i = 0; i < entries; i++) {
          const row = Math.floor((i - c.at) / c.stride);
          const wanted = expected(before, i, (i - c.at) % c.stride, row, product, c.at, stride);
          error = Math.max(error, Math.abs(memory[i] - wanted));
        }
        expect(error).toBeLessThanOrEqual(TOLERANCE * 10 * (inner + 1));
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  test('add four multiples of rows, and touch nothing else', () => {
    fc.assert(
      fc.property(size, fc.nat(1000), fc.nat(3), fc.nat(4), (length, seed, gap, first) => {
        const stride = length + gap;
        const matrix = { at: 3, stride };
        const to = 3 + 6 * stride;
        const memory = fill(kernels, to + length + 5, stride, seed);
        const before = memory.slice();
        const rows = Int32Array.of(5, 0, 2, 2, 1, 3, 4, 0);
        const factors = Float64Array.of(2, 0, -1.5, 3, 0.25, 1, 0, -7);
        kernels.addFourRows(memory, to, length, matrix, rows, factors, first);
        for (let i = 0; i < memory.length; i++) {
          let expected = before[i];
          for (let t = first; i >= to && i < to + length && t < first + 4; t++)
            expected += factors[t] * before[matrix.at + rows[t] * stride + i - to];
          expect(memory[i]).toBeCloseTo(expected, 12);
        }
      }),
      { numRuns: 60, seed: 13 },
    );
  });

  test('factor a panel and solve the rows below, whatever the shape', () => {
    fc.assert(
      fc.property(size, fc.nat(70), fc.nat(1000), (pivots, below, seed) => {
        const rows = pivots + below;
        const memory = fillPanel(kernels, pivots, rows, seed);
        const before = memory.slice();
        expect(kernels.factorPanel(memory, 0, pivots, rows)).toBe(-1);
        let error = 0;
        for (let i = 0; i < rows; i++) {
          for (let j = 0; j <= Math.min(i, pivots - 1); j++) {
            let product = 0;
            for (let t = 0; t <= j; t++) product += memory[i * pivots + t] * memory[j * pivots + t];
            error = Math.max(error, Math.abs(product - before[i * pivots + j]));
          }
        }
        expect(error).toBeLessThan(TOLERANCE * 10 * pivots);
      }),
      { numRuns: 60, seed: 8 },
    );
  });

  test('name the first pivot that is not positive', () => {
    fc.assert(
      fc.property(size, fc.nat(69), fc.nat(1000), (pivots, place, seed) => {
        const failing = place % pivots;
        const memory = fillPanel(kernels, pivots, pivots + 3, seed);
        memory[failing * pivots + failing] = -1;
        expect(kernels.factorPanel(memory, 0, pivots, pivots + 3)).toBe(failing);
      }),
      { numRuns: 40, seed: 9 },
    );
  });

  test('invert a triangle into its transpose, with zeros below the diagonal', () => {
    fc.assert(
      fc.property(size, fc.nat(1000), (pivots, seed) => {
        const memory = fillPanel(kernels, pivots, pivots, seed);
        kernels.invertTriangle(memory, 0, pivots, pivots * pivots);
        const inverse = pivots * pivots;
        let error = 0;
        for (let i = 0; i < pivots; i++) {
          for (let j = 0; j < pivots; j++) {
            // Row i of U times column j of L', which is row j of L.
            let product = 0;
            for (let t = 0; t <= j; t++) {
              product += memory[inverse + i * pivots + t] * memory[j * pivots + t];
            }
            error = Math.max(error, Math.abs(product - (i === j ? 1 : 0)));
            if (i > j) error = Math.max(error, Math.abs(memory[inverse + i * pivots + j]) * 1e20);
          }
        }
        expect(error).toBeLessThan(TOLERANCE * 10);
      }),
      { numRuns: 60, seed: 10 },
    );
  });
});

test('a large product of the compiled kernels is that of the plain ones', () => {
  const shape: Product = {
    ...{ rows: 150, columns: 150, inner: 700 },
    ...{ sign: -1, lower: true, upperA: false },
  };
  const results = [plainKernels, compiled].map((kernels) => {
    const memory = fill(kernels, 150 * 850, 700, 11);
    const block = { at: 0, stride: 700 };
    kernels.multiplyAdd(memory, { at: 150 * 700, stride: 150 }, block, block, shape);
    return memory.slice(0, 150 * 850);
  });
  // Both add the same products in the same order.
  expect(results[1]).toEqual(results[0]);
});

test('a product longer than the room for packed rows leaves all else as it was', () => {
  const inner = 70_000;
  const shape: Product = {
    ...{ rows: 5, columns: 5, inner },
    ...{ sign: 1, lower: false, upperA: false },
  };
  const results = [plainKernels, compiled].map((kernels) => {
    const memory = fill(kernels, 25 + 5 * inner, inner, 12);
    const block = { at: 25, stride: inner };
    kernels.multiplyAdd(memory, { at: 0, stride: 5 }, block, block, shape);
    return memory.slice(0, 25 + 5 * inner);
  });
  const apart = results[0].map((value, i) => Math.abs(value - results[1][i]));
  expect(Math.max(...apart.subarray(0, 25))).toBeLessThan(1e-9);
  expect(apart.subarray(25).every((value) => value === 0)).toBe(true);
  const triangle = { ...shape, upperA: true };
  const memory = compiled.allocate(25);
  const block = { at: 0, stride: inner };
  expect(() => compiled.multiplyAdd(memory, block, block, block, triangle)).toThrow(
    /inner above 16384/,
  );
});

test('kernels that the engine refuses give way to the plain ones', () => {
  expect(openKernels(Uint8Array.of(0, 97, 115, 109, 2, 0, 0, 0))).toBe(plainKernels);
  expect(compiled.name).toBe('simd');
});

test('a memory larger than addresses reach is left to the plain kernels', () => {
  let asked = 0;
  const counting = simdKernels(() => {
    asked++;
    throw new RangeError('not asked for');
  });
  expect(() => counting.allocate(2 ** 40)).toThrow(RangeError);
  expect(asked).toBe(0);
});

function zeroLeftOfDiagonal(m: Float64Array, rows: number, stride: number, inner: number): void {
  for (let i = 0; i < rows; i++) m.fill(0, i * stride, i * stride + Math.min(i, inner));
}

/** Entry i of the memory after the product: C changes where wanted, everything else stays. */
function expected(
  m: Float64Array,
  i: number,
  column: number,
  row: number,
  { rows, columns, inner, sign, lower }: Product,
  cAt: number,
  stride: number,
): number {
  if (i < cAt || column >= columns || (lower && column > row)) return m[i];
  let product = 0;
  for (let t = 0; t < inner; t++) {
    product += m[row * stride + t] * m[(rows + column) * stride + t];
  }
  return m[i] + sign * product;
}
