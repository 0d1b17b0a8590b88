import type { Cliques } from '../linalg/cliques.ts';
import type { Supernodes } from '../linalg/supernodes.ts';
import type { CrossTable } from './cross-table.ts';
import type { TermStatistics } from './frame.ts';
import { leafBlock } from './leaf-block.ts';
import type { LeafBlock } from './leaf-block.ts';

/** For each level of the eliminated term the nodes it meets and in how many observations. */
export interface LeafAdjacency extends Cliques {
  readonly counts: Float64Array;
}

/** Joins the cross tables of the eliminated term with the others; `offset` is each one's first node. */
export function leafAdjacency(
  levels: number,
  tables: readonly CrossTable[],
  offset: readonly number[],
  nodes: number,
): LeafAdjacency {
  const start = new Int32Array(levels + 1);
  for (let l = 0; l < levels; l++) {
    start[l + 1] = start[l];
    for (const table of tables) start[l + 1] += table.start[l + 1] - table.start[l];
  }
  const members = new Int32Array(start[levels]);
  const counts = new Float64Array(start[levels]);
  let at = 0;
  for (let l = 0; l < levels; l++) {
    tables.forEach((table, t) => {
      for (let e = table.start[l]; e < table.start[l + 1]; e++, at++) {
        members[at] = offset[t] + table.columns[e];
        counts[at] = table.counts[e];
      }
    });
  }
  return { nodes, start, members, counts };
}

/** Groups the levels of the eliminated term by the supernode that holds their first position. */
export function leafBlocks(
  leaf: TermStatistics,
  adjacency: LeafAdjacency,
  symbolic: Supernodes,
): (LeafBlock | null)[] {
  const border = symbolic.positions - 1;
  const levelsOf: number[][] = symbolic.rows.map(() => []);
  for (let l = 0; l < leaf.levels; l++) {
    let first = border;
    for (let e = adjacency.start[l]; e < adjacency.start[l + 1]; e++) {
      first = Math.min(first, symbolic.position[adjacency.members[e]]);
    }
    levelsOf[symbolic.owner[first]].push(l);
  }
  const place = new Int32Array(symbolic.positions);
  return levelsOf.map((levels, s) => {
    if (levels.length === 0) return null;
    const pivots = symbolic.first[s + 1] - symbolic.first[s];
    for (let j = 0; j < pivots; j++) place[symbolic.first[s] + j] = j;
    symbolic.rows[s].forEach((position, index) => {
      place[position] = pivots + index;
    });
    const size = pivots + symbolic.rows[s].length + 1;
    return frontBlock(leaf, adjacency, symbolic, levels, place, size);
  });
}

function frontBlock(
  leaf: TermStatistics,
  adjacency: LeafAdjacency,
  symbolic: Supernodes,
  levels: readonly number[],
  place: Int32Array,
  size: number,
): LeafBlock {
  let entries = 0;
  for (const l of levels) entries += adjacency.start[l + 1] - adjacency.start[l] + 2;
  const start = new Int32Array(levels.length + 1);
  const index = new Int32Array(entries);
  const value = new Float64Array(entries);
  const counts = Float64Array.from(levels, (l) => leaf.counts[l]);
  const dense = new Float64Array(size);
  let at = 0;
  levels.forEach((l, i) => {
    const begin = at;
    for (let e = adjacency.start[l]; e < adjacency.start[l + 1]; e++) {
      const local = place[symbolic.position[adjacency.members[e]]];
      index[at++] = local;
      dense[local] = adjacency.counts[e];
    }
    // The intercept, which is the last position, and the response behind it.
    index[at++] = size - 2;
    dense[size - 2] = leaf.counts[l];
    index[at++] = size - 1;
    dense[size - 1] = leaf.sums[l];
    index.subarray(begin, at).sort();
    for (let e = begin; e < at; e++) value[e] = dense[index[e]];
    start[i + 1] = at;
  });
  return leafBlock({ size, counts, start, index, value });
}
