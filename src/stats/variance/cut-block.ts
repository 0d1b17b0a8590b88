import type { Block } from './block-layout.ts';
import type { CrossTable } from './cross-table.ts';
import type { Elimination } from './elimination.ts';
import type { ModelFrame } from './frame.ts';

/** Row of the group for a level of the r-th row term. */
export type RowOf = (r: number, level: number) => number;

/** Cross tables of the inner terms with each other and with the row terms. */
export interface InnerTables {
  readonly terms: readonly number[];
  /** By inner term i and j < i. */
  readonly among: readonly (readonly CrossTable[])[];
  /** By inner term and row term. */
  readonly withRows: readonly (readonly CrossTable[])[];
  /** The same for the block term alone: it meets every row that its block does. */
  readonly blockWithRows: readonly CrossTable[];
}

/** Rolls up every cross table that the blocks are cut from. */
export function innerTables(frame: ModelFrame, elimination: Elimination): InnerTables {
  const terms = elimination.inner.map(({ term }) => term);
  const withRows = terms.map((t) =>
    elimination.rowTerms.map((row) => frame.crossTable(t, row.term)),
  );
  return {
    terms,
    among: terms.map((t, i) => terms.slice(0, i).map((u) => frame.crossTable(t, u))),
    withRows,
    blockWithRows: withRows[terms.indexOf(elimination.block)] ?? [],
  };
}

/** Levels of each block by inner term. */
export function levelsByBlock(frame: ModelFrame, { block, inner }: Elimination): number[][][] {
  const members = Array.from({ length: frame.terms[block].levels }, () =>
    inner.map((): number[] => []),
  );
  inner.forEach(({ blockOf }, i) => {
    blockOf.forEach((b, level) => members[b][i].push(level));
  });
  return members;
}

/**
 * One block: `levels` are its levels by inner term. Without row terms its one row is the intercept,
 * row 0.
 */
export function cutBlock(
  frame: ModelFrame,
  tables: InnerTables,
  levels: readonly (readonly number[])[],
  rowOf: RowOf,
): Block {
  const local = levels.flatMap((list, i) => list.map((level) => ({ i, level })));
  const placeOf = levels.map(() => new Map<number, number>());
  local.forEach(({ i, level }, j) => placeOf[i].set(level, j));
  const k = local.length;
  const counts = new Float64Array(k * k);
  const start = new Int32Array(k + 1);
  const row: number[] = [];
  const count: number[] = [];
  local.forEach(({ i, level }, j) => {
    const own = frame.terms[tables.terms[i]].counts[level];
    counts[j * k + j] = own;
    tables.among[i].forEach((table, other) => {
      for (let e = table.start[level]; e < table.start[level + 1]; e++) {
        const at = placeOf[other].get(table.columns[e]);
        if (at === undefined)
          throw new Error('invalid block; one of its levels meets another block');
        counts[j * k + at] = counts[at * k + j] = table.counts[e];
      }
    });
    tables.withRows[i].forEach((table, r) => {
      for (let e = table.start[level]; e < table.start[level + 1]; e++) {
        row.push(rowOf(r, table.columns[e]));
        count.push(table.counts[e]);
      }
    });
    if (tables.withRows[i].length === 0) {
      row.push(0);
      count.push(own);
    }
    start[j + 1] = row.length;
  });
  const rows = Int32Array.from(new Set(row)).sort();
  const within = new Map(Array.from(rows, (a, index) => [a, index]));
  return {
    terms: Int32Array.from(local, ({ i }) => tables.terms[i]),
    counts,
    sums: Float64Array.from(local, ({ i, level }) => frame.terms[tables.terms[i]].sums[level]),
    rows,
    start,
    row: Int32Array.from(row, (a) => within.get(a) ?? 0),
    count: Float64Array.from(count),
  };
}
