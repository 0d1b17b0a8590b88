import type { CellCube, CodedFilter } from './types.ts';

/** Mean error per item of each task, as parallel arrays; one entry per item that has an observation. */
export interface ItemErrors {
  readonly task: Int32Array;
  readonly item: Int32Array;
  /** Observations with an error. */
  readonly n: Int32Array;
  readonly mean: Float64Array;
}

/**
 * Mean errors per task and item under all filters, worst or best first; ties by task, then item.
 * The cells must hold the facets `task` and `item`.
 */
export function itemErrors(
  cube: CellCube,
  filters: readonly CodedFilter[],
  order: 'worst' | 'best',
): ItemErrors {
  const { task, item } = cube.codes;
  const items = cube.levels.item;
  const place = new Map<number, number>();
  const keys: number[] = [];
  const sums: number[] = [];
  const counts: number[] = [];
  const tests = filters.map(({ facet, allowed }) => ({ codes: cube.codes[facet], allowed }));
  for (let cell = 0; cell < cube.cells; cell++) {
    if (cube.n[cell] === 0) continue;
    if (tests.some(({ codes, allowed }) => allowed[codes[cell]] !== 1)) continue;
    const key = task[cell] * items + item[cell];
    let at = place.get(key);
    if (at === undefined) {
      at = keys.push(key) - 1;
      place.set(key, at);
      sums.push(0);
      counts.push(0);
    }
    sums[at] += cube.sum[cell];
    counts[at] += cube.n[cell];
  }
  const means = sums.map((sum, at) => sum / counts[at] + cube.shift);
  const sign = order === 'worst' ? -1 : 1;
  const sorted = Int32Array.from(keys.keys()).sort(
    (a, b) => sign * (means[a] - means[b]) || keys[a] - keys[b],
  );
  return {
    task: sorted.map((at) => Math.floor(keys[at] / items)),
    item: sorted.map((at) => keys[at] % items),
    n: sorted.map((at) => counts[at]),
    mean: Float64Array.from(sorted, (at) => means[at]),
  };
}
