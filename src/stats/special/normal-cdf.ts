import { incompleteGamma } from './incomplete-gamma.ts';

/**
 * Standard normal distribution function, accurate in relative terms in the lower tail: through the
 * incomplete gamma function, erfc(u) = Q(1/2, u^2) (DLMF 7.11.2). Use normalCdf(-z) for upper tails.
 */
export function normalCdf(z: number): number {
  if (Number.isNaN(z)) return NaN;
  const { lower, upper } = incompleteGamma(0.5, (z * z) / 2);
  return z < 0 ? upper / 2 : 0.5 + lower / 2;
}
