import { multiplyAdd } from './multiply.ts';
import { solveFew, solveFour } from './solve.ts';
import { ENTRY, innerProducts, packStrip, TILE } from './tile.ts';

/** Columns factored before the rest is brought up to date. */
const BLOCK: i32 = 64;

/**
 * Partial Cholesky of a panel of `rows` x `pivots`, in place. Returns -1, or the first pivot that is
 * not positive. `scratch` as for `multiplyAdd`.
 */
export function factorPanel(panel: usize, pivots: i32, rows: i32, scratch: usize): i32 {
  const stride = <usize>pivots * ENTRY;
  for (let j = 0; j < pivots; j += BLOCK) {
    const width = min(BLOCK, pivots - j);
    const before = panel + <usize>j * stride;
    const block = before + <usize>j * ENTRY;
    const left = rows - j;
    multiplyAdd(
      block, stride, before, stride, before, stride,
      left, width, j, -1, true, false, scratch,
    ); // prettier-ignore
    const failed = factorBlock(block, stride, width, left, scratch);
    if (failed >= 0) return j + failed;
  }
  return -1;
}

function factorBlock(block: usize, stride: usize, pivots: i32, rows: i32, scratch: usize): i32 {
  const strip = scratch + TILE;
  for (let j = 0; j < pivots; j += 4) {
    const width = min(4, pivots - j);
    const row = block + <usize>j * stride;
    const corner = row + <usize>j * ENTRY;
    packStrip(row, stride, j, strip);
    innerProducts(row, stride, strip, j, scratch);
    const failed = factorTile(corner, stride, width, scratch);
    if (failed >= 0) return j + failed;
    for (let i = j + width; i < rows; i += 4) {
      const x = block + <usize>i * stride;
      innerProducts(x, stride, strip, j, scratch);
      const at = x + <usize>j * ENTRY;
      if (width === 4) solveFour(at, stride, min(4, rows - i), corner, stride, scratch);
      else solveFew(at, stride, min(4, rows - i), corner, stride, width, scratch);
    }
  }
  return -1;
}

/**
 * U = L^-T of a panel's triangle, a square of `pivots`, zero below the diagonal; it must hold zeros
 * and is filled here.
 */
export function invertTriangle(panel: usize, pivots: i32, inverse: usize, scratch: usize): void {
  const stride = <usize>pivots * ENTRY;
  const strip = scratch + TILE;
  memory.fill(inverse, 0, stride * <usize>pivots);
  for (let i: usize = 0; i < <usize>pivots; i++) store<f64>(inverse + i * (stride + ENTRY), 1);
  for (let j = 0; j < pivots; j += 4) {
    const width = min(4, pivots - j);
    const row = panel + <usize>j * stride;
    const at = <usize>j * ENTRY;
    packStrip(row, stride, j, strip);
    for (let i = 0; i <= j; i += 4) {
      const u = inverse + <usize>i * stride;
      const begin = <usize>i * ENTRY;
      innerProducts(u + begin, stride, strip + 4 * begin, j - i, scratch);
      const height = min(4, pivots - i);
      if (width === 4) solveFour(u + at, stride, height, row + at, stride, scratch);
      else solveFew(u + at, stride, height, row + at, stride, width, scratch);
    }
  }
}

/** Subtracts the tile from a diagonal block and factors it. Returns -1 or the failing pivot. */
function factorTile(block: usize, stride: usize, size: i32, tile: usize): i32 {
  let row = block;
  for (let i = 0; i < size; i++) {
    const diagonal = <usize>i * ENTRY;
    let pivotRow = block;
    for (let j: usize = 0; j <= diagonal; j += ENTRY) {
      let value = load<f64>(row + j) - load<f64>(tile + j);
      for (let t: usize = 0; t < j; t += ENTRY) {
        value -= load<f64>(row + t) * load<f64>(pivotRow + t);
      }
      if (j < diagonal) store<f64>(row + j, value / load<f64>(pivotRow + j));
      else if (value > 0) store<f64>(row + j, Math.sqrt(value));
      else return i;
      pivotRow += stride;
    }
    row += stride;
    tile += 4 * ENTRY;
  }
  return -1;
}
