import { incompleteBeta, powerOverBeta } from './incomplete-beta.ts';
import { normalCdf } from './normal-cdf.ts';

/**
 * Distribution function of Student's t with real df > 0 (Infinity: normal), accurate in relative
 * terms in the lower tail (Abramowitz & Stegun 1964, 26.7.1). Throws for df <= 0.
 */
export function tCdf(t: number, df: number): number {
  if (!(df > 0)) throw new Error(`invalid df; not above 0: ${df}`);
  if (Number.isNaN(t)) return NaN;
  if (df === Infinity) return normalCdf(t);
  return t <= 0 ? tUpperTail(-t, df) : 0.5 + tCentral(t, df);
}

/** P(T > t) for t >= 0. */
export function tUpperTail(t: number, df: number): number {
  if (t === Infinity) return 0;
  const [x, y] = split(t, df);
  return incompleteBeta(x, y, df / 2, 0.5) / 2;
}

/** P(0 < T < t) for t >= 0, without cancellation near 0. */
export function tCentral(t: number, df: number): number {
  if (t === Infinity) return 0.5;
  const [x, y] = split(t, df);
  return incompleteBeta(y, x, 0.5, df / 2) / 2;
}

/** Density of t times t, for t > 0: the slope of the distribution function against log t. */
export function tDensityTimesT(t: number, df: number): number {
  const [x, y] = split(t, df);
  return powerOverBeta(x, y, df / 2, 0.5);
}

/** df / (df + t^2) and t^2 / (df + t^2), written so that huge t does not overflow. */
function split(t: number, df: number): [number, number] {
  const r = t / Math.sqrt(df);
  if (r > 1) {
    const s = 1 / r;
    return [(s * s) / (1 + s * s), 1 / (1 + s * s)];
  }
  return [1 / (1 + r * r), (r * r) / (1 + r * r)];
}
