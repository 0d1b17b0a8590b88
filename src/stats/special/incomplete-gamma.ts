import { devianceTerm, stirlingError } from './log-gamma.ts';

/** Both regularised incomplete gamma functions, P(a, x) + Q(a, x) = 1, each accurate where it is small. */
export interface GammaTails {
  readonly lower: number;
  readonly upper: number;
}

/**
 * Regularised incomplete gamma functions for a > 0, x >= 0: the series for P below a + 1 (DLMF
 * 8.11.4), the continued fraction for Q above (DLMF 8.9.2, by Lentz's method), the common factor
 * x^a e^-x / Gamma(a + 1) by Loader's saddle point. Throws for a <= 0, x < 0 and NaN.
 */
export function incompleteGamma(a: number, x: number): GammaTails {
  if (!(a > 0)) throw new Error(`invalid a; not above 0: ${a}`);
  if (!(x >= 0)) throw new Error(`invalid x; below 0: ${x}`);
  if (x === 0) return { lower: 0, upper: 1 };
  if (x === Infinity) return { lower: 1, upper: 0 };
  const factor = Math.exp(-stirlingError(a) - devianceTerm(a, x)) / Math.sqrt(2 * Math.PI * a);
  if (x < a + 1) {
    let term = 1;
    let sum = 1;
    for (let k = 1; term > sum * 1e-17; k++) {
      term *= x / (a + k);
      sum += term;
    }
    const lower = factor * sum;
    return { lower, upper: 1 - lower };
  }
  const upper = factor * a * upperFraction(a, x);
  return { lower: 1 - upper, upper };
}

/** Gamma(a, x) e^x / x^a as 1/(x + 1 - a - 1 (1 - a)/(x + 3 - a - ...)). */
function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / Number.MIN_VALUE;
  let d = 1 / b;
  let h = d;
  for (let i = 1; i < 100_000; i++) {
    const numerator = -i * (i - a);
    b += 2;
    d = 1 / (numerator * d + b);
    c = b + numerator / c;
    h *= d * c;
    if (Math.abs(d * c - 1) < 4e-16) return h;
  }
  return h;
}
