import { ENTRY } from './tile.ts';

/** Subtracts the tile from rows of X and solves them for x L' = b in its four columns. */
export function solveFour(
  x: usize,
  xStride: usize,
  rows: i32,
  l: usize,
  lStride: usize,
  tile: usize,
): void {
  const l1 = l + lStride;
  const l2 = l1 + lStride;
  const l3 = l2 + lStride;
  const r0 = 1 / load<f64>(l);
  const l10 = load<f64>(l1);
  const r1 = 1 / load<f64>(l1, 8);
  const l20 = load<f64>(l2);
  const l21 = load<f64>(l2, 8);
  const r2 = 1 / load<f64>(l2, 16);
  const l30 = load<f64>(l3);
  const l31 = load<f64>(l3, 8);
  const l32 = load<f64>(l3, 16);
  const r3 = 1 / load<f64>(l3, 24);
  for (let i = 0; i < rows; i++) {
    const x0 = (load<f64>(x) - load<f64>(tile)) * r0;
    const x1 = (load<f64>(x, 8) - load<f64>(tile, 8) - x0 * l10) * r1;
    const x2 = (load<f64>(x, 16) - load<f64>(tile, 16) - x0 * l20 - x1 * l21) * r2;
    const x3 = (load<f64>(x, 24) - load<f64>(tile, 24) - x0 * l30 - x1 * l31 - x2 * l32) * r3;
    store<f64>(x, x0);
    store<f64>(x, x1, 8);
    store<f64>(x, x2, 16);
    store<f64>(x, x3, 24);
    x += xStride;
    tile += 4 * ENTRY;
  }
}

/** The same for the fewer columns at a triangle's end. */
export function solveFew(
  x: usize,
  xStride: usize,
  rows: i32,
  l: usize,
  lStride: usize,
  columns: i32,
  tile: usize,
): void {
  for (let i = 0; i < rows; i++) {
    let pivotRow = l;
    for (let j: usize = 0, end = <usize>columns * ENTRY; j < end; j += ENTRY) {
      let value = load<f64>(x + j) - load<f64>(tile + j);
      for (let t: usize = 0; t < j; t += ENTRY) value -= load<f64>(x + t) * load<f64>(pivotRow + t);
      store<f64>(x + j, value / load<f64>(pivotRow + j));
      pivotRow += lStride;
    }
    x += xStride;
    tile += 4 * ENTRY;
  }
}
