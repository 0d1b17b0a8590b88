import { normalQuantile } from '../special/normal-quantile.ts';
import type { Line } from './types.ts';

/**
 * Least-squares line of y on x, and Pearson's r with its 95 % interval on Fisher's scale, variance
 * 1 / (n - 3) (Fisher 1921), from four points on and for |r| < 1. Points with a NaN are left out; null
 * below three points or where a side is constant.
 */
export function lineOf(x: readonly number[], y: readonly number[]): Line | null {
  const kept = x.flatMap((value, i) =>
    Number.isNaN(value) || Number.isNaN(y[i]) ? [] : [[value, y[i]] as const],
  );
  const n = kept.length;
  if (n < 3) return null;
  const meanX = kept.reduce((sum, [value]) => sum + value, 0) / n;
  const meanY = kept.reduce((sum, [, value]) => sum + value, 0) / n;
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (const [a, b] of kept) {
    xx += (a - meanX) ** 2;
    yy += (b - meanY) ** 2;
    xy += (a - meanX) * (b - meanY);
  }
  const floor = 1e-24;
  if (!(xx > floor * meanX ** 2) || !(yy > floor * meanY ** 2)) return null;
  const slope = xy / xx;
  const r = Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
  const line = { n, intercept: meanY - slope * meanX, slope, r };
  if (n < 4 || Math.abs(r) === 1) return { ...line, low: null, high: null };
  const half = normalQuantile(0.975) / Math.sqrt(n - 3);
  const z = Math.atanh(r);
  return { ...line, low: Math.tanh(z - half), high: Math.tanh(z + half) };
}
