/**
 * Digamma function, the derivative of log Gamma, for x > 0: recurrence up to 12, then the asymptotic
 * series (Abramowitz & Stegun 1964, 6.3.5 and 6.3.18). Relative error below 1e-13.
 */
export function digamma(x: number): number {
  if (!(x > 0)) throw new Error(`invalid x; not above 0: ${x}`);
  let shift = 0;
  let at = x;
  for (; at < 12; at++) shift -= 1 / at;
  const i = 1 / (at * at);
  const series =
    i *
    (1 / 12 - i * (1 / 120 - i * (1 / 252 - i * (1 / 240 - i * (1 / 132 - (i * 691) / 32760)))));
  return shift + Math.log(at) - 1 / (2 * at) - series;
}
