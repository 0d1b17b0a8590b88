import { ENTRY } from './tile.ts';

/** y += f0 x0 + f1 x1 + f2 x2 + f3 x3 over `length` entries. */
export function addFourRows(
  y: usize,
  length: i32,
  x0: usize,
  x1: usize,
  x2: usize,
  x3: usize,
  f0: f64,
  f1: f64,
  f2: f64,
  f3: f64,
): void {
  const even = y + <usize>(length & ~1) * ENTRY;
  const end = y + <usize>length * ENTRY;
  const v0 = f64x2.splat(f0);
  const v1 = f64x2.splat(f1);
  const v2 = f64x2.splat(f2);
  const v3 = f64x2.splat(f3);
  while (y < even) {
    const first = f64x2.add(f64x2.mul(v0, v128.load(x0)), f64x2.mul(v1, v128.load(x1)));
    const second = f64x2.add(f64x2.mul(v2, v128.load(x2)), f64x2.mul(v3, v128.load(x3)));
    v128.store(y, f64x2.add(v128.load(y), f64x2.add(first, second)));
    y += 2 * ENTRY;
    x0 += 2 * ENTRY;
    x1 += 2 * ENTRY;
    x2 += 2 * ENTRY;
    x3 += 2 * ENTRY;
  }
  if (y < end) {
    const first = f0 * load<f64>(x0) + f1 * load<f64>(x1);
    const second = f2 * load<f64>(x2) + f3 * load<f64>(x3);
    store<f64>(y, load<f64>(y) + (first + second));
  }
}
