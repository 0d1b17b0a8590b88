import { directed, fixed, range } from '../../domain/format.ts';
import type { Estimate } from '../../stats/agreement/types.ts';

/** Decimals of a correlation: two, as its interval rarely carries a third. */
const DECIMALS = 2;

/** A correlation with its sign. */
export function correlation(r: number): string {
  return directed(r, DECIMALS);
}

/** `+0.24 to +0.43`, or a dash where there is none. */
export function interval({ low, high }: Pick<Estimate, 'low' | 'high'>): string {
  return low === null || high === null ? '–' : range(low, high, correlation);
}

/** Decimals that tell benchmark scores apart, as they were published: at most three. */
export function scoreDecimals(scores: readonly number[]): number {
  const needed = (x: number): number => {
    const [, decimals = ''] = String(Number(x.toFixed(3))).split('.');
    return decimals.length;
  };
  return scores.reduce((most, score) => Math.max(most, needed(score)), 0);
}

/** A p value: three decimals, or that it is smaller. */
export function pValue(p: number): string {
  return p < 0.001 ? 'p\u00a0<\u00a00.001' : `p\u00a0=\u00a0${fixed(p, p < 0.1 ? 3 : 2)}`;
}
