import { ENTRY } from './tile.ts';

/**
 * What rows that lack a column miss of the others there, as `Absent` of `dense-kernels.ts` lays it out;
 * all offsets are addresses.
 */
export function addAbsent(
  rows: i32,
  columns: i32,
  width: i32,
  n: usize,
  found: usize,
  weights: usize,
  lists: usize,
  values: usize,
): void {
  const bytes = <usize>width * ENTRY;
  const rowBytes = <usize>rows * ENTRY;
  for (let c = 0; c < columns; c++) {
    const first = lists + ENTRY;
    const end = first + <usize>load<f64>(lists) * ENTRY;
    lists = end;
    const value = values;
    values += bytes;
    const weight = load<f64>(weights + <usize>c * ENTRY);
    if (weight === 0) continue;
    const w = f64x2.splat(weight);
    for (let i = first; i < end; i += ENTRY) {
      const row = <usize>load<f64>(i);
      const counts = n + row * rowBytes;
      for (let j = first; j <= i; j += ENTRY) {
        const at = counts + <usize>load<f64>(j) * ENTRY;
        store<f64>(at, load<f64>(at) + weight);
      }
      const sums = found + 2 * row * bytes;
      const squares = sums + bytes;
      for (let a: usize = 0; a < bytes; a += 2 * ENTRY) {
        const x = v128.load(value + a);
        const weighted = f64x2.mul(w, x);
        v128.store(sums + a, f64x2.add(v128.load(sums + a), weighted));
        v128.store(squares + a, f64x2.add(v128.load(squares + a), f64x2.mul(weighted, x)));
      }
    }
  }
}
