import { ABSENT_LEVEL } from '../src/domain/observation.ts';
import { Interner } from '../src/formats/interner.ts';
import { PairInterner } from './pair-interner.ts';

/** Sizes of all dictionaries, so that a failed import can forget what it learned. */
export interface CatalogMark {
  readonly sizes: ReadonlyMap<string, number>;
  readonly pairs: number;
}

/** The level dictionaries: facet name to codes, and a code per task and item. */
export class Catalog {
  readonly #levels = new Map<string, Interner>();
  readonly pairs = new PairInterner();

  /** The dictionary of a facet, made on first use. */
  levels(facet: string): Interner {
    let interner = this.#levels.get(facet);
    if (!interner) this.#levels.set(facet, (interner = new Interner()));
    return interner;
  }

  /** Level name of a code; the absent level where no file names the facet. */
  name(facet: string, code: number): string {
    const interner = this.#levels.get(facet);
    return interner && interner.size > 0 ? interner.name(code) : ABSENT_LEVEL;
  }

  /** Number of levels; an absent facet has one. */
  size(facet: string): number {
    return Math.max(1, this.#levels.get(facet)?.size ?? 0);
  }

  /** Every facet with the names of its levels, by code. */
  all(): [facet: string, names: string[]][] {
    return [...this.#levels].map(([facet, interner]) => [facet, interner.names()]);
  }

  mark(): CatalogMark {
    return {
      sizes: new Map([...this.#levels].map(([facet, interner]) => [facet, interner.size])),
      pairs: this.pairs.size,
    };
  }

  rollback(mark: CatalogMark): void {
    for (const [facet, interner] of this.#levels) interner.truncate(mark.sizes.get(facet) ?? 0);
    this.pairs.truncate(mark.pairs);
  }
}
