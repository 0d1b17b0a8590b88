const HALF_LOG_2PI = 0.9189385332046727;

/**
 * log Gamma(x) for x > 0, to about 1e-15 absolute below 10 and relative above.
 * Stirling's series above 10 (Abramowitz & Stegun 1964, 6.1.41), reached by the recurrence below.
 * Throws for x <= 0 and NaN.
 */
export function logGamma(x: number): number {
  if (!(x > 0)) throw new Error(`invalid x; not above 0: ${x}`);
  if (x >= 10) return (x - 0.5) * Math.log(x) - x + HALF_LOG_2PI + stirlingTail(x);
  let product = 1;
  let y = x;
  for (; y < 10; y++) product *= y;
  return (y - 0.5) * Math.log(y) - y + HALF_LOG_2PI + stirlingTail(y) - Math.log(product);
}

/** Sum of B_2k / (2k (2k - 1) x^(2k - 1)), k = 1..7; below 1e-16 wrong for x >= 10. */
function stirlingTail(x: number): number {
  const r = 1 / (x * x);
  return (
    (1 / 12 -
      r *
        (1 / 360 -
          r * (1 / 1260 - r * (1 / 1680 - r * (1 / 1188 - r * (691 / 360360 - r / 156)))))) /
    x
  );
}

/**
 * log Gamma(x + 1) - [(x + 1/2) log x - x + log(2 pi) / 2] for x > 0: what Stirling's formula leaves,
 * so that ratios of large gamma functions lose no digits (Loader 2000, "Fast and accurate
 * computation of binomial probabilities").
 */
export function stirlingError(x: number): number {
  if (x >= 10) return stirlingTail(x);
  return logGamma(x + 1) - ((x + 0.5) * Math.log(x) - x + HALF_LOG_2PI);
}

/** x log(x / m) + m - x without cancellation where x is near m (Loader 2000, section 3); x, m > 0. */
export function devianceTerm(x: number, m: number): number {
  const difference = x - m;
  if (Math.abs(difference) >= 0.1 * (x + m)) return x * Math.log(x / m) + m - x;
  const v = difference / (x + m);
  let sum = difference * v;
  let term = 2 * x * v;
  for (let j = 1; j < 1000; j++) {
    term *= v * v;
    const next = sum + term / (2 * j + 1);
    if (next === sum) break;
    sum = next;
  }
  return sum;
}
