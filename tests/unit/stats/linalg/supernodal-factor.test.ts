import { describe, expect, test } from 'vitest';
import type { Cliques } from '../../../../src/stats/linalg/cliques.ts';
import { minimumDegreeOrder } from '../../../../src/stats/linalg/minimum-degree.ts';
import { plainKernels } from '../../../../src/stats/linalg/plain-kernels.ts';
import {
  SelectedInverse,
  selectedInverseEntries,
} from '../../../../src/stats/linalg/selected-inverse.ts';
import { SupernodalFactor } from '../../../../src/stats/linalg/supernodal-factor.ts';
import { supernodes } from '../../../../src/stats/linalg/supernodes.ts';
import { invert } from '../variance/dense-model.ts';
import { uniform } from '../variance/design.ts';
import { arrow, cliquesFrom, grid, neighbours } from './graphs.ts';

/** A random positive definite matrix on the graph and its border, in the order of positions. */
function randomSystem(graph: Cliques, seed: number) {
  const symbolic = supernodes(graph, minimumDegreeOrder(graph));
  const random = uniform(seed);
  const n = symbolic.positions;
  const matrix = Array.from({ length: n }, () => new Array<number>(n).fill(0));
  const join = (p: number, q: number, value: number) => {
    matrix[p][q] += value;
    matrix[q][p] += value;
  };
  neighbours(graph).forEach((others, node) => {
    const p = symbolic.position[node];
    for (const other of others) if (other < node) join(p, symbolic.position[other], random() - 0.5);
    join(p, n - 1, random());
  });
  for (let p = 0; p < n; p++) matrix[p][p] = 1 + matrix[p].reduce((s, v) => s + Math.abs(v), 0);
  const right = Array.from({ length: n }, () => random() - 0.5);
  return { symbolic, matrix, right };
}

function factorOf({ symbolic, matrix, right }: ReturnType<typeof randomSystem>) {
  const factor = new SupernodalFactor(symbolic, plainKernels, selectedInverseEntries(symbolic));
  factor.clear(100);
  symbolic.rows.forEach((rows, s) => {
    factor.clearUpdate(s);
    const pivots = factor.pivots(s);
    const all = [...Array.from({ length: pivots }, (_, j) => symbolic.first[s] + j), ...rows];
    for (let j = 0; j < pivots; j++) {
      const column = symbolic.first[s] + j;
      all.forEach((row, i) => {
        if (i >= j) factor.memory[factor.panelAt[s] + i * pivots + j] += matrix[row][column];
      });
      factor.memory[factor.panelAt[s] + all.length * pivots + j] += right[column];
    }
    expect(factor.eliminate(s)).toBe(true);
  });
  return factor;
}

const GRAPHS = [
  { name: 'a grid', graph: grid(8) },
  { name: 'an arrow', graph: arrow(25) },
  { name: 'one dense clique', graph: cliquesFrom(37, [Array.from({ length: 37 }, (_, v) => v)]) },
  {
    name: 'parts that do not touch',
    graph: cliquesFrom(9, [
      [0, 1, 2],
      [3, 4],
      [5, 6, 7, 8],
    ]),
  },
  { name: 'nothing but the border', graph: cliquesFrom(0, []) },
];

describe.each(GRAPHS)('$name', ({ graph }) => {
  const system = randomSystem(graph, 7);
  const factor = factorOf(system);
  const { inverse } = invert(system.matrix);
  const n = system.symbolic.positions;
  const solution = inverse.map((row) => row.reduce((s, v, j) => s + v * system.right[j], 0));

  test('the right-hand side is solved along with the factor', () => {
    factor.solveBackward().forEach((x, p) => expect(x).toBeCloseTo(solution[p], 10));
    const form = solution.reduce((sum, x, p) => sum + x * system.right[p], 0);
    expect(factor.remainder).toBeCloseTo(100 - form, 9);
  });

  test('several right-hand sides solved forwards have the norms of their quadratic forms', () => {
    const random = uniform(8);
    const x = Float64Array.from({ length: 3 * n }, () => random() - 0.5);
    const columns = [0, 1, 2].map((c) => Array.from({ length: n }, (_, p) => x[3 * p + c]));
    factor.solveForward(x, 3);
    columns.forEach((column, c) => {
      const image = inverse.map((row) => row.reduce((s, v, j) => s + v * column[j], 0));
      const form = image.reduce((s, v, p) => s + v * column[p], 0);
      let norm = 0;
      for (let p = 0; p < n; p++) norm += x[3 * p + c] ** 2;
      expect(norm).toBeCloseTo(form, 9);
    });
  });

  test('the selected inverse is the dense inverse on every front', () => {
    const selected = new SelectedInverse(factor);
    for (let s = system.symbolic.rows.length - 1; s >= 0; s--) {
      selected.compute(s, true);
      const pivots = factor.pivots(s);
      const rows = system.symbolic.rows[s];
      const all = [
        ...Array.from({ length: pivots }, (_, j) => system.symbolic.first[s] + j),
        ...rows,
      ];
      const width = all.length;
      const { memory, block, below } = selected.front(s);
      all.forEach((p, i) => {
        all.forEach((q, j) => {
          if (i >= pivots && j < pivots) return;
          const place =
            i < pivots ? block + i * width + j : below + (i - pivots) * rows.length + (j - pivots);
          expect(memory[place]).toBeCloseTo(inverse[p][q], 10);
        });
      });
      for (let j = 0; j < pivots; j++) {
        expect(selected.diagonal(s, j)).toBeCloseTo(inverse[all[j]][all[j]], 10);
      }
    }
  });

  test('without the border it is the inverse of the matrix without its last row', () => {
    if (n === 1) return;
    const inner = system.matrix.slice(0, -1).map((row) => row.slice(0, -1));
    const smaller = invert(inner).inverse;
    const selected = new SelectedInverse(factor);
    for (let s = system.symbolic.rows.length - 1; s >= 0; s--) {
      selected.compute(s, false);
      for (let j = 0; j < factor.pivots(s); j++) {
        const p = system.symbolic.first[s] + j;
        if (p < n - 1) expect(selected.diagonal(s, j)).toBeCloseTo(smaller[p][p], 10);
        else expect(selected.diagonal(s, j)).toBe(0);
      }
    }
  });
});

test('a matrix that is not positive definite is reported, not factored', () => {
  const graph = cliquesFrom(3, [[0, 1, 2]]);
  const symbolic = supernodes(graph, minimumDegreeOrder(graph));
  const factor = new SupernodalFactor(symbolic, plainKernels, 0);
  factor.clear(0);
  factor.clearUpdate(0);
  expect(factor.eliminate(0)).toBe(false);
});
