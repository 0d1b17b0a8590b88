import { tableFromIPC } from 'apache-arrow';
import type { EncodedCells } from '../src/protocol/fitter.ts';
import type { SquaredCells } from '../src/stats/variance/effects/residual-spread.ts';
import type { CellTable } from '../src/stats/variance/types.ts';

/**
 * Reads a cell table from its Arrow IPC stream, by the order of its columns: facets may have any
 * name. Throws where columns are missing or hold no value, which no statement of ours can cause.
 */
export function decodeCells({ facets, bytes }: EncodedCells): CellTable {
  const column = columnsOf(bytes, facets.length + 2);
  return {
    facets,
    codes: Object.fromEntries(facets.map((facet, f) => [facet, new Int32Array(column(f))])),
    n: new Float64Array(column(facets.length)),
    sum: new Float64Array(column(facets.length + 1)),
  };
}

/** The same with a last column, the sum of squares. */
export function decodeSquaredCells({ facets, bytes }: EncodedCells): SquaredCells {
  const column = columnsOf(bytes, facets.length + 3);
  return {
    facets,
    codes: Object.fromEntries(facets.map((facet, f) => [facet, new Int32Array(column(f))])),
    n: new Float64Array(column(facets.length)),
    sum: new Float64Array(column(facets.length + 1)),
    squares: new Float64Array(column(facets.length + 2)),
  };
}

function columnsOf(bytes: Uint8Array, count: number): (index: number) => ArrayLike<number> {
  const table = tableFromIPC(bytes);
  if (table.numCols !== count) {
    throw new Error(`invalid cells; not ${count} columns: ${table.numCols}`);
  }
  return (index) => {
    const vector = table.getChildAt(index);
    if (!vector || vector.nullCount > 0) throw new Error(`invalid cells; NULL in column ${index}`);
    return vector.toArray() as ArrayLike<number>;
  };
}
