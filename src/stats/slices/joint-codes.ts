import type { CellCube, CodedFilter } from './types.ts';

/** Every cell's combination of some facets as one number, mixed radix, the last facet fastest. */
export interface JointCodes {
  readonly facets: readonly string[];
  /** Levels per facet. */
  readonly radices: readonly number[];
  /** Product of the radices; it is also the code of cells that the filters leave out. */
  readonly size: number;
  readonly codes: Int32Array;
}

/**
 * Joint codes of `facets`, with the cells that fail any of `filters` coded as `size`. The filters
 * must be on other facets: those on `facets` can be applied to the joint codes, at no cost per cell.
 */
export function jointCodes(
  cube: CellCube,
  facets: readonly string[],
  filters: readonly CodedFilter[],
): JointCodes {
  const radices = facets.map((facet) => levelsOf(cube, facet));
  const size = radices.reduce((product, levels) => product * levels, 1);
  if (size >= 2 ** 31) throw new Error(`invalid grouping; more than 2^31 combinations: ${size}`);
  const codes = new Int32Array(cube.cells);
  facets.forEach((facet, f) => {
    const facetCodes = cube.codes[facet]!;
    const radix = radices[f]!;
    if (f === 0) codes.set(facetCodes);
    else for (let i = 0; i < codes.length; i++) codes[i] = codes[i]! * radix + facetCodes[i]!;
  });
  for (const { facet, allowed } of filters) {
    levelsOf(cube, facet);
    const facetCodes = cube.codes[facet]!;
    for (let i = 0; i < codes.length; i++) {
      if (allowed[facetCodes[i]!] !== 1) codes[i] = size;
    }
  }
  return { facets, radices, size, codes };
}

/** The code of each facet in joint code `joint`, in the order of `facets`. */
export function splitCode(radices: readonly number[], joint: number): number[] {
  const codes = new Array<number>(radices.length);
  for (let f = radices.length - 1; f >= 0; f--) {
    codes[f] = joint % radices[f]!;
    joint = Math.floor(joint / radices[f]!);
  }
  return codes;
}

/** Number of levels of a facet; throws where the cells do not have it. */
export function levelsOf(cube: CellCube, facet: string): number {
  const levels = cube.levels[facet];
  if (levels === undefined || cube.codes[facet] === undefined)
    throw new Error(`invalid facet; not among the cells' facets: ${facet}`);
  return levels;
}
