import { jointCodes, levelsOf, splitCode } from './joint-codes.ts';
import { placer } from './placer.ts';
import type { CellCube, CodedFilter } from './types.ts';

/** Cells seen as answers of a combination of model and prompt to an item of a task. */
export interface Combinations {
  /** Codes of model and prompt per combination that has an observation. */
  readonly choices: readonly (readonly [model: number, prompt: number])[];
  /** Combination of each cell, -1 where it does not count. */
  readonly combination: Int32Array;
  /** Item within its task of each cell; what it holds where the cell does not count is meaningless. */
  readonly item: Int32Array;
  readonly items: number;
  /** Position of each cell's cluster, 0-based and dense. */
  readonly cluster: Int32Array;
  readonly clusters: number;
}

const CHOICE = ['model', 'prompt'];

/** Finds the combinations and items that have observations under all filters. One pass over cells. */
export function combinationsOf(cube: CellCube, filters: readonly CodedFilter[]): Combinations {
  const outside = filters.filter(({ facet }) => !CHOICE.includes(facet));
  const { codes, radices, size } = jointCodes(cube, CHOICE, outside);
  const denseOf = new Int32Array(size + 1).fill(-1);
  const excluded = new Uint8Array(size + 1);
  excluded[size] = 1;
  for (let code = 0; code < size; code++) {
    const pair = splitCode(radices, code);
    for (const { facet, allowed } of filters) {
      const at = CHOICE.indexOf(facet);
      if (at >= 0 && allowed[pair[at]!] !== 1) excluded[code] = 1;
    }
  }
  const items = levelsOf(cube, 'item');
  const taskCodes = cube.codes['task'];
  const itemCodes = cube.codes['item']!;
  const place = placer((taskCodes ? levelsOf(cube, 'task') : 1) * items);
  const choices: [number, number][] = [];
  const item = new Int32Array(cube.cells);
  const cluster = new Int32Array(cube.cells);
  let itemsFound = 0;
  let clusters = 0;
  let lastCluster = NaN;
  for (let i = 0; i < cube.cells; i++) {
    const code = codes[i]!;
    if (excluded[code] === 1 || cube.n[i] === 0) {
      codes[i] = -1;
      continue;
    }
    if (denseOf[code]! < 0) {
      denseOf[code] = choices.length;
      choices.push(splitCode(radices, code) as [number, number]);
    }
    codes[i] = denseOf[code]!;
    const key = (taskCodes ? taskCodes[i]! * items : 0) + itemCodes[i]!;
    item[i] = place(key, itemsFound);
    if (item[i] === itemsFound) itemsFound++;
    if (cube.cluster[i] !== lastCluster) {
      lastCluster = cube.cluster[i]!;
      clusters++;
    }
    cluster[i] = clusters - 1;
  }
  return { choices, combination: codes, item, items: itemsFound, cluster, clusters };
}

/** Whether items answered in common link every combination with every other. */
export function areLinked({ choices, combination, item, items }: Combinations): boolean {
  const parent = Int32Array.from(choices.keys());
  const root = (k: number): number => {
    while (parent[k] !== k) {
      parent[k] = parent[parent[k]!]!;
      k = parent[k]!;
    }
    return k;
  };
  const firstOf = new Int32Array(items).fill(-1);
  let groups = choices.length;
  for (let i = 0; i < combination.length && groups > 1; i++) {
    const k = combination[i]!;
    if (k < 0) continue;
    const first = firstOf[item[i]!]!;
    if (first < 0) firstOf[item[i]!] = k;
    else if (root(first) !== root(k)) {
      parent[root(first)] = root(k);
      groups--;
    }
  }
  return groups === 1;
}
