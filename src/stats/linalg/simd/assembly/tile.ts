/**
 * The inner loop. Matrices are row-major pieces of the memory, given by the address of their first
 * entry and the bytes from one row to the next. One operand is packed: its rows in strips of four,
 * `4 t + q` holding entry t of row q, so that a strip is read straight through.
 */

/** Bytes of an entry. */
export const ENTRY: usize = 8;
/** Bytes of a 4 x 4 tile. */
export const TILE: usize = 128;

/** Packs entries `0 .. inner - 1` of four rows. */
export function packStrip(rows: usize, stride: usize, inner: i32, strip: usize): void {
  const r1 = rows + stride;
  const r2 = r1 + stride;
  const r3 = r2 + stride;
  for (let t: usize = 0, end = <usize>inner * ENTRY; t < end; t += ENTRY) {
    store<f64>(strip, load<f64>(rows + t));
    store<f64>(strip, load<f64>(r1 + t), 8);
    store<f64>(strip, load<f64>(r2 + t), 16);
    store<f64>(strip, load<f64>(r3 + t), 24);
    strip += 4 * ENTRY;
  }
}

/** tile (4 x 4, row-major) = inner products of four rows with the four rows of a strip. */
export function innerProducts(
  rows: usize,
  stride: usize,
  strip: usize,
  inner: i32,
  tile: usize,
): void {
  let s00 = f64x2.splat(0);
  let s01 = s00;
  let s10 = s00;
  let s11 = s00;
  let s20 = s00;
  let s21 = s00;
  let s30 = s00;
  let s31 = s00;
  const r1 = rows + stride;
  const r2 = r1 + stride;
  const r3 = r2 + stride;
  for (let t: usize = 0, end = <usize>inner * ENTRY; t < end; t += ENTRY) {
    const y0 = v128.load(strip);
    const y1 = v128.load(strip, 16);
    let x = v128.load_splat<f64>(rows + t);
    s00 = f64x2.add(s00, f64x2.mul(x, y0));
    s01 = f64x2.add(s01, f64x2.mul(x, y1));
    x = v128.load_splat<f64>(r1 + t);
    s10 = f64x2.add(s10, f64x2.mul(x, y0));
    s11 = f64x2.add(s11, f64x2.mul(x, y1));
    x = v128.load_splat<f64>(r2 + t);
    s20 = f64x2.add(s20, f64x2.mul(x, y0));
    s21 = f64x2.add(s21, f64x2.mul(x, y1));
    x = v128.load_splat<f64>(r3 + t);
    s30 = f64x2.add(s30, f64x2.mul(x, y0));
    s31 = f64x2.add(s31, f64x2.mul(x, y1));
    strip += 4 * ENTRY;
  }
  v128.store(tile, s00);
  v128.store(tile, s01, 16);
  v128.store(tile, s10, 32);
  v128.store(tile, s11, 48);
  v128.store(tile, s20, 64);
  v128.store(tile, s21, 80);
  v128.store(tile, s30, 96);
  v128.store(tile, s31, 112);
}

/** C = C + sign tile on `height` x `width` entries, above the diagonal left as they are if `below`. */
export function addTile(
  c: usize,
  stride: usize,
  tile: usize,
  height: i32,
  width: i32,
  sign: f64,
): void {
  if (height === 4 && width === 4) {
    const s = f64x2.splat(sign);
    for (let p = 0; p < 4; p++) {
      v128.store(c, f64x2.add(v128.load(c), f64x2.mul(s, v128.load(tile))));
      v128.store(c, f64x2.add(v128.load(c, 16), f64x2.mul(s, v128.load(tile, 16))), 16);
      c += stride;
      tile += 4 * ENTRY;
    }
    return;
  }
  for (let p = 0; p < height; p++) {
    addEntries(c, tile, width, sign);
    c += stride;
    tile += 4 * ENTRY;
  }
}

/** Adds the lower triangle of a tile whose entry (p, q) lies on the diagonal where q = p + `ahead`. */
export function addLowerTile(
  c: usize,
  stride: usize,
  tile: usize,
  height: i32,
  width: i32,
  ahead: i32,
  sign: f64,
): void {
  for (let p = 0; p < height; p++) {
    addEntries(c, tile, min(width, p + ahead + 1), sign);
    c += stride;
    tile += 4 * ENTRY;
  }
}

function addEntries(c: usize, tile: usize, width: i32, sign: f64): void {
  for (let q: usize = 0, end = <usize>width * ENTRY; q < end; q += ENTRY) {
    store<f64>(c + q, load<f64>(c + q) + sign * load<f64>(tile + q));
  }
}
