import { incompleteGamma } from './incomplete-gamma.ts';

/** Distribution function of chi-squared with real df > 0: P(df/2, x/2). 0 for x <= 0. */
export function chiSquaredCdf(x: number, df: number): number {
  return incompleteGamma(df / 2, Math.max(0, x) / 2).lower;
}

/** P(X > x) for chi-squared with real df > 0, accurate in relative terms: Q(df/2, x/2). */
export function chiSquaredUpperTail(x: number, df: number): number {
  return incompleteGamma(df / 2, Math.max(0, x) / 2).upper;
}
