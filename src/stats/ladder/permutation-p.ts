import { tCdf } from '../special/t-cdf.ts';

/** Up to this many lines all orders are tried: 40,320. */
const MOST_TRIED = 8;

/**
 * Two-sided p of no rank correlation: the share of all orders of the one rung that correlate with the other at
 * least as far from zero as `rho` does (Hotelling & Pabst 1936), ties as they are; beyond eight lines by
 * t = rho sqrt((n - 2) / (1 - rho^2)) with n - 2 degrees of freedom (Kendall 1938). `x` and `y` are
 * the ranks, all present.
 */
export function permutationP(x: readonly number[], y: readonly number[], rho: number): number {
  const n = x.length;
  if (n > MOST_TRIED) {
    if (Math.abs(rho) >= 1) return orders(n);
    return 2 * tCdf(-Math.abs(rho) * Math.sqrt((n - 2) / (1 - rho * rho)), n - 2);
  }
  const mean = x.reduce((sum, rank) => sum + rank, 0) / n;
  const meanY = y.reduce((sum, rank) => sum + rank, 0) / n;
  const centred = x.map((rank) => rank - mean);
  const order = y.map((rank) => rank - meanY);
  const product = (): number => centred.reduce((sum, rank, i) => sum + rank * order[i], 0);
  const least = Math.abs(product()) - 1e-9;
  let all = 0;
  let far = 0;
  const visit = (k: number): void => {
    if (k === 1) {
      all++;
      if (Math.abs(product()) >= least) far++;
      return;
    }
    // Heap's algorithm (1963).
    for (let i = 0; i < k; i++) {
      visit(k - 1);
      const j = k % 2 === 0 ? i : 0;
      [order[j], order[k - 1]] = [order[k - 1], order[j]];
    }
  };
  visit(n);
  return far / all;
}

/** Share of two orders, the same and the reverse, among all of `n`. */
function orders(n: number): number {
  let share = 2;
  for (let i = 2; i <= n; i++) share /= i;
  return share;
}
