import type { Cliques } from './cliques.ts';

/** Cliques are merged where they share at least this part of their union. */
const SHARED = 0.8;
/** Merged cliques with the same least member that a clique is compared with. */
const CANDIDATES = 4;

/**
 * A cover of the graph, and of a few more edges, by fewer cliques: nearly equal ones become their
 * union. Where thousands of items are seen under nearly the same conditions, a handful of cliques is
 * left and the symbolic phase no longer grows with the items. Cost: O(members).
 */
export function mergeCliques(graph: Cliques): Cliques {
  const { nodes, start, members } = graph;
  const merged: number[][] = [];
  const byLeast = new Map<number, number[][]>();
  const seen = new Int32Array(nodes).fill(-1);
  for (let c = 0; c + 1 < start.length; c++) {
    if (start[c] === start[c + 1]) continue;
    let least = nodes;
    for (let t = start[c]; t < start[c + 1]; t++) {
      seen[members[t]] = c;
      least = Math.min(least, members[t]);
    }
    let candidates = byLeast.get(least);
    if (!candidates) byLeast.set(least, (candidates = []));
    const size = start[c + 1] - start[c];
    const near = candidates.find((other) => {
      let shared = 0;
      for (const node of other) if (seen[node] === c) shared++;
      return shared >= SHARED * (size + other.length - shared);
    });
    if (near) {
      for (const node of near) seen[node] = -1;
      for (let t = start[c]; t < start[c + 1]; t++) {
        if (seen[members[t]] === c) near.push(members[t]);
      }
    } else {
      const own = Array.from(members.subarray(start[c], start[c + 1]));
      merged.push(own);
      candidates.unshift(own);
      candidates.length = Math.min(candidates.length, CANDIDATES);
    }
  }
  return cliquesOf(nodes, merged);
}

/** Lists of members as a clique cover. */
export function cliquesOf(nodes: number, lists: readonly (readonly number[])[]): Cliques {
  const start = new Int32Array(lists.length + 1);
  lists.forEach((list, c) => (start[c + 1] = start[c] + list.length));
  const members = new Int32Array(start[lists.length]);
  lists.forEach((list, c) => members.set(list, start[c]));
  return { nodes, start, members };
}
