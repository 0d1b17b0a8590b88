import type { Cliques } from './cliques.ts';

/**
 * Row structure of every column of the Cholesky factor: the positions below the pivot that can be
 * non-zero, ascending. A column's structure is that of its children and of the cliques that begin
 * with it, less itself (George & Liu 1981, section 5.3).
 *
 * `position` gives each node's place in the elimination order, `parent` the elimination tree by
 * position. A column that only continues its single child shares the child's storage, so a dense
 * tail costs one list, not a triangle.
 */
export function columnStructures(
  graph: Cliques,
  position: Int32Array,
  parent: Int32Array,
): Int32Array[] {
  const nodes = graph.nodes;
  const children: number[][] = Array.from({ length: nodes }, () => []);
  for (let j = 0; j < nodes; j++) if (parent[j] >= 0) children[parent[j]].push(j);
  const beginning = cliquesByFirstPosition(graph, position);
  const rows: Int32Array[] = [];
  const seen = new Int32Array(nodes).fill(-1);
  for (let j = 0; j < nodes; j++) {
    const own = beginning[j];
    if (own.length === 0 && children[j].length === 1) {
      rows.push(rows[children[j][0]].subarray(1));
      continue;
    }
    const union: number[] = [];
    seen[j] = j;
    const add = (i: number) => {
      if (i > j && seen[i] !== j) {
        seen[i] = j;
        union.push(i);
      }
    };
    for (const child of children[j]) rows[child].forEach(add);
    for (const c of own) {
      for (let t = graph.start[c]; t < graph.start[c + 1]; t++) add(position[graph.members[t]]);
    }
    rows.push(Int32Array.from(union).sort());
  }
  return rows;
}

function cliquesByFirstPosition(graph: Cliques, position: Int32Array): number[][] {
  const beginning: number[][] = Array.from({ length: graph.nodes }, () => []);
  for (let c = 0; c + 1 < graph.start.length; c++) {
    let first = graph.nodes;
    for (let t = graph.start[c]; t < graph.start[c + 1]; t++) {
      first = Math.min(first, position[graph.members[t]]);
    }
    if (first < graph.nodes) beginning[first].push(c);
  }
  return beginning;
}
