import { countClusters } from './cluster-records.ts';
import type { Level } from './level.ts';
import type { CellCube, CodedFilter, CodedSlice } from './types.ts';

/**
 * What the last call made, by facets and the filters on other facets: a grouping does not depend on
 * the filters on its own, so a change of filter on a facet that is grouped by finds most of it here.
 */
class Remembered<T> {
  #before = new Map<string, T>();
  #used = new Map<string, T>();

  /** What was made of `facets` under the filters on other facets; made where it is not remembered. */
  recall<U extends T>(
    facets: readonly string[],
    filters: readonly CodedFilter[],
    make: (outside: readonly CodedFilter[]) => U,
    variant = '',
  ): U {
    const outside = filters.filter(({ facet }) => !facets.includes(facet));
    const allowed = outside.map((filter) => [filter.facet, filter.allowed.join('')]);
    const key = JSON.stringify([facets, allowed, variant]);
    const found = this.#used.get(key) ?? this.#before.get(key);
    const value = found === undefined ? make(outside) : (found as U);
    this.#used.set(key, value);
    return value;
  }

  /** Keeps what was asked for since the last call only. */
  forgetUnused(): void {
    this.#before = this.#used;
    this.#used = new Map();
  }
}

/** What is remembered of one cube between two calls. */
class CubeMemory {
  /** Clusters in the cube. */
  readonly clusters: number;
  readonly levels = new Remembered<Level | null>();
  readonly slices = new Remembered<readonly CodedSlice[]>();

  constructor(cube: CellCube) {
    this.clusters = countClusters(cube.cluster);
  }

  forgetUnused(): void {
    this.levels.forgetUnused();
    this.slices.forgetUnused();
  }
}

const memories = new WeakMap<CellCube, CubeMemory>();

/** The memory of a cube, which lives as long as the cube; cubes never change. */
export function memoryOf(cube: CellCube): CubeMemory {
  let memory = memories.get(cube);
  if (!memory) memories.set(cube, (memory = new CubeMemory(cube)));
  return memory;
}
