import type { Interval } from '../../domain/slice.ts';
import { normalQuantile } from '../special/normal-quantile.ts';

/**
 * Wilson's 95 % score interval of a share of n independent observations (Wilson 1927; Brown, Cai &
 * DasGupta 2001, equation 4). `se` is sqrt(p (1 - p) / n).
 */
export function wilsonInterval(share: number, n: number): Interval {
  const z = normalQuantile(0.975);
  const shrink = 1 + (z * z) / n;
  const centre = (share + (z * z) / (2 * n)) / shrink;
  const half = (z / shrink) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  return {
    low: share === 0 ? 0 : centre - half,
    high: share === 1 ? 1 : centre + half,
    se: Math.sqrt((share * (1 - share)) / n),
    df: Infinity,
    method: 'Wilson',
  };
}
