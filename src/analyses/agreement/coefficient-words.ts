import { fixed } from '../../domain/format.ts';
import type { Coefficient } from '../../stats/agreement/types.ts';

/** What a coefficient is called, in a list and in a heading. */
export const COEFFICIENT_WORDS: Readonly<Record<Coefficient, { name: string; symbol: string }>> = {
  pearson: { name: 'Pearson', symbol: 'Pearson r' },
  spearman: { name: 'Spearman', symbol: 'Spearman ρ' },
  kendall: { name: 'Kendall', symbol: 'Kendall τ-b' },
  biweight: { name: 'Biweight', symbol: 'biweight midcorrelation' },
  kappa: { name: 'Weighted κ', symbol: 'quadratic-weighted κ' },
};

/** The coefficients on offer. */
export const COEFFICIENT_NAMES = Object.keys(COEFFICIENT_WORDS) as Coefficient[];

/** `.83`, `−.12`, `1.00`: a coefficient where many stand close together. */
export function shortCoefficient(value: number): string {
  const text = fixed(value, 2);
  return Math.abs(value) < 0.995 ? text.replace('0.', '.') : text;
}

/** `0.83`. */
export function coefficient(value: number): string {
  return fixed(value, 2);
}
