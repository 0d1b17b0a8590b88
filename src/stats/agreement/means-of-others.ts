import type { ScoreMatrix } from './types.ts';

/**
 * For each human rater the mean of the others that rated the column, a row each in the order given; NaN
 * where none did. A rater is never compared with a mean that the rater is part of.
 */
export function meansOfOthers(
  { values, columns }: ScoreMatrix,
  humans: readonly number[],
): Float64Array {
  const width = columns.count;
  const out = new Float64Array(humans.length * width);
  for (let c = 0; c < width; c++) {
    let sum = 0;
    let n = 0;
    for (const row of humans) {
      const value = values[row * width + c];
      if (Number.isNaN(value)) continue;
      sum += value;
      n++;
    }
    humans.forEach((row, h) => {
      const own = values[row * width + c];
      const has = Number.isNaN(own) ? 0 : 1;
      out[h * width + c] = (sum - (has ? own : 0)) / (n - has);
    });
  }
  return out;
}
