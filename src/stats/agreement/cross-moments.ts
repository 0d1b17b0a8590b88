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
 * missing scores there; what depends on the partner's missing scores is added up place by place and
 * subtracted, which costs rows x missing.
 * Multiply-adds: rows^2 / 2 x columns.
 */
export function crossMomentsOf(
  block: CentredBlock,
  kernels: DenseKernels,
): (weights: Float64Array | null) => CrossMoments {
  const { rows, columns, values } = block;
  const square = rows * rows;
  const absent = absentLayout(block, square);
  const scaledAt = absent === null ? square : absent.end;
  const memory = kernels.allocate(scaledAt + (rows + PADDING_ROWS) * columns);
  absent?.fill(memory);
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
      const to = scaledAt + r * count;
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
    const place = { at: scaledAt, stride: count };
    kernels.multiplyAdd(memory, { at: 0, stride: rows }, place, place, {
      rows,
      columns: rows,
      inner: count,
      sign: 1,
      lower: true,
      upperA: false,
    });
    fillTotals(moments, total, totalSquares, all);
    if (absent !== null) {
      absent.weigh(memory, weights);
      kernels.addAbsent(memory, absent);
      subtractAbsent(memory, absent, moments);
    }
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

type AbsentLayout = NonNullable<ReturnType<typeof absentLayout>>;

/** Where in the memory, from `at` on, the kernel finds what rows lack; null where they lack nothing. */
function absentLayout({ rows, columns, values, missing }: CentredBlock, at: number) {
  const places = missing.reduce((sum, row) => sum + row.length, 0);
  if (places === 0) return null;
  const width = rows + (rows % 2);
  const found = at + rows * rows;
  const weights = found + 2 * rows * width;
  const lists = weights + columns;
  const byColumn = lists + columns + places;
  return {
    ...{ rows, columns, width, n: at, found, weights, lists, values: byColumn },
    end: byColumn + columns * width,
    fill(memory: Float64Array): void {
      const lacking: number[][] = Array.from({ length: columns }, () => []);
      missing.forEach((row, r) => row.forEach((c) => lacking[c].push(r)));
      let next = lists;
      for (let c = 0; c < columns; c++) {
        memory[next++] = lacking[c].length;
        for (const row of lacking[c]) memory[next++] = row;
        for (let r = 0; r < rows; r++) memory[byColumn + c * width + r] = values[r * columns + c];
      }
    },
    weigh(memory: Float64Array, of: Float64Array | null): void {
      memory.fill(0, at, weights);
      if (of === null) memory.fill(1, weights, lists);
      else memory.set(of, weights);
    },
  };
}

/** Takes out, for every row b, what the others have in the columns where b is missing. */
function subtractAbsent(
  memory: Float64Array,
  { rows, width, n: lostAt, found }: AbsentLayout,
  { n, sum, squares }: CrossMoments,
): void {
  for (let b = 0; b < rows; b++) {
    const at = found + 2 * b * width;
    for (let a = 0; a < rows; a++) {
      sum[a * rows + b] -= memory[at + a];
      squares[a * rows + b] -= memory[at + width + a];
    }
  }
  for (let a = 0; a < rows; a++) {
    const lacked = memory[lostAt + a * rows + a];
    for (let b = 0; b <= a; b++) {
      const both = memory[lostAt + a * rows + b];
      const value = n[a * rows + b] - lacked - memory[lostAt + b * rows + b] + both;
      n[a * rows + b] = value;
      n[b * rows + a] = value;
    }
  }
}
