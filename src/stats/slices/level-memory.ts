import { countClusters } from './cluster-records.ts';
import type { Level } from './level.ts';
import type { CellCube, CodedFilter } from './types.ts';

/**
 * The levels that the last call made of a cube. A level depends on the filters on facets other than
 * its own only, so a change of filter on a facet that is grouped by finds most of them here.
 */
class LevelMemory {
  /** Clusters in the cube. */
  readonly clusters: number;
  #levels = new Map<string, Level | null>();
  #used = new Map<string, Level | null>();

  constructor(cube: CellCube) {
    this.clusters = countClusters(cube.cluster);
  }

  /** The level of `facets` under the filters on other facets; made where it is not remembered. */
  recall<T extends Level | null>(
    facets: readonly string[],
    filters: readonly CodedFilter[],
    make: (outside: readonly CodedFilter[]) => T,
  ): T {
    const outside = filters.filter(({ facet }) => !facets.includes(facet));
    const key = JSON.stringify([facets, outside.map((f) => [f.facet, f.allowed.join('')])]);
    const found = this.#used.get(key) ?? this.#levels.get(key);
    const level = found === undefined ? make(outside) : (found as T);
    this.#used.set(key, level);
    return level;
  }

  /** Keeps what was asked for since the last call only. */
  forgetUnused(): void {
    this.#levels = this.#used;
    this.#used = new Map();
  }
}

const memories = new WeakMap<CellCube, LevelMemory>();

/** The memory of a cube, which lives as long as the cube; cubes never change. */
export function memoryOf(cube: CellCube): LevelMemory {
  let memory = memories.get(cube);
  if (!memory) memories.set(cube, (memory = new LevelMemory(cube)));
  return memory;
}
