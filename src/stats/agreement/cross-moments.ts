import type { DenseKernels } from '../linalg/dense-kernels.ts';
import { PADDING_ROWS } from '../linalg/dense-kernels.ts';
import type { CentredBlock } from './centred-block.ts';

/**
 * Weighted sums over the columns that both rows of a pair have, square and row-major: entry
 * a * rows + b of `sum` and `squares` is of row a over the columns where b is present too. Only
 * entries with b <= a of `products` are filled. Values are centred by the block's own means.
 */
export interface CrossMoments {
  readonly n: Float64Array;
  readonly sum: Float64Array;
  readonly squares: Float64Array;
  readonly products: Float64Array;
}

/**
 * A computation of `CrossMoments` over one block that keeps its memory: call it with weights per
 * column (null: 1 each), and use the answer before the next call.
 *
 * Cross-products are one symmetric rank-k update over the columns of positive weight. Zeros stand for
 * missing scores there; what depends on the partner's missing scores is subtracted place by place,
 * which costs rows x missing and at 1 % missing is next to nothing.
 * Multiply-adds: rows^2 / 2 x columns.
 */
export function crossMomentsOf(
  block: CentredBlock,
  kernels: DenseKernels,
): (weights: Float64Array | null) => CrossMoments {
  const { rows, columns, values } = block;
  const square = rows * rows;
  const memory = kernels.allocate(square + (rows + PADDING_ROWS) * columns);
  const moments: CrossMoments = {
    n: new Float64Array(square),
    sum: new Float64Array(square),
    squares: new Float64Array(square),
    products: memory.subarray(0, square),
  };
  const kept = new Int32Array(columns);
  const root = new Float64Array(columns);
  const total = new Float64Array(rows);
  const totalSquares = new Float64Array(rows);
  const absent = new Float64Array(rows);

  return (weights) => {
    let count = 0;
    let all = 0;
    for (let c = 0; c < columns; c++) {
      const weight = weights === null ? 1 : weights[c];
      if (weight === 0) continue;
      kept[count] = c;
      root[count++] = Math.sqrt(weight);
      all += weight;
    }
    memory.fill(0, 0, square);
    for (let r = 0; r < rows; r++) {
      const from = r * columns;
      const to = square + r * count;
      let sum = 0;
      let squares = 0;
      for (let k = 0; k < count; k++) {
        const scaled = values[from + kept[k]] * root[k];
        memory[to + k] = scaled;
        sum += scaled * root[k];
        squares += scaled * scaled;
      }
      total[r] = sum;
      totalSquares[r] = squares;
    }
    const place = { at: square, stride: count };
    kernels.multiplyAdd(memory, { at: 0, stride: rows }, place, place, {
      rows,
      columns: rows,
      inner: count,
      sign: 1,
      lower: true,
      upperA: false,
    });
    fillTotals(moments, total, totalSquares, all);
    subtractMissing(block, weights, moments, absent);
    return moments;
  };
}

function fillTotals(
  { n, sum, squares }: CrossMoments,
  total: Float64Array,
  totalSquares: Float64Array,
  all: number,
): void {
  const rows = total.length;
  n.fill(all);
  for (let a = 0; a < rows; a++) {
    sum.fill(total[a], a * rows, (a + 1) * rows);
    squares.fill(totalSquares[a], a * rows, (a + 1) * rows);
  }
}

/** Takes out, for every row b, what the others have in the columns where b is missing. */
function subtractMissing(
  { rows, byColumn, missing }: CentredBlock,
  weights: Float64Array | null,
  { n, sum, squares }: CrossMoments,
  absent: Float64Array,
): void {
  if (byColumn.length === 0) return;
  for (let b = 0; b < rows; b++) {
    const places = missing[b];
    let weightAbsent = 0;
    for (let i = 0; i < places.length; i++) {
      const weight = weights === null ? 1 : weights[places[i]];
      if (weight === 0) continue;
      weightAbsent += weight;
      const at = places[i] * rows;
      for (let a = 0; a < rows; a++) {
        const value = byColumn[at + a];
        sum[a * rows + b] -= weight * value;
        squares[a * rows + b] -= weight * value * value;
      }
    }
    absent[b] = weightAbsent;
  }
  for (let a = 0; a < rows; a++) {
    for (let b = 0; b <= a; b++) {
      const value =
        n[a * rows + b] - absent[a] - absent[b] + weightShared(missing[a], missing[b], weights);
      n[a * rows + b] = value;
      n[b * rows + a] = value;
    }
  }
}

/** Weight of the places that two ascending lists share. */
function weightShared(a: Int32Array, b: Int32Array, weights: Float64Array | null): number {
  let sum = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) {
      sum += weights === null ? 1 : weights[a[i]];
      i++;
      j++;
    } else if (a[i] < b[j]) i++;
    else j++;
  }
  return sum;
}
