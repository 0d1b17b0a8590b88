import type { Cliques } from '../../../../src/stats/linalg/cliques.ts';

/** A clique cover from lists of nodes. */
export function cliquesFrom(nodes: number, lists: readonly (readonly number[])[]): Cliques {
  const start = new Int32Array(lists.length + 1);
  lists.forEach((list, c) => {
    start[c + 1] = start[c] + list.length;
  });
  return { nodes, start, members: Int32Array.from(lists.flat()) };
}

/** Neighbours of every node, by walking all pairs of every clique. */
export function neighbours(graph: Cliques): Set<number>[] {
  const sets = Array.from({ length: graph.nodes }, () => new Set<number>());
  for (let c = 0; c + 1 < graph.start.length; c++) {
    const members = graph.members.subarray(graph.start[c], graph.start[c + 1]);
    for (const a of members) for (const b of members) if (a !== b) sets[a].add(b);
  }
  return sets;
}

/** Rows of the factor below every pivot, by eliminating node after node (Rose 1972). */
export function eliminated(graph: Cliques, order: ArrayLike<number>): Set<number>[] {
  const sets = neighbours(graph);
  const rows: Set<number>[] = [];
  for (let step = 0; step < graph.nodes; step++) {
    const node = order[step];
    const around = sets[node];
    rows.push(around);
    for (const a of around) {
      sets[a].delete(node);
      for (const b of around) if (a !== b) sets[a].add(b);
    }
  }
  return rows;
}

export function fill(graph: Cliques, order: ArrayLike<number>): number {
  return eliminated(graph, order).reduce((sum, rows) => sum + rows.size, 0);
}

/** A square grid, each edge a clique of two. */
export function grid(side: number): Cliques {
  const edges: number[][] = [];
  for (let r = 0; r < side; r++) {
    for (let c = 0; c < side; c++) {
      const node = r * side + c;
      if (c + 1 < side) edges.push([node, node + 1]);
      if (r + 1 < side) edges.push([node, node + side]);
    }
  }
  return cliquesFrom(side * side, edges);
}

/** One node joined to all others, first in natural order: the worst that order can do. */
export function arrow(nodes: number): Cliques {
  return cliquesFrom(
    nodes,
    Array.from({ length: nodes - 1 }, (_, v) => [0, v + 1]),
  );
}
