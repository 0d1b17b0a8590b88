/**
 * An undirected graph given as a cover by cliques: clique c joins every pair of
 * `members[start[c]] .. members[start[c + 1] - 1]`. Members are distinct nodes in [0, nodes).
 *
 * The levels that one level of the eliminated term is seen with form a clique, and every pair of
 * levels that meet in an observation is inside one of these cliques, so nothing else is needed.
 */
export interface Cliques {
  readonly nodes: number;
  /** Length: number of cliques + 1. */
  readonly start: Int32Array;
  readonly members: Int32Array;
}

/** For every node the cliques it is in, ascending, in the same compressed layout. */
export interface NodeCliques {
  /** Length: number of nodes + 1. */
  readonly start: Int32Array;
  readonly cliques: Int32Array;
}

/** The transpose of a clique cover. Cost: O(members). */
export function cliquesOfNodes(graph: Cliques): NodeCliques {
  const start = new Int32Array(graph.nodes + 1);
  for (const node of graph.members) start[node + 1]++;
  for (let v = 0; v < graph.nodes; v++) start[v + 1] += start[v];
  const cliques = new Int32Array(graph.members.length);
  const next = start.slice(0, graph.nodes);
  for (let c = 0; c + 1 < graph.start.length; c++) {
    for (let t = graph.start[c]; t < graph.start[c + 1]; t++) {
      cliques[next[graph.members[t]]++] = c;
    }
  }
  return { start, cliques };
}
