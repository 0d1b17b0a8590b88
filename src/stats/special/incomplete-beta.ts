import { devianceTerm, stirlingError } from './log-gamma.ts';

/**
 * Regularised incomplete beta function I_x(a, b) for a, b > 0, given both x and y = 1 - x so that
 * neither end loses digits. A continued fraction on the side where it converges fast; the factor x^a y^b / B(a, b) by Loader's saddle point.
 * Throws where a or b is not above 0 or x is outside [0, 1].
 */
export function incompleteBeta(x: number, y: number, a: number, b: number): number {
  if (!(a > 0) || !(b > 0)) throw new Error(`invalid a, b; not above 0: ${a}, ${b}`);
  if (!(x >= 0 && x <= 1)) throw new Error(`invalid x; not in [0, 1]: ${x}`);
  if (x === 0) return 0;
  if (y === 0) return 1;
  return x <= (a + 1) / (a + b + 2) ? lowerPart(x, y, a, b) : 1 - lowerPart(y, x, b, a);
}

/** x^a y^b / B(a, b) (Loader 2000, equation for the binomial density, with real a and b). */
export function powerOverBeta(x: number, y: number, a: number, b: number): number {
  const n = a + b;
  const exponent =
    stirlingError(n) -
    stirlingError(a) -
    stirlingError(b) -
    devianceTerm(a, n * x) -
    devianceTerm(b, n * y);
  return Math.exp(exponent) * Math.sqrt((a / n) * (b / (2 * Math.PI)));
}

/**
 * The fraction of Didonato & Morris (1992, TOMS 708, equation 9), by Lentz's method: written in
 * a y - b x, it keeps its digits where x is so near 1 that 1 - x would lose them.
 */
function lowerPart(x: number, y: number, a: number, b: number): number {
  const partial = (m: number): number =>
    m +
    (m === 0 ? 0 : (m * (b - m) * x) / (a + 2 * m - 1)) +
    ((a + m) * (a * y - b * x + 1 + m * (1 + y))) / (a + 2 * m + 1);
  let f = nonzero(partial(0));
  let c = f;
  let d = 0;
  for (let m = 1; m < 100_000; m++) {
    const width = a + 2 * m - 1;
    const numerator = (((a + m - 1) * (a + b + m - 1)) / width) * ((m * (b - m)) / width) * x * x;
    const denominator = partial(m);
    d = 1 / nonzero(denominator + numerator * d);
    c = nonzero(denominator + numerator / c);
    f *= c * d;
    if (Math.abs(c * d - 1) < 4e-16) break;
  }
  return powerOverBeta(x, y, a, b) / f;
}

function nonzero(value: number): number {
  return Math.abs(value) < 1e-300 ? 1e-300 : value;
}
