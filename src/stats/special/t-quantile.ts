import { invertLog } from './invert-cdf.ts';
import { normalQuantile } from './normal-quantile.ts';
import { tCentral, tDensityTimesT, tUpperTail } from './t-cdf.ts';

/**
 * Quantile of Student's t with real df > 0 (Infinity: normal) for p in [0, 1]: the distribution
 * function of `t-cdf.ts` inverted on the log scale, from the central part for p near 1/2 and from
 * the tail elsewhere. Throws for p outside [0, 1] and df <= 0.
 */
export function tQuantile(p: number, df: number): number {
  if (!(p >= 0 && p <= 1)) throw new Error(`invalid p; not in [0, 1]: ${p}`);
  if (!(df > 0)) throw new Error(`invalid df; not above 0: ${df}`);
  if (df === Infinity) return normalQuantile(p);
  if (p === 0) return -Infinity;
  if (p === 1) return Infinity;
  if (p === 0.5) return 0;
  const sign = p < 0.5 ? -1 : 1;
  const z = Math.abs(normalQuantile(p));
  // Abramowitz & Stegun 26.7.5, two terms: a start only.
  const start = z + (z ** 3 + z) / (4 * df);
  const central = Math.abs(p - 0.5);
  if (central < 0.25) {
    const value = (t: number): number => Math.log(tCentral(t, df));
    const slope = (t: number): number => tDensityTimesT(t, df) / tCentral(t, df);
    return sign * invertLog(value, slope, Math.log(central), start, true);
  }
  const tail = Math.min(p, 1 - p);
  const value = (t: number): number => Math.log(tUpperTail(t, df));
  const slope = (t: number): number => -tDensityTimesT(t, df) / tUpperTail(t, df);
  return sign * invertLog(value, slope, Math.log(tail), start, false);
}
