import type { PairScores } from '../../protocol/resampler.ts';

/**
 * Positions of the task-items that two rows place farthest apart, each row standardised within its
 * task: a row that is kinder throughout differs nowhere. At most `most`, farthest first.
 */
export function farthestApart({ x, y, task }: PairScores, most: number): number[] {
  const [zx, zy] = [standardisedWithin(x, task), standardisedWithin(y, task)];
  const apart = Float64Array.from(zx, (z, i) => Math.abs(z - zy[i]));
  return [...apart.keys()].toSorted((a, b) => apart[b] - apart[a] || a - b).slice(0, most);
}

/** Values less their task's mean, over its standard deviation; 0 where the task has no spread. */
function standardisedWithin(values: Float64Array, task: Int32Array): Float64Array {
  const moments = new Map<number, { n: number; sum: number; squares: number }>();
  const of = (t: number) => {
    let found = moments.get(t);
    if (!found) moments.set(t, (found = { n: 0, sum: 0, squares: 0 }));
    return found;
  };
  values.forEach((value, i) => {
    const own = of(task[i]);
    own.n++;
    own.sum += value;
  });
  values.forEach((value, i) => {
    const own = of(task[i]);
    own.squares += (value - own.sum / own.n) ** 2;
  });
  return values.map((value, i) => {
    const { n, sum, squares } = of(task[i]);
    return squares > 0 ? (value - sum / n) / Math.sqrt(squares / n) : 0;
  });
}
