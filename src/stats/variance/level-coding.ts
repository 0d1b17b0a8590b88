import { LevelDictionary } from './level-dictionary.ts';
import type { CellTable } from './types.ts';

/** A term's level in each cell of one table, and how many levels it has over all tables. */
interface Coded {
  readonly codes: Int32Array;
  readonly dictionary: LevelDictionary;
}

/**
 * Numbers the levels of terms consistently over all cell tables. A level of several facets is a pair
 * of a level of all facets but the last and a level of the last, so keys never outgrow a number.
 */
export class LevelCoding {
  readonly #dictionaries = new Map<string, LevelDictionary>();
  readonly #coded = new Map<CellTable, Map<string, Coded>>();

  /** Levels of a term by cell. The table must have all of the term's facets. */
  codes(table: CellTable, facets: readonly string[]): Int32Array {
    return this.#code(table, facets).codes;
  }

  /** Number of levels, once some table has been coded. */
  levels(table: CellTable, facets: readonly string[]): number {
    return this.#code(table, facets).dictionary.size;
  }

  #code(table: CellTable, facets: readonly string[]): Coded {
    let known = this.#coded.get(table);
    if (!known) this.#coded.set(table, (known = new Map()));
    const key = JSON.stringify(facets);
    let coded = known.get(key);
    if (!coded) known.set(key, (coded = this.#make(table, facets, key)));
    return coded;
  }

  #make(table: CellTable, facets: readonly string[], key: string): Coded {
    if (facets.length === 1) {
      const raw = table.codes[facets[0]];
      if (!raw) throw new Error(`invalid cell table; no codes for facet: ${facets[0]}`);
      const dictionary = this.#dictionary(key, rangeOf(raw));
      return { codes: raw.map((code) => dictionary.code(code)), dictionary };
    }
    const before = this.#code(table, facets.slice(0, -1));
    const last = this.#code(table, facets.slice(-1));
    const width = last.dictionary.size;
    const dictionary = this.#dictionary(key, before.dictionary.size * width);
    const codes = before.codes.map((code, cell) =>
      dictionary.code(code * width + last.codes[cell]),
    );
    return { codes, dictionary };
  }

  #dictionary(key: string, range: number): LevelDictionary {
    let dictionary = this.#dictionaries.get(key);
    if (!dictionary) this.#dictionaries.set(key, (dictionary = new LevelDictionary(range)));
    return dictionary;
  }
}

function rangeOf(codes: Int32Array): number {
  let largest = -1;
  for (const code of codes) {
    if (code < 0) throw new RangeError(`invalid level code; not in [0, 2^31): ${code}`);
    if (code > largest) largest = code;
  }
  return largest + 1;
}
