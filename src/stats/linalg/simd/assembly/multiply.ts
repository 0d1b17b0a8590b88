import { addLowerTile, addTile, ENTRY, innerProducts, packStrip, TILE } from './tile.ts';

/** Most entries packed at once, so that they stay in the second-level cache; a strip always fits. */
const PACKED: i32 = 32768;

/**
 * C = C + sign A B' for C of `rows` x `columns`, or only its lower triangle; where `upperA`, A is zero
 * left of its diagonal. `scratch` has room for a tile and max(32768, 4 inner) entries.
 */
export function multiplyAdd(
  c: usize,
  cStride: usize,
  a: usize,
  aStride: usize,
  b: usize,
  bStride: usize,
  rows: i32,
  columns: i32,
  inner: i32,
  sign: f64,
  lower: bool,
  upperA: bool,
  scratch: usize,
): void {
  if (inner === 0) return;
  const strips = scratch + TILE;
  const stripBytes = <usize>inner * 4 * ENTRY;
  const atOnce = max(4, (PACKED / inner) & ~3);
  for (let from = 0; from < columns; from += atOnce) {
    const to = min(columns, from + atOnce);
    let strip = strips;
    for (let j = from; j < to; j += 4) {
      packStrip(b + <usize>j * bStride, bStride, inner, strip);
      strip += stripBytes;
    }
    // Of the lower triangle no row above these columns is wanted.
    for (let i = lower ? from : 0; i < rows; i += 4) {
      const height = min(4, rows - i);
      const begin = upperA ? min(i, inner) : 0;
      const row = a + <usize>i * aStride + <usize>begin * ENTRY;
      const last = lower ? min(to, i + 4) : to;
      strip = strips + <usize>begin * 4 * ENTRY;
      for (let j = from; j < last; j += 4) {
        innerProducts(row, aStride, strip, inner - begin, scratch);
        const at = c + <usize>i * cStride + <usize>j * ENTRY;
        const width = min(4, last - j);
        if (lower && j + 3 > i) addLowerTile(at, cStride, scratch, height, width, i - j, sign);
        else addTile(at, cStride, scratch, height, width, sign);
        strip += stripBytes;
      }
    }
  }
}
