import type { Random } from './random.ts';

/**
 * A draw from chi-squared on `df` >= 0 degrees of freedom, twice a gamma variate of shape df/2
 * (Marsaglia & Tsang 2000, "A simple method for generating gamma variables", ACM TOMS 26(3)); shapes
 * below 1 by their boost, Gamma(a) = Gamma(a + 1) U^(1/a). 0 for df = 0.
 */
export function randomChiSquared(random: Random, df: number): number {
  if (!(df >= 0)) throw new Error(`invalid df; not at least 0: ${df}`);
  if (df === 0) return 0;
  const shape = df / 2;
  const boosted = shape < 1 ? shape + 1 : shape;
  const d = boosted - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = random.normal();
    const v = (1 + c * x) ** 3;
    if (v <= 0) continue;
    const u = 1 - random.uniform();
    if (Math.log(u) >= 0.5 * x * x + d * (1 - v + Math.log(v))) continue;
    const boost = shape < 1 ? (1 - random.uniform()) ** (1 / shape) : 1;
    return 2 * d * v * boost;
  }
}
