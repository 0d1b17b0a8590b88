import type { Catalog } from './catalog.ts';
import type { Cells } from './cells.ts';
import { NAMED_FACETS } from '../src/domain/naming.ts';
import type { Whole } from '../src/stats/slices/types.ts';

/** For each facet that can be renamed, the code that each of its codes stands for. */
export type Merges = Readonly<Record<string, Int32Array>>;

/** The merges as the catalog has them now. */
export function mergesOf(catalog: Catalog): Merges {
  return Object.fromEntries(
    NAMED_FACETS.map((facet) => {
      const codes = Int32Array.from({ length: catalog.size(facet) }, (_, code) => code);
      for (const [code, to] of catalog.merged(facet)) codes[code] = to;
      return [facet, codes];
    }),
  );
}

/**
 * Codes that stand for `before` turned into those that stand for `now`, by facet; null where codes that
 * were one are two, which no longer can be told from the codes.
 */
export function recoding(before: Merges, now: Merges): Merges | null {
  for (const facet of Object.keys(before))
    if (before[facet].some((code, i) => now[facet][i] !== now[facet][code])) return null;
  return now;
}

/** The cells with other codes; everything else is shared. */
export function recodeCells(cells: Cells, codes: Merges): Cells {
  return { ...cells, cube: { ...cells.cube, codes: recode(cells.cube.codes, codes) } };
}

/** Columns of codes, those of renamed facets written anew. */
export function recode<T extends Whole>(
  columns: Readonly<Record<string, T>>,
  codes: Merges,
): Record<string, T> {
  return Object.fromEntries(
    Object.entries(columns).map(([facet, column]) => {
      if (!Object.hasOwn(codes, facet)) return [facet, column];
      const to = codes[facet];
      return [facet, column.map((code) => to[code]) as T];
    }),
  );
}
