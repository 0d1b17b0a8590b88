import type { JointTotals } from './joint-totals.ts';
import { addUp, recode } from './level.ts';
import type { Level } from './level.ts';
import type { CodedFilter } from './types.ts';

/**
 * A grouping's slices, each split into strata whose means are averaged with equal weights: the tasks
 * for a macro average, one stratum for a micro average. Stratum s belongs to slice
 * floor(s / perSlice).
 */
export interface Strata extends JointTotals {
  /** Levels per facet of the grouping. */
  readonly radices: readonly number[];
  readonly slices: number;
  readonly perSlice: number;
  /** Stratum of each joint code of the level, -1 where it is left out. */
  readonly stratumOf: Int32Array;
}

/**
 * Rolls a level up to the strata of a grouping. Filters on the grouping's own facets are not
 * applied, so that a chosen mark stays among its peers. `stratify` is the facet of the strata.
 */
export function rollUp(
  level: Level,
  facets: readonly string[],
  filters: readonly CodedFilter[],
  stratify: string | null,
): Strata {
  // Within a slice of one task there is nothing to average over.
  const split = stratify !== null && !facets.includes(stratify);
  const all = split ? [...facets, stratify] : facets;
  const own = split ? filters.filter((filter) => filter.facet === stratify) : [];
  const { radices, size, codeOf } = recode(level, all, filters);
  const perSlice = split ? radices.at(-1)! : 1;
  for (const { allowed } of own) {
    for (let j = 0; j < codeOf.length; j++) {
      if (codeOf[j]! >= 0 && allowed[codeOf[j]! % perSlice] !== 1) codeOf[j] = -1;
    }
  }
  return {
    radices: radices.slice(0, facets.length),
    slices: size / perSlice,
    perSlice,
    stratumOf: codeOf,
    ...addUp(level.totals, codeOf, size),
  };
}
