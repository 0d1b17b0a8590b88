import type { DenseRanks } from './ranks.ts';

/** Memory for pairs of rows of up to `n` positions. */
export interface SpearmanMemory {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** Memory for rows of `n` positions. */
export function spearmanMemory(n: number): SpearmanMemory {
  return { x: new Float64Array(n), y: new Float64Array(n) };
}

/**
 * Spearman's rank correlation over the positions both rows have, ranked among those: Pearson's of
 * mean ranks (Spearman 1904), computed from their distances to (n + 1) / 2. NaN where fewer than two
 * positions are shared or a side is constant. O(n) after ranking.
 */
export function spearmanRho(
  x: DenseRanks,
  y: DenseRanks,
  memory: SpearmanMemory,
): { n: number; rho: number } {
  const n = rankShared(x, y, memory.x);
  rankShared(y, x, memory.y);
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let i = 0; i < x.order.length; i++) {
    const position = x.order[i];
    if (y.ranks[position] < 0) continue;
    const [a, b] = [memory.x[position], memory.y[position]];
    xx += a * a;
    yy += b * b;
    xy += a * b;
  }
  if (n < 2 || xx === 0 || yy === 0) return { n, rho: NaN };
  return { n, rho: Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy))) };
}

/** Writes the centred mean ranks of `own` among the positions that `other` has too; how many those are. */
function rankShared(own: DenseRanks, other: DenseRanks, into: Float64Array): number {
  const { order, ranks } = own;
  let n = 0;
  for (let i = 0; i < order.length; i++) if (other.ranks[order[i]] >= 0) n++;
  const middle = (n + 1) / 2;
  let before = 0;
  for (let i = 0; i < order.length;) {
    const rank = ranks[order[i]];
    const begin = i;
    let tied = 0;
    for (; i < order.length && ranks[order[i]] === rank; i++) {
      if (other.ranks[order[i]] >= 0) tied++;
    }
    const mean = before + (tied + 1) / 2 - middle;
    for (let k = begin; k < i; k++) into[order[k]] = mean;
    before += tied;
  }
  return n;
}
