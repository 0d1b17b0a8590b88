import { tQuantile } from '../special/t-quantile.ts';

/** A paired comparison as it stands: its standard error, degrees of freedom and number of items. */
export interface PresentDesign {
  readonly se: number;
  readonly df: number;
  readonly items: number;
}

/**
 * The smallest true difference that a two-sided test at level `alpha` finds with probability `power`:
 * (t_{1 - alpha/2} + t_{power}) se (Bloom 1995, "Minimum detectable effects"); with infinite
 * degrees of freedom the expression of Miller (2024, section 5).
 */
export function minimumDetectableDifference(
  { se, df }: Omit<PresentDesign, 'items'>,
  power = 0.8,
  alpha = 0.05,
): number {
  return (tQuantile(1 - alpha / 2, df) + tQuantile(power, df)) * se;
}

/**
 * Items of the same kind, as many to a cluster as now, with which `difference` would be the minimum
 * detectable one: the variance falls, and the degrees of freedom grow, in proportion to the items.
 * At least 2. Infinity for a difference of 0. Throws where `difference` is negative or not finite.
 */
export function itemsNeeded(
  design: PresentDesign,
  difference: number,
  power = 0.8,
  alpha = 0.05,
): number {
  if (!(difference >= 0) || difference === Infinity)
    throw new Error(`invalid difference; not in [0, Infinity): ${difference}`);
  if (difference === 0) return Infinity;
  const detects = (items: number): boolean => {
    const ratio = items / design.items;
    const scaled = { se: design.se / Math.sqrt(ratio), df: Math.max(1, design.df * ratio) };
    return minimumDetectableDifference(scaled, power, alpha) <= difference;
  };
  let high = 2;
  while (!detects(high)) {
    high *= 2;
    if (high > Number.MAX_SAFE_INTEGER) return Infinity;
  }
  let low = Math.max(1, high / 2);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (detects(middle)) high = middle;
    else low = middle;
  }
  return high;
}
