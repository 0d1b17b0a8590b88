import type { Supernodes } from '../linalg/supernodes.ts';
import type { Block } from './block-layout.ts';
import { cutBlock, innerTables, levelsByBlock } from './cut-block.ts';
import type { InnerTables, RowOf } from './cut-block.ts';
import type { Elimination } from './elimination.ts';
import type { ModelFrame } from './frame.ts';
import type { LeafRows } from './leaf-sums.ts';
import { RowMap } from './row-map.ts';

/** What a supernode's group of blocks will be made of, before there is memory for it. */
export interface GroupPlan {
  readonly map: RowMap;
  /** Blocks of several levels, or, where every block is one level, those levels as vectors. */
  readonly blocks: readonly Block[] | null;
  readonly leaves: LeafRows | null;
}

/** Nodes of the outer terms: level l of term t is node `offset.get(t) + l`. */
export type Offsets = ReadonlyMap<number, number>;

/**
 * Groups the blocks by `groupOf`, each block's supernode, and expresses them over the rows of their
 * group; null for a supernode without blocks.
 */
export function planGroups(
  frame: ModelFrame,
  elimination: Elimination,
  symbolic: Supernodes,
  offset: Offsets,
  groupOf: Int32Array,
): (GroupPlan | null)[] {
  if (elimination.block < 0) return symbolic.rows.map(() => null);
  const tables = innerTables(frame, elimination);
  const scalar = elimination.inner.length === 1;
  const members = scalar ? [] : levelsByBlock(frame, elimination);
  const blocksOf: number[][] = symbolic.rows.map(() => []);
  groupOf.forEach((s, block) => blocksOf[s].push(block));
  const standsFor = rowLookup(frame, elimination, symbolic, offset);
  const place = new Int32Array(symbolic.positions);
  const rowIndex = new Int32Array(symbolic.positions);
  const firstNodes = elimination.rowTerms.map(({ term }) => offset.get(term) ?? 0);
  const position = (r: number, level: number) => symbolic.position[firstNodes[r] + level];
  const rowOf: RowOf = (r, level) => rowIndex[position(r, level)];
  return blocksOf.map((blocks, s) => {
    if (blocks.length === 0) return null;
    const front = placeFront(symbolic, s, place);
    const rows = positionsMet(blocks, tables, position, symbolic.positions - 1);
    rows.forEach((p, a) => (rowIndex[p] = a));
    const entries = Array.from(rows, (p) => standsFor(p).map((q) => place[q]));
    return {
      map: new RowMap(front + 1, [...entries, [front]]),
      blocks: scalar ? null : blocks.map((b) => cutBlock(frame, tables, members[b], rowOf)),
      leaves: scalar ? leafRows(frame, tables, blocks, rowOf, rows.length + 1) : null,
    };
  });
}

/** For every position of a row level the positions it stands for, itself first. */
function rowLookup(
  frame: ModelFrame,
  { rowTerms }: Elimination,
  symbolic: Supernodes,
  offset: Offsets,
): (position: number) => readonly number[] {
  const at = (term: number, level: number) => symbolic.position[(offset.get(term) ?? 0) + level];
  const intercept = symbolic.positions - 1;
  const lookup = new Map<number, readonly number[]>([[intercept, [intercept]]]);
  for (const row of rowTerms) {
    for (let l = 0; l < frame.terms[row.term].levels; l++) {
      const coarser = row.coarser.map(({ term, levelOf }) => at(term, levelOf[l]));
      const all = [at(row.term, l), ...coarser, ...(row.intercept ? [intercept] : [])];
      lookup.set(all[0], all);
    }
  }
  return (position) => lookup.get(position) ?? [];
}

/** Writes each position's place in the front of supernode s; returns the front's length. */
function placeFront(symbolic: Supernodes, s: number, place: Int32Array): number {
  const pivots = symbolic.first[s + 1] - symbolic.first[s];
  for (let j = 0; j < pivots; j++) place[symbolic.first[s] + j] = j;
  symbolic.rows[s].forEach((position, index) => {
    place[position] = pivots + index;
  });
  return pivots + symbolic.rows[s].length;
}

/** Positions of the row levels that the blocks meet, ascending; without row terms the intercept. */
function positionsMet(
  blocks: readonly number[],
  tables: InnerTables,
  position: (r: number, level: number) => number,
  intercept: number,
): Int32Array {
  const met = new Set<number>();
  tables.blockWithRows.forEach((table, r) => {
    for (const b of blocks) {
      for (let e = table.start[b]; e < table.start[b + 1]; e++) {
        met.add(position(r, table.columns[e]));
      }
    }
  });
  if (tables.blockWithRows.length === 0) met.add(intercept);
  return Int32Array.from(met).sort();
}

/** Blocks of one level each as sparse vectors over the rows, the response last. */
function leafRows(
  frame: ModelFrame,
  tables: InnerTables,
  blocks: readonly number[],
  rowOf: RowOf,
  size: number,
): LeafRows {
  const term = frame.terms[tables.terms[0]];
  const start = new Int32Array(blocks.length + 1);
  blocks.forEach((b, l) => {
    let entries = Math.max(0, 1 - tables.blockWithRows.length) + 1;
    for (const table of tables.blockWithRows) entries += table.start[b + 1] - table.start[b];
    start[l + 1] = start[l] + entries;
  });
  const index = new Int32Array(start[blocks.length]);
  const value = new Float64Array(start[blocks.length]);
  const dense = new Float64Array(size);
  blocks.forEach((b, l) => {
    let at = start[l];
    const put = (row: number, count: number) => {
      index[at++] = row;
      dense[row] = count;
    };
    tables.blockWithRows.forEach((table, r) => {
      for (let e = table.start[b]; e < table.start[b + 1]; e++) {
        put(rowOf(r, table.columns[e]), table.counts[e]);
      }
    });
    if (tables.blockWithRows.length === 0) put(0, term.counts[b]);
    put(size - 1, term.sums[b]);
    sortIndices(index, start[l], at, dense);
    for (let e = start[l]; e < at; e++) {
      value[e] = dense[index[e]];
      dense[index[e]] = 0;
    }
  });
  return { size, counts: Float64Array.from(blocks, (b) => term.counts[b]), start, index, value };
}

/** Sorts a stretch of distinct indices, whose entries in `dense` are the only ones that are not 0. */
function sortIndices(index: Int32Array, begin: number, end: number, dense: Float64Array): void {
  const few = 8 * (end - begin) < dense.length;
  // A sum may be 0; then it is not found by looking.
  if (few || index.subarray(begin, end).some((i) => dense[i] === 0)) {
    index.subarray(begin, end).sort();
    return;
  }
  let at = begin;
  for (let i = 0; at < end; i++) if (dense[i] !== 0) index[at++] = i;
}
