import { chiSquaredCdf, chiSquaredUpperTail } from './chi-squared-cdf.ts';
import { invertLog } from './invert-cdf.ts';
import { devianceTerm, stirlingError } from './log-gamma.ts';
import { normalQuantile } from './normal-quantile.ts';

/**
 * Quantile of chi-squared with real df > 0 for p in [0, 1], started at Wilson & Hilferty (1931) and
 * inverted on the log scale from the smaller tail. Throws for p outside [0, 1] and df <= 0.
 */
export function chiSquaredQuantile(p: number, df: number): number {
  if (!(p >= 0 && p <= 1)) throw new Error(`invalid p; not in [0, 1]: ${p}`);
  if (!(df > 0)) throw new Error(`invalid df; not above 0: ${df}`);
  if (p === 0) return 0;
  if (p === 1) return Infinity;
  const c = 2 / (9 * df);
  const start = df * Math.max(0.01, 1 - c + normalQuantile(p) * Math.sqrt(c)) ** 3;
  if (p < 0.5) {
    const value = (x: number): number => Math.log(chiSquaredCdf(x, df));
    const slope = (x: number): number => densityTimesX(x, df) / chiSquaredCdf(x, df);
    return invertLog(value, slope, Math.log(p), start, true);
  }
  const value = (x: number): number => Math.log(chiSquaredUpperTail(x, df));
  const slope = (x: number): number => -densityTimesX(x, df) / chiSquaredUpperTail(x, df);
  return invertLog(value, slope, Math.log1p(-p), start, false);
}

/** x f(x) = (x/2)^a e^(-x/2) / Gamma(a), a = df/2. */
function densityTimesX(x: number, df: number): number {
  const a = df / 2;
  return Math.exp(-stirlingError(a) - devianceTerm(a, x / 2)) * Math.sqrt(a / (2 * Math.PI));
}
