import type { DenseKernels } from '../linalg/dense-kernels.ts';
import type { BlockLayout, Panel } from './block-layout.ts';

const LOWER = { sign: 1, lower: true, upperA: false } as const;
const WHOLE = { sign: 1, lower: false, upperA: false } as const;

/**
 * Adds tr (M^-1)_kk of the inner terms. A block's part of M^-1 is L^-T (I + W'S W) L^-1, S the inverse
 * over its rows (at `layout.square`), so with U = L^-T and V = W U' its diagonal is that of U U' + V'S V.
 * Blocks that meet all rows first add up V_k V_k' by term, so that S is met once per term, not per
 * block.
 */
export function addBlockTraces(
  layout: BlockLayout,
  size: number,
  kernels: DenseKernels,
  m: Float64Array,
  traces: Float64Array,
): void {
  const rows = size - 1;
  const used = layout.terms.map((_, t) => {
    m.fill(0, layout.termSquares[t], layout.termSquares[t] + rows * rows);
    return 0;
  });
  const flush = (t: number) => {
    const v = { at: layout.termColumns[t], stride: layout.wide };
    const c = { at: layout.termSquares[t], stride: rows };
    kernels.multiplyAdd(m, c, v, v, { rows, columns: rows, inner: used[t], ...LOWER });
    used[t] = 0;
  };
  for (const panel of layout.panels) {
    const r = panel.below - 1;
    const k = panel.levels;
    transformColumns(panel, layout, kernels, m, traces);
    if (panel.rowOf) {
      addSparseTraces(panel, panel.rowOf, layout, rows, kernels, m, traces);
      continue;
    }
    for (let j = 0; j < k;) {
      const t = layout.terms.indexOf(panel.block.terms[j]);
      let end = j + 1;
      while (end < k && panel.block.terms[end] === panel.block.terms[j]) end++;
      if (used[t] + end - j > layout.wide) flush(t);
      for (let a = 0; a < r; a++) {
        const from = layout.products + a * k;
        const to = layout.termColumns[t] + a * layout.wide + used[t];
        for (let i = j; i < end; i++) m[to + i - j] = m[from + i];
      }
      used[t] += end - j;
      j = end;
    }
  }
  layout.terms.forEach((term, t) => {
    flush(t);
    traces[term] += symmetricProduct(m, layout.square, layout.termSquares[t], rows);
  });
}

/** Leaves V = W U' (rows below without the response x levels) in `products`; adds the diagonal of U U'. */
function transformColumns(
  { at, levels: k, below, block }: Panel,
  { products, inverse }: BlockLayout,
  kernels: DenseKernels,
  m: Float64Array,
  traces: Float64Array,
): void {
  kernels.invertTriangle(m, at, k, inverse);
  for (let j = 0; j < k; j++) {
    for (let p = j; p < k; p++) traces[block.terms[j]] += m[inverse + j * k + p] ** 2;
  }
  m.fill(0, products, products + (below - 1) * k);
  const v = { at: products, stride: k };
  const w = { at: at + k * k, stride: k };
  const u = { at: inverse, stride: k };
  kernels.multiplyAdd(m, v, w, u, { rows: below - 1, columns: k, inner: k, ...WHOLE });
}

/** v_j' S v_j for each level of a block that meets few rows, on its own part of S. */
function addSparseTraces(
  { levels: k, below, block }: Panel,
  rowOf: Int32Array,
  { square, sparse, products, transposed }: BlockLayout,
  rows: number,
  kernels: DenseKernels,
  m: Float64Array,
  traces: Float64Array,
): void {
  const r = below - 1;
  for (let a = 0; a < r; a++) {
    const from = square + rowOf[a] * rows;
    for (let b = 0; b < r; b++) m[sparse + a * r + b] = m[from + rowOf[b]];
    for (let j = 0; j < k; j++) m[transposed + j * r + a] = m[products + a * k + j];
  }
  m.fill(0, products, products + k * r);
  const vT = { at: transposed, stride: r };
  const sv = { at: products, stride: r };
  const s = { at: sparse, stride: r };
  kernels.multiplyAdd(m, sv, vT, s, { rows: k, columns: r, inner: r, ...WHOLE });
  for (let j = 0; j < k; j++) {
    let sum = 0;
    for (let a = 0; a < r; a++) sum += m[products + j * r + a] * m[transposed + j * r + a];
    traces[block.terms[j]] += sum;
  }
}

/** Sum of the products of the entries of two symmetric squares, the second given by its lower half. */
function symmetricProduct(m: Float64Array, full: number, lower: number, size: number): number {
  let sum = 0;
  for (let i = 0; i < size; i++) {
    const row = i * size;
    for (let j = 0; j < i; j++) sum += 2 * m[full + row + j] * m[lower + row + j];
    sum += m[full + row + i] * m[lower + row + i];
  }
  return sum;
}
