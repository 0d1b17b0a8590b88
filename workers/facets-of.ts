import type { Facet } from '../src/domain/facet.ts';
import { LISTED_LEVELS } from '../src/domain/facet.ts';
import type { Shape } from '../src/sql/schema.ts';
import { allFacets } from '../src/sql/schema.ts';
import type { Catalog } from './catalog.ts';

/** The facets as the page is told of them, levels as the reader calls them. */
export function facetsOf(catalog: Catalog, shape: Shape): Facet[] {
  return allFacets(shape).map((name) => {
    const present =
      shape.facets.includes(name) ||
      (name === 'unit' && shape.unitFromItems) ||
      (name === 'item' && catalog.levels('item').find('(none)') !== 0);
    // Other tables may name items that no observation has: only those observed count.
    const observed = name === 'item' ? new Set(catalog.pairs.columns().second) : null;
    const merged = new Set(catalog.merged(name).map(([code]) => code));
    const levels =
      observed === null
        ? catalog.size(name) - merged.size
        : shape.itemIdentity === 'shared'
          ? observed.size
          : catalog.pairs.size;
    return {
      name,
      levels,
      present,
      names:
        catalog.size(name) <= LISTED_LEVELS
          ? catalog
              .names(name)
              .filter((_, code) => !merged.has(code) && (observed === null || observed.has(code)))
          : null,
    };
  });
}
