import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Cliques } from '../../../../src/stats/linalg/cliques.ts';
import { cliquesOf, mergeCliques } from '../../../../src/stats/linalg/merge-cliques.ts';
import { cliquesFrom, neighbours } from './graphs.ts';

const NODES = 30;

function lists({ start, members }: Cliques): number[][] {
  return Array.from({ length: start.length - 1 }, (_, c) =>
    Array.from(members.subarray(start[c], start[c + 1])).toSorted((a, b) => a - b),
  );
}

const cliques = fc.array(fc.uniqueArray(fc.nat(NODES - 1), { maxLength: 12 }), { maxLength: 40 });

test('the merged cover keeps every edge, names no node twice in a clique, and has no more cliques', () => {
  fc.assert(
    fc.property(cliques, (given) => {
      const before = cliquesFrom(NODES, given);
      const after = mergeCliques(before);
      const kept = neighbours(after);
      neighbours(before).forEach((around, node) => {
        for (const other of around) expect(kept[node].has(other)).toBe(true);
      });
      expect(after.start.length).toBeLessThanOrEqual(before.start.length);
      for (const list of lists(after)) expect(new Set(list).size).toBe(list.length);
      expect(new Set(after.members)).toEqual(new Set(before.members));
    }),
    { numRuns: 300, seed: 20263 },
  );
});

test('a merged clique adds only nodes of cliques that share four fifths of their union', () => {
  const nearly = [0, 1, 2, 3, 4, 5, 6, 7, 8];
  expect(lists(mergeCliques(cliquesFrom(10, [nearly, [...nearly, 9]])))).toEqual([[...nearly, 9]]);
  // Eight of twelve shared: below the line, so neither may lend its nodes to the other.
  const far = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    [0, 1, 2, 3, 4, 5, 6, 7, 10, 11],
  ];
  expect(lists(mergeCliques(cliquesFrom(12, far)))).toEqual(far);
});

test('thousands of equal cliques become one, and empty ones none', () => {
  const same = Array.from({ length: 5000 }, (_, i) => (i % 10 === 0 ? [] : [3, 1, 4, 5]));
  expect(lists(mergeCliques(cliquesFrom(6, same)))).toEqual([[1, 3, 4, 5]]);
});

test('a clique cover without cliques stays one', () => {
  expect(lists(mergeCliques(cliquesOf(4, [])))).toEqual([]);
});
