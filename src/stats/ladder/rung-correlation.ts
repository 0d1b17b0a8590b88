import { averageRanks, denseRanks } from '../agreement/ranks.ts';
import { spearmanMemory, spearmanRho } from '../agreement/spearman.ts';
import { normalQuantile } from '../special/normal-quantile.ts';
import { permutationP } from './permutation-p.ts';
import type { RungCorrelation } from './types.ts';

/**
 * Spearman's rank correlation of two rungs over the lines that stand on both; null where fewer than
 * three do or a rung is constant. The interval is on Fisher's scale with variance
 * (1 + rho^2 / 2) / (n - 3) (Bonett & Wright 2000, equation 7), from four lines on and for |rho| < 1. It
 * takes the lines as drawn from many models like these, and their positions as known.
 */
export function rungCorrelation(
  x: readonly (number | null)[],
  y: readonly (number | null)[],
): RungCorrelation | null {
  const ranks = [x, y].map((rung) => denseRanks(Float64Array.from(rung, (value) => value ?? NaN)));
  const { n, rho } = spearmanRho(ranks[0], ranks[1], spearmanMemory(x.length));
  if (n < 3 || Number.isNaN(rho)) return null;
  const both = [...x.keys()].filter((line) => x[line] !== null && y[line] !== null);
  const [rankX, rankY] = [x, y].map((rung) =>
    Array.from(averageRanks(Float64Array.from(both, (line) => rung[line]!))),
  );
  const p = permutationP(rankX, rankY, rho);
  if (n < 4 || Math.abs(rho) === 1) return { value: rho, low: null, high: null, lines: n, p };
  const half = normalQuantile(0.975) * Math.sqrt((1 + (rho * rho) / 2) / (n - 3));
  const z = Math.atanh(rho);
  return { value: rho, low: Math.tanh(z - half), high: Math.tanh(z + half), lines: n, p };
}
