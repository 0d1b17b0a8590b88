/**
 * The x > 0 where `logProbability` (monotone in x, of a positive quantity) takes the value `target`:
 * Newton in log x inside a bracket that every evaluation narrows, bisection where Newton leaves it.
 * `slope` is the derivative of `logProbability` with respect to log x. Relative error about 1e-15
 * times the conditioning of the problem.
 */
export function invertLog(
  logProbability: (x: number) => number,
  slope: (x: number) => number,
  target: number,
  start: number,
  increasing: boolean,
): number {
  let low = -745;
  let high = 709;
  let u = Math.log(start);
  for (let step = 0; step < 200; step++) {
    const x = Math.exp(u);
    const excess = logProbability(x) - target;
    if (excess === 0) return x;
    if (excess > 0 === increasing) high = u;
    else low = u;
    const newton = u - excess / slope(x);
    const next = newton >= low && newton <= high ? newton : (low + high) / 2;
    if (Math.abs(next - u) <= 2e-16 * Math.max(1, Math.abs(u))) return Math.exp(next);
    u = next;
  }
  return Math.exp(u);
}
