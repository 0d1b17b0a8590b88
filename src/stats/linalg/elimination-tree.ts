import { cliquesOfNodes } from './cliques.ts';
import type { Cliques } from './cliques.ts';

/**
 * Elimination tree of a graph covered by cliques, for a given elimination order: `parent[j]` is the
 * first later position that the column at position j fills, or -1 for a root. Liu (1990), in the
 * form for A'A (Davis 2006, Direct Methods for Sparse Linear Systems, section 4.1), where linking
 * consecutive members of a clique stands for all its edges. Cost: near-linear in the members.
 */
export function eliminationTree(graph: Cliques, order: Int32Array): Int32Array {
  const { start, cliques } = cliquesOfNodes(graph);
  const parent = new Int32Array(graph.nodes).fill(-1);
  const ancestor = new Int32Array(graph.nodes).fill(-1);
  const latest = new Int32Array(graph.start.length - 1).fill(-1);
  for (let j = 0; j < graph.nodes; j++) {
    const node = order[j];
    for (let t = start[node]; t < start[node + 1]; t++) {
      const clique = cliques[t];
      let i = latest[clique];
      while (i >= 0 && i < j) {
        const next = ancestor[i];
        ancestor[i] = j;
        if (next < 0) parent[i] = j;
        i = next;
      }
      latest[clique] = j;
    }
  }
  return parent;
}

/** Positions of a forest in postorder: every subtree is contiguous and ends with its root. */
export function postorder(parent: Int32Array): Int32Array {
  const nodes = parent.length;
  const firstChild = new Int32Array(nodes).fill(-1);
  const sibling = new Int32Array(nodes).fill(-1);
  for (let v = nodes - 1; v >= 0; v--) {
    if (parent[v] < 0) continue;
    sibling[v] = firstChild[parent[v]];
    firstChild[parent[v]] = v;
  }
  const post = new Int32Array(nodes);
  let count = 0;
  const stack: number[] = [];
  for (let root = 0; root < nodes; root++) {
    if (parent[root] >= 0) continue;
    stack.push(root);
    while (stack.length > 0) {
      const v = stack[stack.length - 1];
      const child = firstChild[v];
      if (child >= 0) {
        firstChild[v] = sibling[child];
        stack.push(child);
      } else {
        post[count++] = v;
        stack.pop();
      }
    }
  }
  return post;
}
