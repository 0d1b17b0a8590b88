import type { Cliques } from './cliques.ts';
import { columnStructures } from './column-structure.ts';
import { eliminationTree, postorder } from './elimination-tree.ts';

/**
 * The symbolic factorisation: columns with (nearly) the same structure, joined into supernodes. A
 * last column, the border, is joined to every other; it holds the fixed effect. Positions count
 * 0 .. nodes - 1, the border is position `nodes`.
 */
export interface Supernodes {
  /** Positions, the border included. */
  readonly positions: number;
  /** Position of each node of the graph. */
  readonly position: Int32Array;
  /** Supernode s pivots on positions `first[s] .. first[s + 1] - 1`. */
  readonly first: Int32Array;
  /** Positions below the pivots of each supernode, ascending. */
  readonly rows: readonly Int32Array[];
  /** Supernode of each position. */
  readonly owner: Int32Array;
}

/** Orders the columns by the tree of `order`, then joins them. Throws if `order` is no permutation. */
export function supernodes(graph: Cliques, order: Int32Array): Supernodes {
  const tree = eliminationTree(graph, order);
  const post = postorder(tree);
  if (post.length !== order.length) throw new RangeError('order is not a permutation');
  const position = new Int32Array(graph.nodes);
  const placed = new Int32Array(graph.nodes);
  post.forEach((step, p) => {
    position[order[step]] = p;
    placed[step] = p;
  });
  const parent = new Int32Array(graph.nodes);
  post.forEach((step, p) => {
    parent[p] = tree[step] < 0 ? -1 : placed[tree[step]];
  });
  return join(columnStructures(graph, position, parent), parent, position);
}

/** Share of stored zeros allowed in a supernode of at most so many columns (CHOLMOD's defaults). */
const RELAXATION = [
  { columns: 4, zeros: 1 },
  { columns: 16, zeros: 0.8 },
  { columns: 48, zeros: 0.1 },
  { columns: Infinity, zeros: 0.05 },
] as const;

interface Group {
  first: number;
  last: number;
  zeros: number;
}

function join(columns: Int32Array[], parent: Int32Array, position: Int32Array): Supernodes {
  const border = columns.length;
  // The border extends every column by one row and follows the last root.
  const height = (j: number) => (j === border ? 0 : columns[j].length + 1);
  const next = (j: number) => (parent[j] < 0 ? border : parent[j]);
  const fundamental: Group[] = [];
  for (let j = 0; j <= border; j++) {
    const open = fundamental[fundamental.length - 1];
    if (open && next(j - 1) === j && height(j) === height(j - 1) - 1) open.last = j;
    else fundamental.push({ first: j, last: j, zeros: 0 });
  }
  const groups = relax(fundamental, next, height);
  const first = new Int32Array(groups.length + 1);
  const owner = new Int32Array(border + 1);
  const rows = groups.map((group, s) => {
    first[s + 1] = group.last + 1;
    owner.fill(s, group.first, group.last + 1);
    if (group.last === border) return new Int32Array(0);
    const below = new Int32Array(height(group.last));
    below.set(columns[group.last]);
    below[below.length - 1] = border;
    return below;
  });
  return { positions: border + 1, position, first, rows, owner };
}

/**
 * Relaxed amalgamation (Ashcraft & Grimes 1989): a group is joined to the one after it, its parent,
 * where the zeros that this stores stay few, because larger panels use the dense kernels better.
 */
function relax(
  groups: Group[],
  next: (j: number) => number,
  height: (j: number) => number,
): Group[] {
  const kept: Group[] = [];
  for (let s = groups.length - 1; s >= 0; s--) {
    const group = groups[s];
    const after = kept[kept.length - 1];
    if (after && next(group.last) >= after.first && next(group.last) <= after.last) {
      const joined = joinedGroup(group, after, height);
      const columns = joined.last - joined.first + 1;
      const stored = columns * height(joined.last) + (columns * (columns + 1)) / 2;
      const allowed = RELAXATION.find((level) => columns <= level.columns)?.zeros ?? 0;
      if (joined.zeros <= allowed * stored) {
        kept[kept.length - 1] = joined;
        continue;
      }
    }
    kept.push(group);
  }
  return kept.reverse();
}

function joinedGroup(group: Group, after: Group, height: (j: number) => number): Group {
  const columns = group.last - group.first + 1;
  const parentColumns = after.last - after.first + 1;
  const missing = parentColumns + height(after.last) - height(group.last);
  return {
    first: group.first,
    last: after.last,
    zeros: group.zeros + after.zeros + columns * missing,
  };
}
