import { mergeRecords } from './cluster-records.ts';
import type { ClusterRecords } from './cluster-records.ts';
import { jointCodes, splitCode } from './joint-codes.ts';
import { jointTotals } from './joint-totals.ts';
import type { JointTotals } from './joint-totals.ts';
import type { CellCube, CodedFilter } from './types.ts';

/**
 * The cube summed over all facets but some: totals per joint code of those, and the same by cluster.
 * Filters on other facets are applied already; those on its own facets can still be applied.
 */
export interface Level {
  readonly facets: readonly string[];
  /** Levels per facet; a joint code is mixed radix, the last facet fastest. */
  readonly radices: readonly number[];
  /** Number of joint codes. */
  readonly size: number;
  readonly totals: JointTotals;
  readonly records: ClusterRecords;
  /** Clusters in the cube. */
  readonly clusters: number;
}

/** Merging costs a pass and memory: it must leave at most a quarter of the records. */
const WORTHWHILE = 4;

/** Sums the cells over all facets but `facets`, under `filters`, which must be on other facets. */
export function levelOf(
  cube: CellCube,
  facets: readonly string[],
  filters: readonly CodedFilter[],
  clusters: number,
): Level {
  const { codes, size, radices } = jointCodes(cube, facets, filters);
  const totals = jointTotals(cube, codes, size);
  const { cells: count, cluster, n, sum } = cube;
  let records: ClusterRecords = { count, cluster, code: codes, n, sum };
  if (size * clusters * WORTHWHILE <= count) {
    const same = Int32Array.from({ length: size + 1 }, (_, code) => (code < size ? code : -1));
    records = mergeRecords(records, same, size, clusters);
  }
  return { facets, radices, size, totals, records, clusters };
}

/** The level summed further, over all facets but `facets`, under those filters that are on its other facets. */
export function narrow(
  level: Level,
  facets: readonly string[],
  filters: readonly CodedFilter[],
): Level | null {
  const { codeOf, radices, size } = recode(level, facets, filters);
  if (size * level.clusters * WORTHWHILE > level.records.count) return null;
  return {
    facets,
    radices,
    size,
    totals: addUp(level.totals, codeOf, size),
    records: mergeRecords(level.records, codeOf, size, level.clusters),
    clusters: level.clusters,
  };
}

export interface Recoding {
  readonly radices: readonly number[];
  readonly size: number;
  /** New code of each joint code; -1 where there is nothing or a filter leaves it out. */
  readonly codeOf: Int32Array;
}

/**
 * Joint codes of a level's `facets` (in the order given) from those of all its facets. A filter on
 * one of `facets` or on a facet the level does not have is passed over.
 */
export function recode(
  level: Level,
  facets: readonly string[],
  filters: readonly CodedFilter[],
): Recoding {
  const at = facets.map((facet) => level.facets.indexOf(facet));
  const radices = at.map((f) => level.radices[f]!);
  const size = radices.reduce((product, levels) => product * levels, 1);
  const applied = filters
    .filter(({ facet }) => level.facets.includes(facet) && !facets.includes(facet))
    .map(({ facet, allowed }) => ({ at: level.facets.indexOf(facet), allowed }));
  const codeOf = new Int32Array(level.size + 1).fill(-1);
  for (let j = 0; j < level.size; j++) {
    if (level.totals.n[j] === 0 && level.totals.missing[j] === 0) continue;
    const codes = splitCode(level.radices, j);
    if (applied.some((filter) => filter.allowed[codes[filter.at]!] !== 1)) continue;
    let code = 0;
    for (let f = 0; f < at.length; f++) code = code * radices[f]! + codes[at[f]!]!;
    codeOf[j] = code;
  }
  return { radices, size, codeOf };
}

/** Totals per new code. */
export function addUp(totals: JointTotals, codeOf: Int32Array, size: number): JointTotals {
  const add = (values: Float64Array): Float64Array => {
    const sums = new Float64Array(size + 1);
    for (let j = 0; j < codeOf.length; j++) {
      if (codeOf[j]! >= 0) sums[codeOf[j]!]! += values[j]!;
    }
    return sums;
  };
  return {
    n: add(totals.n),
    missing: add(totals.missing),
    sum: add(totals.sum),
    sumSquares: add(totals.sumSquares),
    sumSigned: add(totals.sumSigned),
  };
}
