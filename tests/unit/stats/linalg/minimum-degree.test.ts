import fc from 'fast-check';
import { expect, test } from 'vitest';
import { minimumDegreeOrder } from '../../../../src/stats/linalg/minimum-degree.ts';
import { arrow, cliquesFrom, fill, grid } from './graphs.ts';

const someGraph = fc.integer({ min: 1, max: 40 }).chain((nodes) =>
  fc
    .array(fc.uniqueArray(fc.integer({ min: 0, max: nodes - 1 }), { minLength: 1, maxLength: 6 }), {
      minLength: 1,
      maxLength: 40,
    })
    .map((lists) => cliquesFrom(nodes, lists)),
);

const natural = (nodes: number) => Array.from({ length: nodes }, (_, v) => v);

test('the order is a permutation of the nodes, whatever the graph', () => {
  fc.assert(
    fc.property(someGraph, (graph) => {
      const order = minimumDegreeOrder(graph);
      expect([...order].sort((a, b) => a - b)).toEqual(natural(graph.nodes));
    }),
    { seed: 1, numRuns: 300 },
  );
});

test('an arrow is ordered with no fill at all', () => {
  const graph = arrow(30);
  expect(fill(graph, natural(30))).toBe((30 * 29) / 2);
  expect(fill(graph, minimumDegreeOrder(graph))).toBe(29);
});

test('a grid fills in far less than in natural order', () => {
  const graph = grid(14);
  const least = fill(graph, minimumDegreeOrder(graph));
  expect(least).toBeLessThan(0.75 * fill(graph, natural(14 * 14)));
});

test('a tree is ordered with no fill', () => {
  const lists = Array.from({ length: 62 }, (_, v) => [v + 1, v >> 1]);
  const graph = cliquesFrom(63, lists);
  expect(fill(graph, minimumDegreeOrder(graph))).toBe(62);
});

test('on random graphs the fill is no worse than in natural order, taken together', () => {
  let ordered = 0;
  let unordered = 0;
  fc.assert(
    fc.property(someGraph, (graph) => {
      ordered += fill(graph, minimumDegreeOrder(graph));
      unordered += fill(graph, natural(graph.nodes));
    }),
    { seed: 2, numRuns: 200 },
  );
  expect(ordered).toBeLessThan(0.9 * unordered);
});

test('levels that meet everything come last: items in tasks, crossed with models', () => {
  // 400 items, each in one of 8 tasks, all meeting the same 3 models.
  const items = Array.from({ length: 400 }, (_, i) => [i, 400 + (i % 8), 408, 409, 410]);
  const graph = cliquesFrom(411, items);
  const order = [...minimumDegreeOrder(graph)];
  expect(order.slice(-3).sort()).toEqual([408, 409, 410]);
  // An item leaves its task and the models, a task the models, and the models each other.
  expect(fill(graph, order)).toBe(400 * 4 + 8 * 3 + 3);
});
