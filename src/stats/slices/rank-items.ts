import { levelsOf } from './joint-codes.ts';
import { placer } from './placer.ts';
import type { CellCube, CodedFilter } from './types.ts';

/** Items in order of their mean error, as parallel arrays; an item is a task and an item code. */
export interface RankedItems {
  readonly count: number;
  readonly task: Int32Array;
  readonly item: Int32Array;
  /** Observations with an error. */
  readonly n: Int32Array;
  readonly meanError: Float64Array;
  /** Mean signed error. */
  readonly bias: Float64Array;
}

/**
 * Items under all filters, the largest mean error first for `worst`, the smallest for `best`; ties in
 * order of their codes. A `signed` measure is ranked by its distance from zero. Items without an
 * error are left out. O(cells + items log items).
 */
export function rankItems(
  cube: CellCube,
  filters: readonly CodedFilter[],
  order: 'worst' | 'best',
  signed: boolean,
): RankedItems {
  const items = levelsOf(cube, 'item');
  const taskCodes = cube.codes['task'];
  const itemCodes = cube.codes['item']!;
  const tests = filters.map(({ facet, allowed }) => {
    levelsOf(cube, facet);
    return { codes: cube.codes[facet]!, allowed };
  });
  const place = placer((taskCodes ? levelsOf(cube, 'task') : 1) * items);
  const keys: number[] = [];
  const n: number[] = [];
  const sum: number[] = [];
  const signedSum: number[] = [];
  for (let i = 0; i < cube.cells; i++) {
    if (cube.n[i] === 0) continue;
    if (!tests.every(({ codes, allowed }) => allowed[codes[i]!] === 1)) continue;
    const key = (taskCodes ? taskCodes[i]! * items : 0) + itemCodes[i]!;
    const at = place(key, keys.length);
    if (at === keys.length) {
      keys.push(key);
      n.push(0);
      sum.push(0);
      signedSum.push(0);
    }
    n[at]! += cube.n[i]!;
    sum[at]! += cube.sum[i]!;
    signedSum[at]! += cube.sumSigned[i]!;
  }
  const mean = Float64Array.from(sum, (total, at) => cube.shift + total / n[at]!);
  const badness = signed ? mean.map(Math.abs) : mean;
  const sign = order === 'worst' ? -1 : 1;
  const ranked = Int32Array.from(keys.keys()).sort(
    (a, b) => sign * (badness[a]! - badness[b]!) || keys[a]! - keys[b]!,
  );
  return {
    count: keys.length,
    task: ranked.map((at) => Math.floor(keys[at]! / items)),
    item: ranked.map((at) => keys[at]! % items),
    n: ranked.map((at) => n[at]!),
    meanError: Float64Array.from(ranked, (at) => mean[at]!),
    bias: Float64Array.from(ranked, (at) => signedSum[at]! / n[at]!),
  };
}
