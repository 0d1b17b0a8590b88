import { clusterMoments } from './cluster-moments.ts';
import { describeSlice } from './describe-slice.ts';
import { levelsOf } from './joint-codes.ts';
import { levelOf, narrow } from './level.ts';
import { memoryOf } from './level-memory.ts';
import type { Level } from './level.ts';
import { rollUp } from './strata.ts';
import type { CellCube, CodedAnswer, CodedFilter, CodedSlice, SliceOptions } from './types.ts';

/** Groupings whose facets together have more combinations than this are not summed together. */
const LARGEST_FAMILY = 2 ** 17;

const TASK = 'task';

/**
 * The total under all filters, and the slices of each grouping, which leaves out the filters on its
 * own facets. A slice appears where it has an observation, missing or not. Means are uncentred.
 *
 * Cells are summed once per family of groupings and kept by cluster; each grouping is then one pass
 * over what is left. The sums and the slices of the last call are remembered with the cube, so that a
 * changed filter on a facet that is grouped by reads no cell again, and groupings by that facet are
 * there already.
 * Throws where a grouping or filter names a facet the cells do not have.
 */
export function sliceCube(
  cube: CellCube,
  filters: readonly CodedFilter[],
  groupings: readonly (readonly string[])[],
  options: SliceOptions,
): CodedAnswer {
  const stratify = options.average === 'macro' ? TASK : null;
  const asked: readonly (readonly string[])[] = [[], ...groupings];
  const answers: (readonly CodedSlice[])[] = asked.map(() => []);
  const memory = memoryOf(cube);
  for (const family of families(cube, asked, stratify)) {
    const level = memory.levels.recall(family.facets, filters, (outside) =>
      levelOf(cube, family.facets, outside, memory.clusters),
    );
    const levels = [level];
    for (const set of family.sets.toSorted((a, b) => b.length - a.length)) {
      const from = smallestWith(levels, set);
      const narrowed = memory.levels.recall(set, filters, () => narrow(from, set, filters));
      if (narrowed) levels.push(narrowed);
    }
    family.members.forEach((index, m) => {
      const facets = asked[index]!;
      const make = (): CodedSlice[] => {
        const from = smallestWith(levels, family.sets[m]!);
        return describe(from, facets, filters, stratify, cube.shift, options);
      };
      const variant = `${options.average} ${options.measure}`;
      answers[index] = memory.slices.recall(facets, filters, make, variant);
    });
  }
  memory.forgetUnused();
  const total = answers[0]![0] ?? EMPTY;
  return {
    total,
    groups: groupings.map((facets, g) => ({ facets, slices: answers[g + 1]! })),
  };
}

function describe(
  level: Level,
  facets: readonly string[],
  filters: readonly CodedFilter[],
  stratify: string | null,
  shift: number,
  options: SliceOptions,
): CodedSlice[] {
  const strata = rollUp(level, facets, filters, stratify);
  const moments = clusterMoments(level.records, strata, level.clusters, 'CR3');
  const slices: CodedSlice[] = [];
  for (let g = 0; g < strata.slices; g++) {
    const slice = describeSlice(strata, moments, shift, g, options.measure);
    if (slice.n > 0 || slice.missing > 0) slices.push(slice);
  }
  return slices;
}

interface Family {
  readonly facets: string[];
  /** Positions of the groupings among those asked for, and the facets each needs. */
  readonly members: number[];
  readonly sets: (readonly string[])[];
}

/** Groupings put together, in order, as long as their facets' combinations stay few. */
function families(
  cube: CellCube,
  groupings: readonly (readonly string[])[],
  stratify: string | null,
): Family[] {
  const found: Family[] = [];
  groupings.forEach((grouping, index) => {
    const needed = [...new Set(stratify === null ? grouping : [...grouping, stratify])];
    const last = found.at(-1);
    const joined = [...new Set([...(last?.facets ?? []), ...needed])];
    const size = joined.reduce((product, facet) => product * levelsOf(cube, facet), 1);
    if (last && size <= LARGEST_FAMILY) {
      last.facets.splice(0, last.facets.length, ...joined);
      last.members.push(index);
      last.sets.push(needed);
    } else found.push({ facets: [...needed], members: [index], sets: [needed] });
  });
  return found;
}

/** The level of fewest records that has all facets of `set`. */
function smallestWith(levels: readonly Level[], set: readonly string[]): Level {
  return levels
    .filter(({ facets }) => set.every((facet) => facets.includes(facet)))
    .reduce((a, b) => (b.records.count < a.records.count ? b : a));
}

const EMPTY: CodedSlice = {
  codes: [],
  n: 0,
  missing: 0,
  clusters: 0,
  mean: NaN,
  bias: NaN,
  rmse: NaN,
  interval: null,
  naiveSe: NaN,
};
