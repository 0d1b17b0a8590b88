import fc from 'fast-check';
import { expect, test } from 'vitest';
import { minimumDegreeOrder } from '../../../../src/stats/linalg/minimum-degree.ts';
import { supernodes } from '../../../../src/stats/linalg/supernodes.ts';
import { arrow, cliquesFrom, eliminated, grid } from './graphs.ts';

/** Rows below every position, the border included, as the supernodes store them. */
function storedRows(symbolic: ReturnType<typeof supernodes>): Set<number>[] {
  return Array.from({ length: symbolic.positions }, (_, p) => {
    const s = symbolic.owner[p];
    const rows = new Set(symbolic.rows[s]);
    for (let q = p + 1; q < symbolic.first[s + 1]; q++) rows.add(q);
    return rows;
  });
}

const graphs = [grid(9), arrow(20), cliquesFrom(6, [[0, 1, 2], [3, 4], [5]]), cliquesFrom(0, [])];

test.each(graphs)('panels hold every row of the factor and the border (graph %#)', (graph) => {
  const symbolic = supernodes(graph, minimumDegreeOrder(graph));
  const order = new Int32Array(graph.nodes);
  symbolic.position.forEach((p, node) => (order[p] = node));
  const stored = storedRows(symbolic);
  eliminated(graph, order).forEach((rows, p) => {
    for (const node of rows) expect(stored[p].has(symbolic.position[node])).toBe(true);
    expect(stored[p].has(graph.nodes)).toBe(true);
  });
});

test('few zeros are stored beside what the factor needs', () => {
  const graph = grid(20);
  const symbolic = supernodes(graph, minimumDegreeOrder(graph));
  const order = new Int32Array(graph.nodes);
  symbolic.position.forEach((p, node) => (order[p] = node));
  const needed = eliminated(graph, order).reduce((sum, rows) => sum + rows.size + 1, 0);
  const stored = storedRows(symbolic).reduce((sum, rows) => sum + rows.size, 0);
  expect(stored).toBeGreaterThanOrEqual(needed);
  expect(stored).toBeLessThan(2 * needed);
  expect(symbolic.rows.length).toBeLessThan(0.5 * graph.nodes);
});

test('every update of a supernode finds its place in the supernodes above', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 30 }), fc.integer(), (nodes, seed) => {
      const lists = Array.from({ length: nodes }, (_, c) => [
        c,
        Math.abs(Math.imul(seed ^ c, 0x9e3779b1)) % nodes,
        Math.abs(Math.imul(seed + c, 0x85ebca6b)) % nodes,
      ]).map((list) => [...new Set(list)]);
      const graph = cliquesFrom(nodes, lists);
      const symbolic = supernodes(graph, minimumDegreeOrder(graph));
      symbolic.rows.forEach((rows, s) => {
        if (rows.length === 0) return;
        const above = symbolic.owner[rows[0]];
        const held = new Set(symbolic.rows[above]);
        for (const p of rows) {
          expect(p >= symbolic.first[s + 1]).toBe(true);
          expect(held.has(p) || symbolic.owner[p] === above).toBe(true);
        }
      });
    }),
    { seed: 3, numRuns: 100 },
  );
});

test('an order that is no permutation throws', () => {
  expect(() => supernodes(grid(3), Int32Array.from([0, 1]))).toThrow();
});
