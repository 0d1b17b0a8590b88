/** Least value of a function with one minimum on [low, high], by golden section. */
export function goldenMinimum(low: number, high: number, f: (x: number) => number): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let a = low;
  let b = high;
  let c = b - ratio * (b - a);
  let d = a + ratio * (b - a);
  let fc = f(c);
  let fd = f(d);
  for (let step = 0; step < 36; step++) {
    if (fc < fd) {
      [b, d, fd] = [d, c, fc];
      fc = f((c = b - ratio * (b - a)));
    } else {
      [a, c, fc] = [c, d, fd];
      fd = f((d = a + ratio * (b - a)));
    }
  }
  return Math.min(fc, fd);
}
