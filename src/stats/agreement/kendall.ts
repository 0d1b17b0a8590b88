import type { DenseRanks } from './ranks.ts';

/** Counts of one pair of rows over the positions both have. */
export interface KendallCounts {
  readonly n: number;
  /** Tau-b; NaN where fewer than two positions are shared or a side is constant. */
  readonly tau: number;
}

/** Memory for pairs of up to `n` positions, reused from pair to pair. */
export interface KendallMemory {
  readonly start: Int32Array;
  readonly sequence: Int32Array;
  readonly greater: Int32Array;
  readonly tiesY: Int32Array;
}

/** Memory for rows of `n` positions. */
export function kendallMemory(n: number): KendallMemory {
  return {
    start: new Int32Array(n + 1),
    sequence: new Int32Array(n),
    greater: new Int32Array(n),
    tiesY: new Int32Array(n),
  };
}

/**
 * Kendall's tau-b (Kendall 1945) by Knight's (1966) method: positions in order of x, ties by y, from
 * one stable counting sort of y's order; then the inversions of y are the discordant pairs.
 * O(n log n) time after ranking, no allocation.
 */
export function kendallTauB(x: DenseRanks, y: DenseRanks, memory: KendallMemory): KendallCounts {
  const { start, sequence, tiesY } = memory;
  start.fill(0, 0, x.levels + 1);
  tiesY.fill(0, 0, y.levels);
  let n = 0;
  for (let i = 0; i < y.order.length; i++) {
    const rank = x.ranks[y.order[i]];
    if (rank < 0) continue;
    start[rank + 1]++;
    tiesY[y.ranks[y.order[i]]]++;
    n++;
  }
  const pairs = (n * (n - 1)) / 2;
  let tiedX = 0;
  let tiedY = 0;
  for (let level = 0; level < x.levels; level++) {
    const size = start[level + 1];
    tiedX += (size * (size - 1)) / 2;
    start[level + 1] += start[level];
  }
  for (let level = 0; level < y.levels; level++) tiedY += (tiesY[level] * (tiesY[level] - 1)) / 2;
  for (let i = 0; i < y.order.length; i++) {
    const position = y.order[i];
    const rank = x.ranks[position];
    if (rank >= 0) sequence[start[rank]++] = y.ranks[position];
  }
  // `start[level]` is now where the level ends.
  let tiedBoth = 0;
  for (let level = 0, i = 0; level < x.levels; level++) {
    for (; i < start[level];) {
      const value = sequence[i];
      let size = 0;
      for (; i < start[level] && sequence[i] === value; i++) size++;
      tiedBoth += (size * (size - 1)) / 2;
    }
  }
  const discordant = countInversions(sequence, memory.greater, n, y.levels);
  const numerator = pairs - tiedX - tiedY + tiedBoth - 2 * discordant;
  // Each factor's root apart: their product exceeds 2^53 from about 14,000 positions on.
  const tau = numerator / Math.sqrt(pairs - tiedX) / Math.sqrt(pairs - tiedY);
  return { n, tau: Number.isFinite(tau) ? Math.max(-1, Math.min(1, tau)) : NaN };
}

/**
 * Pairs in the first n entries, in [0, levels), of which the earlier is greater. Two values differ
 * first in one bit: per bit from the highest, an entry that has it not is exceeded by the earlier ones
 * that have it and agree in all higher bits, kept in `greater`. O(n log levels), without branches.
 */
function countInversions(
  values: Int32Array,
  greater: Int32Array,
  n: number,
  levels: number,
): number {
  let count = 0;
  for (let bit = 31 - Math.clz32(Math.max(1, levels - 1)); bit >= 0; bit--) {
    greater.fill(0, 0, ((levels - 1) >> (bit + 1)) + 1);
    for (let i = 0; i < n; i++) {
      const value = values[i];
      const group = value >> (bit + 1);
      const has = (value >> bit) & 1;
      const earlier = greater[group];
      greater[group] = earlier + has;
      count += earlier & (has - 1);
    }
  }
  return count;
}
