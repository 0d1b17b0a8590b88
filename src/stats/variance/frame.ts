import { crossTable } from './cross-table.ts';
import type { CrossTable } from './cross-table.ts';
import { LevelCoding } from './level-coding.ts';
import type { CellTable, VarianceRequest } from './types.ts';

/** A candidate term rolled up from the cells. */
export interface TermStatistics {
  /** Facets joined by colons, as asked for. */
  readonly name: string;
  readonly facets: readonly string[];
  readonly levels: number;
  /** Observations of each level. */
  readonly counts: Float64Array;
  /** Sum of the centred response over each level. */
  readonly sums: Float64Array;
}

/** Everything a fit needs to know of the data; no row is in it. */
export interface ModelFrame {
  readonly n: number;
  readonly shift: number;
  readonly sum: number;
  readonly sumSquares: number;
  readonly terms: readonly TermStatistics[];
  /** Observations shared by the levels of two terms, by position in `terms`; rows are a's levels. */
  crossTable(a: number, b: number): CrossTable;
  /**
   * Where every level of term a lies within one level of term b (a is nested in b, or the same): that
   * level, for each level of a. Null where some level of a meets two of b.
   */
  levelWithin(a: number, b: number): Int32Array | null;
}

/** The frame with some of its terms left out. */
export function selectTerms(frame: ModelFrame, keep: readonly number[]): ModelFrame {
  return {
    ...frame,
    terms: keep.map((t) => frame.terms[t]),
    crossTable: (a, b) => frame.crossTable(keep[a], keep[b]),
    levelWithin: (a, b) => frame.levelWithin(keep[a], keep[b]),
  };
}

/** `model:prompt`. */
export function termName(facets: readonly string[]): string {
  return facets.join(':');
}

/**
 * Rolls the cells of the maximal unions up to per-term and pairwise statistics. Terms whose facets
 * no table has are left out; the caller reports them. Throws where two terms share no table.
 */
export function buildFrame(request: VarianceRequest): ModelFrame {
  const coding = new LevelCoding();
  const covered = request.terms.filter((facets) => smallestTable(request.cells, facets) !== null);
  const terms = covered.map((facets) => rollUp(coding, request.cells, facets));
  const tableOfPair = (a: number, b: number): CellTable => {
    const table = smallestTable(request.cells, [...covered[a], ...covered[b]]);
    if (table) return table;
    throw new Error(`invalid cells; no table covers ${terms[a].name} and ${terms[b].name}`);
  };
  // Kept, because several parts of a fit ask for the same ones.
  const tables = new Map<number, CrossTable>();
  return {
    n: request.n,
    shift: request.shift,
    sum: request.sum,
    sumSquares: request.sumSquares,
    terms,
    crossTable: (a, b) => {
      const key = a * terms.length + b;
      let known = tables.get(key);
      if (!known) {
        const table = tableOfPair(a, b);
        const rows = coding.codes(table, covered[a]);
        const columns = coding.codes(table, covered[b]);
        known = crossTable(rows, columns, table.n, terms[a].levels, terms[b].levels);
        tables.set(key, known);
      }
      return known;
    },
    levelWithin: (a, b) => {
      if (terms[a].levels < terms[b].levels) return null;
      const table = tableOfPair(a, b);
      const rows = coding.codes(table, covered[a]);
      // A level lies within a combination only if it lies within each facet; those are coded already.
      const within = (facets: readonly string[]) =>
        nesting(rows, coding.codes(table, facets), terms[a].levels);
      return covered[b].every((facet) => within([facet])) ? within(covered[b]) : null;
    },
  };
}

/** Level of b for each level of a, or null at the first cell that contradicts it. */
function nesting(rows: Int32Array, columns: Int32Array, levels: number): Int32Array | null {
  const within = new Int32Array(levels).fill(-1);
  for (let cell = 0; cell < rows.length; cell++) {
    if (within[rows[cell]] < 0) within[rows[cell]] = columns[cell];
    else if (within[rows[cell]] !== columns[cell]) return null;
  }
  return within;
}

function rollUp(
  coding: LevelCoding,
  cells: readonly CellTable[],
  facets: readonly string[],
): TermStatistics {
  const table = smallestTable(cells, facets);
  if (!table) throw new Error(`invalid cells; no table covers ${termName(facets)}`);
  const codes = coding.codes(table, facets);
  const levels = coding.levels(table, facets);
  const counts = new Float64Array(levels);
  const sums = new Float64Array(levels);
  for (let cell = 0; cell < codes.length; cell++) {
    counts[codes[cell]] += table.n[cell];
    sums[codes[cell]] += table.sum[cell];
  }
  return { name: termName(facets), facets, levels, counts, sums };
}

/** The table with the fewest cells that has all of the facets; null where none has. */
export function smallestTable(
  cells: readonly CellTable[],
  facets: readonly string[],
): CellTable | null {
  let smallest: CellTable | null = null;
  for (const table of cells) {
    if (!facets.every((facet) => table.facets.includes(facet))) continue;
    if (!smallest || table.n.length < smallest.n.length) smallest = table;
  }
  return smallest;
}
