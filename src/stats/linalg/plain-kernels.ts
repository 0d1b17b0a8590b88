import type { Absent, Block, DenseKernels, Product } from './dense-kernels.ts';

/** Rows factored together, so that the rows above them are read from cache. */
const ROW_BLOCK = 32;

/** The kernels in TypeScript: everything is inner products of rows, in tiles of 4 x 4. */
export const plainKernels: DenseKernels = {
  name: 'plain',
  allocate: (entries) => new Float64Array(entries),
  factorPanel,
  invertTriangle,
  multiplyAdd,
  addFourRows,
  addAbsent,
};

function addFourRows(
  m: Float64Array,
  to: number,
  length: number,
  { at, stride }: Block,
  rows: Int32Array,
  factors: Float64Array,
  first: number,
): void {
  const x0 = at + rows[first] * stride;
  const x1 = at + rows[first + 1] * stride;
  const x2 = at + rows[first + 2] * stride;
  const x3 = at + rows[first + 3] * stride;
  const f0 = factors[first];
  const f1 = factors[first + 1];
  const f2 = factors[first + 2];
  const f3 = factors[first + 3];
  for (let i = 0; i < length; i++) {
    m[to + i] += f0 * m[x0 + i] + f1 * m[x1 + i] + (f2 * m[x2 + i] + f3 * m[x3 + i]);
  }
}

/** Sums of one tile: entry 4 i + j is the inner product of row i of the one and row j of the other. */
const tile = new Float64Array(16);

/** Fills `tile` with inner products of `inner` entries. */
function innerProducts(
  m: Float64Array,
  a: number,
  aStride: number,
  b: number,
  bStride: number,
  inner: number,
): void {
  let s00 = 0;
  let s01 = 0;
  let s02 = 0;
  let s03 = 0;
  let s10 = 0;
  let s11 = 0;
  let s12 = 0;
  let s13 = 0;
  let s20 = 0;
  let s21 = 0;
  let s22 = 0;
  let s23 = 0;
  let s30 = 0;
  let s31 = 0;
  let s32 = 0;
  let s33 = 0;
  const a1 = a + aStride;
  const a2 = a1 + aStride;
  const a3 = a2 + aStride;
  const b1 = b + bStride;
  const b2 = b1 + bStride;
  const b3 = b2 + bStride;
  for (let t = 0; t < inner; t++) {
    const y0 = m[b + t];
    const y1 = m[b1 + t];
    const y2 = m[b2 + t];
    const y3 = m[b3 + t];
    let x = m[a + t];
    s00 += x * y0;
    s01 += x * y1;
    s02 += x * y2;
    s03 += x * y3;
    x = m[a1 + t];
    s10 += x * y0;
    s11 += x * y1;
    s12 += x * y2;
    s13 += x * y3;
    x = m[a2 + t];
    s20 += x * y0;
    s21 += x * y1;
    s22 += x * y2;
    s23 += x * y3;
    x = m[a3 + t];
    s30 += x * y0;
    s31 += x * y1;
    s32 += x * y2;
    s33 += x * y3;
  }
  tile[0] = s00;
  tile[1] = s01;
  tile[2] = s02;
  tile[3] = s03;
  tile[4] = s10;
  tile[5] = s11;
  tile[6] = s12;
  tile[7] = s13;
  tile[8] = s20;
  tile[9] = s21;
  tile[10] = s22;
  tile[11] = s23;
  tile[12] = s30;
  tile[13] = s31;
  tile[14] = s32;
  tile[15] = s33;
}

/** Subtracts the tile from rows of X and solves them for x L' = b within the tile's columns. */
function solveTile(
  m: Float64Array,
  x: number,
  xStride: number,
  rows: number,
  l: number,
  lStride: number,
  columns: number,
): void {
  for (let i = 0; i < rows; i++) {
    const row = x + i * xStride;
    for (let j = 0; j < columns; j++) {
      const pivotRow = l + j * lStride;
      let value = m[row + j] - tile[4 * i + j];
      for (let t = 0; t < j; t++) value -= m[row + t] * m[pivotRow + t];
      m[row + j] = value / m[pivotRow + j];
    }
  }
}

/** Subtracts the tile from a diagonal block and factors it. Returns -1 or the failing pivot. */
function factorTile(m: Float64Array, at: number, stride: number, size: number): number {
  for (let i = 0; i < size; i++) {
    const row = at + i * stride;
    for (let j = 0; j <= i; j++) {
      const pivotRow = at + j * stride;
      let value = m[row + j] - tile[4 * i + j];
      for (let t = 0; t < j; t++) value -= m[row + t] * m[pivotRow + t];
      if (j < i) m[row + j] = value / m[pivotRow + j];
      else if (value > 0) m[row + j] = Math.sqrt(value);
      else return i;
    }
  }
  return -1;
}

function factorPanel(m: Float64Array, panel: number, pivots: number, rows: number): number {
  const k = pivots;
  for (let begin = 0; begin < rows; begin += ROW_BLOCK) {
    const end = Math.min(rows, begin + ROW_BLOCK);
    const done = Math.min(begin, k);
    for (let j = 0; j < done; j += 4) {
      for (let i = begin; i < end; i += 4) {
        innerProducts(m, panel + i * k, k, panel + j * k, k, j);
        const size = Math.min(4, end - i);
        solveTile(m, panel + i * k + j, k, size, panel + j * k + j, k, Math.min(4, done - j));
      }
    }
    for (let i = begin; i < end; i += 4) {
      const size = Math.min(4, end - i);
      for (let j = begin; j < Math.min(i, k); j += 4) {
        innerProducts(m, panel + i * k, k, panel + j * k, k, j);
        solveTile(m, panel + i * k + j, k, size, panel + j * k + j, k, Math.min(4, k - j));
      }
      if (i >= k) continue;
      innerProducts(m, panel + i * k, k, panel + i * k, k, i);
      const pivotsHere = Math.min(4, k - i);
      const failed = factorTile(m, panel + i * k + i, k, pivotsHere);
      if (failed >= 0) return i + failed;
      // Rows of this tile that lie below the last pivot.
      tile.copyWithin(0, 4 * pivotsHere);
      const below = panel + (i + pivotsHere) * k + i;
      solveTile(m, below, k, size - pivotsHere, panel + i * k + i, k, pivotsHere);
    }
  }
  return -1;
}

function invertTriangle(m: Float64Array, panel: number, pivots: number, inverse: number): void {
  const k = pivots;
  m.fill(0, inverse, inverse + k * k);
  for (let i = 0; i < k; i++) m[inverse + i * k + i] = 1;
  for (let i = 0; i < k; i += 4) {
    const row = inverse + i * k;
    const size = Math.min(4, k - i);
    for (let j = i; j < k; j += 4) {
      const columns = Math.min(4, k - j);
      innerProducts(m, row + i, k, panel + j * k + i, k, j - i);
      solveTile(m, row + j, k, size, panel + j * k + j, k, columns);
    }
  }
}

function multiplyAdd(m: Float64Array, c: Block, a: Block, b: Block, shape: Product): void {
  const { rows, columns, inner, sign, lower, upperA } = shape;
  for (let i = 0; i < rows; i += 4) {
    const height = Math.min(4, rows - i);
    const begin = upperA ? i : 0;
    const last = lower ? Math.min(columns, i + 4) : columns;
    for (let j = 0; j < last; j += 4) {
      innerProducts(
        m,
        a.at + i * a.stride + begin,
        a.stride,
        b.at + j * b.stride + begin,
        b.stride,
        inner - begin,
      );
      const width = Math.min(4, last - j);
      for (let p = 0; p < height; p++) {
        const row = c.at + (i + p) * c.stride + j;
        const wanted = lower ? Math.min(width, i + p - j + 1) : width;
        for (let q = 0; q < wanted; q++) m[row + q] += sign * tile[4 * p + q];
      }
    }
  }
}

function addAbsent(m: Float64Array, of: Absent): void {
  const { rows, columns, width } = of;
  for (let c = 0, list = of.lists; c < columns; c++) {
    const first = list + 1;
    const end = first + m[list];
    list = end;
    const weight = m[of.weights + c];
    if (weight === 0) continue;
    const value = of.values + c * width;
    for (let i = first; i < end; i++) {
      const row = m[i];
      for (let j = first; j <= i; j++) m[of.n + row * rows + m[j]] += weight;
      const sums = of.found + 2 * row * width;
      for (let a = 0; a < width; a++) {
        const weighted = weight * m[value + a];
        m[sums + a] += weighted;
        m[sums + width + a] += weighted * m[value + a];
      }
    }
  }
}
