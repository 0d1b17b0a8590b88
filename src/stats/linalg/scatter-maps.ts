import type { Supernodes } from './supernodes.ts';

/**
 * Rows `begin .. end - 1` of a supernode's rows are pivots of `owner`. `target[b - begin]` is the row
 * of the owner's panel that row b >= begin falls on; the entry behind the last row stands for the
 * right-hand side, the last row of every panel.
 */
export interface Run {
  readonly owner: number;
  readonly begin: number;
  readonly end: number;
  readonly target: Int32Array;
}

/** Where the update of each supernode lands. Cost: the sum of all panel heights and targets. */
export function scatterMaps(symbolic: Supernodes): Run[][] {
  const { first, rows, owner } = symbolic;
  const maps: Run[][] = rows.map(() => []);
  const into: { from: number; run: Run }[][] = rows.map(() => []);
  rows.forEach((below, s) => {
    for (let begin = 0; begin < below.length;) {
      const to = owner[below[begin]];
      let end = begin + 1;
      while (end < below.length && owner[below[end]] === to) end++;
      const run = { owner: to, begin, end, target: new Int32Array(below.length + 1 - begin) };
      maps[s].push(run);
      into[to].push({ from: s, run });
      begin = end;
    }
  });
  const place = new Int32Array(symbolic.positions);
  into.forEach((arriving, to) => {
    const pivots = first[to + 1] - first[to];
    for (let j = 0; j < pivots; j++) place[first[to] + j] = j;
    rows[to].forEach((position, index) => {
      place[position] = pivots + index;
    });
    for (const { from, run } of arriving) {
      const below = rows[from];
      for (let b = run.begin; b < below.length; b++) run.target[b - run.begin] = place[below[b]];
      run.target[below.length - run.begin] = pivots + rows[to].length;
    }
  });
  return maps;
}
