import type { PooledReader } from './pooled-pearson.ts';
import type { Reliability } from './types.ts';

/** Below this the correction multiplies noise, and is not given. */
export const LEAST_RELIABILITY = 0.5;

/** Where the parts of a scorer stand among the rows of a reader. */
export interface PartRows {
  readonly first: number;
  readonly parts: number;
  /** Levels that the whole has for each that a part has, on average. */
  readonly lengthening: number;
}

/**
 * Reliability of a mean over all levels from the mean correlation r between its parts, each 1/k of
 * the length: k r / (1 + (k - 1) r) (Spearman 1910; Brown 1910). With two parts the split-half
 * reliability; with more, r is the mean over all splits into single parts. Parts without a
 * correlation are left out; NaN where none has one.
 */
export function reliabilityOf(rows: PartRows, read: PooledReader): Reliability {
  const betweenParts = meanBetween(rows, rows, read, false);
  const k = rows.lengthening;
  return { value: (k * betweenParts) / (1 + (k - 1) * betweenParts), betweenParts };
}

/**
 * Mean correlation between parts of a and parts of b that stand for different levels, so that the two
 * sides share no prompt, run or rater.
 */
export function crossParts(a: PartRows, b: PartRows, read: PooledReader): number {
  return meanBetween(a, b, read, true);
}

function meanBetween(a: PartRows, b: PartRows, read: PooledReader, ordered: boolean): number {
  let sum = 0;
  let n = 0;
  for (let p = 0; p < a.parts; p++) {
    for (let q = ordered ? 0 : p + 1; q < b.parts; q++) {
      if (q === p) continue;
      const r = read(a.first + p, b.first + q);
      if (Number.isNaN(r)) continue;
      sum += r;
      n++;
    }
  }
  return sum / n;
}
