import { tableFromIPC } from 'apache-arrow';
import type { EncodedCells } from '../src/protocol/fitter.ts';
import type { CellTable } from '../src/stats/variance/types.ts';

/**
 * Reads a cell table from its Arrow IPC stream, by the order of its columns: facets may have any
 * name. Throws where columns are missing or hold no value, which no statement of ours can cause.
 */
export function decodeCells({ facets, bytes }: EncodedCells): CellTable {
  const table = tableFromIPC(bytes);
  if (table.numCols !== facets.length + 2) {
    throw new Error(`invalid cells; not ${facets.length + 2} columns: ${table.numCols}`);
  }
  const column = (index: number): ArrayLike<number> => {
    const vector = table.getChildAt(index);
    if (!vector || vector.nullCount > 0) throw new Error(`invalid cells; NULL in column ${index}`);
    return vector.toArray() as ArrayLike<number>;
  };
  return {
    facets,
    codes: Object.fromEntries(facets.map((facet, f) => [facet, new Int32Array(column(f))])),
    n: new Float64Array(column(facets.length)),
    sum: new Float64Array(column(facets.length + 1)),
  };
}
