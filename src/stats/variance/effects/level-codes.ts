import { smallestTable, termName } from '../frame.ts';
import { LevelCoding } from '../level-coding.ts';
import type { CellTable, VarianceRequest } from '../types.ts';

/**
 * The codes, in the cells of a request, behind the level numbers of its frame: for a term's facets, in
 * the order of the term's levels. Numbers levels as `buildFrame` does, in the same order of terms.
 */
export class LevelCodes {
  readonly #coding = new LevelCoding();
  readonly #request: VarianceRequest;

  constructor(request: VarianceRequest) {
    this.#request = request;
    for (const facets of request.terms) {
      const table = smallestTable(request.cells, facets);
      if (table) this.#coding.codes(table, facets);
    }
  }

  /** Codes of each facet by level. Throws where no table has the facets. */
  of(facets: readonly string[]): Record<string, Int32Array> {
    const table = this.#table(facets);
    const levelOf = this.#coding.codes(table, facets);
    const first = new Int32Array(this.#coding.levels(table, facets)).fill(-1);
    levelOf.forEach((level, cell) => {
      if (first[level] < 0) first[level] = cell;
    });
    return Object.fromEntries(
      facets.map((facet) => [facet, first.map((cell) => table.codes[facet][cell])]),
    );
  }

  /** Level of a term in each cell of a table that has its facets. */
  inCells(table: CellTable, facets: readonly string[]): Int32Array {
    return this.#coding.codes(table, facets);
  }

  #table(facets: readonly string[]): CellTable {
    const table = smallestTable(this.#request.cells, facets);
    if (!table) throw new Error(`invalid cells; no table covers ${termName(facets)}`);
    return table;
  }
}
