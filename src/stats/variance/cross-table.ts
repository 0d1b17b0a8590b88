/** Observations shared by the levels of two terms: compressed rows by the level of the first term. */
export interface CrossTable {
  /** Length: levels of the first term + 1. */
  readonly start: Int32Array;
  /** Levels of the second term, in no particular order within a row. */
  readonly columns: Int32Array;
  readonly counts: Float64Array;
}

/**
 * Rolls cells up to a cross table. `rowOf` and `columnOf` give each cell's levels, `n` its
 * observations. Cost: linear in cells and levels.
 */
export function crossTable(
  rowOf: Int32Array,
  columnOf: Int32Array,
  n: Float64Array,
  rows: number,
  columns: number,
): CrossTable {
  const { start: cellStart, cells } = sortByLevel(rowOf, rows);
  const slot = new Int32Array(columns);
  const slotRow = new Int32Array(columns).fill(-1);
  const start = new Int32Array(rows + 1);
  const outColumns = new Int32Array(cells.length);
  const outCounts = new Float64Array(cells.length);
  let used = 0;
  for (let row = 0; row < rows; row++) {
    for (let t = cellStart[row]; t < cellStart[row + 1]; t++) {
      const column = columnOf[cells[t]];
      if (slotRow[column] !== row) {
        slotRow[column] = row;
        slot[column] = used;
        outColumns[used++] = column;
      }
      outCounts[slot[column]] += n[cells[t]];
    }
    start[row + 1] = used;
  }
  return { start, columns: outColumns.slice(0, used), counts: outCounts.slice(0, used) };
}

/** Cells in order of their level (counting sort): level l owns `cells[start[l] .. start[l + 1])`. */
function sortByLevel(
  levelOf: Int32Array,
  levels: number,
): { start: Int32Array; cells: Int32Array } {
  const start = new Int32Array(levels + 1);
  for (const level of levelOf) start[level + 1]++;
  for (let l = 0; l < levels; l++) start[l + 1] += start[l];
  const next = start.slice(0, levels);
  const cells = new Int32Array(levelOf.length);
  for (let cell = 0; cell < levelOf.length; cell++) cells[next[levelOf[cell]]++] = cell;
  return { start, cells };
}
