import type { Cliques, NodeCliques } from './cliques.ts';

/** Clique members looked at for one node's degree; beyond this it is judged from a sample. */
const LOOK = 20_000;

/**
 * Number of neighbours of every node. Summing the sizes of a node's cliques would count the same
 * neighbours many times and put nodes in few, overlapping cliques behind truly dense ones, so members
 * are marked; for nodes in very many cliques evenly spaced ones are taken, a lower bound.
 */
export function initialDegrees(
  graph: Cliques,
  transpose: NodeCliques,
  without: Int32Array = new Int32Array(0),
): Int32Array {
  const { nodes, start, members } = graph;
  const degree = new Int32Array(nodes);
  const seen = new Int32Array(nodes).fill(-1);
  for (const v of without) seen[v] = nodes;
  for (let v = 0; v < nodes; v++) {
    if (seen[v] === nodes) continue;
    seen[v] = v;
    let total = 0;
    for (let t = transpose.start[v]; t < transpose.start[v + 1]; t++) {
      const c = transpose.cliques[t];
      total += start[c + 1] - start[c];
    }
    const stride = Math.max(1, Math.ceil(total / LOOK));
    for (let t = transpose.start[v]; t < transpose.start[v + 1]; t += stride) {
      const c = transpose.cliques[t];
      for (let e = start[c]; e < start[c + 1]; e++) {
        if (seen[members[e]] === v || seen[members[e]] === nodes) continue;
        seen[members[e]] = v;
        degree[v]++;
      }
    }
  }
  return degree;
}

/**
 * Nodes in very many cliques and with very many neighbours, most connected last: they end up at the
 * end of any good order, and following them through the elimination would cost more than all others
 * (the rule for dense rows of Amestoy, Davis & Duff 2004, on both counts).
 */
export function postponedNodes(cliqueStart: Int32Array, degree: Int32Array): Int32Array {
  const many = Math.max(16, 10 * Math.sqrt(degree.length));
  const dense: number[] = [];
  degree.forEach((neighbours, v) => {
    if (neighbours > many && cliqueStart[v + 1] - cliqueStart[v] > many) dense.push(v);
  });
  return Int32Array.from(dense.sort((a, b) => degree[a] - degree[b]));
}
