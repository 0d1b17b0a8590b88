import { describe, expect, test } from 'vitest';
import { PADDING_ROWS } from '../../../../src/stats/linalg/dense-kernels.ts';
import { plainKernels } from '../../../../src/stats/linalg/plain-kernels.ts';
import { uniform } from '../variance/design.ts';

const SIZES = [
  { pivots: 1, below: 0 },
  { pivots: 3, below: 2 },
  { pivots: 4, below: 4 },
  { pivots: 7, below: 190 },
  { pivots: 33, below: 5 },
  { pivots: 66, below: 35 },
];

/** A panel of a diagonally dominant matrix: rows of the lower trapezium. */
function panelOf(pivots: number, below: number): number[][] {
  const random = uniform(pivots * 1000 + below);
  return Array.from({ length: pivots + below }, (_, i) =>
    Array.from({ length: pivots }, (_, j) => (i === j ? pivots + 1 : j > i ? 0 : random() - 0.5)),
  );
}

function load(rows: readonly (readonly number[])[], extra: number): Float64Array {
  const width = rows[0].length;
  const memory = plainKernels.allocate(rows.length * width + extra + PADDING_ROWS * 400);
  memory.set(rows.flat());
  return memory;
}

describe.each(SIZES)('$pivots pivots over $below rows', ({ pivots, below }) => {
  const panel = panelOf(pivots, below);
  const memory = load(panel, pivots * pivots);
  const failed = plainKernels.factorPanel(memory, 0, pivots, pivots + below);
  const l = (i: number, j: number) => memory[i * pivots + j];

  test('the factor multiplies back to the panel', () => {
    expect(failed).toBe(-1);
    for (let i = 0; i < pivots + below; i++) {
      for (let j = 0; j <= Math.min(i, pivots - 1); j++) {
        let sum = 0;
        for (let t = 0; t <= j; t++) sum += l(i, t) * l(j, t);
        expect(sum).toBeCloseTo(panel[i][j], 11);
      }
    }
  });

  test('the inverse of the triangle is upper triangular and undoes it', () => {
    const at = (pivots + below) * pivots;
    plainKernels.invertTriangle(memory, 0, pivots, at);
    for (let i = 0; i < pivots; i++) {
      for (let j = 0; j < pivots; j++) {
        if (j < i) expect(memory[at + i * pivots + j]).toBe(0);
        let sum = 0;
        for (let t = 0; t <= j; t++) sum += memory[at + i * pivots + t] * l(j, t);
        expect(sum).toBeCloseTo(i === j ? 1 : 0, 11);
      }
    }
  });
});

describe.each([
  { rows: 1, columns: 1, inner: 3 },
  { rows: 5, columns: 9, inner: 6 },
  { rows: 13, columns: 13, inner: 17 },
])('a product of $rows x $inner and $inner x $columns', ({ rows, columns, inner }) => {
  const random = uniform(rows + 7 * columns);
  const a = Array.from({ length: rows * inner }, () => random() - 0.5);
  const b = Array.from({ length: columns * inner }, () => random() - 0.5);
  const c = Array.from({ length: rows * columns }, () => random() - 0.5);

  test.each([
    { sign: 1, lower: false },
    { sign: -1, lower: false },
    { sign: 1, lower: true },
  ] as const)('is added with sign $sign, lower only: $lower', ({ sign, lower }) => {
    const memory = plainKernels.allocate(2000);
    memory.set([...c, ...a, ...b]);
    const at = { c: 0, a: c.length, b: c.length + a.length };
    plainKernels.multiplyAdd(
      memory,
      { at: at.c, stride: columns },
      { at: at.a, stride: inner },
      { at: at.b, stride: inner },
      { rows, columns, inner, sign, lower, upperA: false },
    );
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) {
        let sum = 0;
        for (let t = 0; t < inner; t++) sum += a[i * inner + t] * b[j * inner + t];
        const untouched = lower && j > i;
        const expected = c[i * columns + j] + (untouched ? 0 : sign * sum);
        expect(memory[i * columns + j]).toBeCloseTo(expected, 12);
      }
    }
  });
});

test('the first pivot that is not positive is named', () => {
  const memory = load(
    [
      [1, 0, 0],
      [0, 1, 0],
      [0, 1, 1],
    ],
    0,
  );
  expect(plainKernels.factorPanel(memory, 0, 3, 3)).toBe(2);
});
