/** Dense ranks from 0, equal values alike; -1 for NaN. */
export interface DenseRanks {
  readonly ranks: Int32Array;
  readonly levels: number;
  /** Positions of the values there are, in ascending order of value. */
  readonly order: Int32Array;
}

/** Codes values by their place among the distinct ones. O(n). */
export function denseRanks(values: Float64Array): DenseRanks {
  const order = ascendingOrder(values);
  const ranks = new Int32Array(values.length).fill(-1);
  let levels = 0;
  for (let i = 0; i < order.length; i++) {
    if (i === 0 || values[order[i]] !== values[order[i - 1]]) levels++;
    ranks[order[i]] = levels - 1;
  }
  return { ranks, levels, order };
}

/** Ranks of values among those that are not NaN, ties given their mean rank, 1-based; NaN stays. O(n). */
export function averageRanks(values: Float64Array): Float64Array {
  const order = ascendingOrder(values);
  const ranks = new Float64Array(values.length).fill(NaN);
  for (let i = 0; i < order.length;) {
    const begin = i;
    while (i < order.length && values[order[i]] === values[order[begin]]) i++;
    for (let k = begin; k < i; k++) ranks[order[k]] = (begin + 1 + i) / 2;
  }
  return ranks;
}

const DIGIT = 11;
const SIZE = 1 << DIGIT;

/**
 * Positions of the values that are not NaN in ascending order, equal ones in order of position: six
 * stable counting sorts by 11 bits of the floating-point pattern, made monotonic by turning around all
 * bits of negatives and the sign of the others. O(n).
 */
export function ascendingOrder(values: Float64Array): Int32Array {
  const bits = new Uint32Array(values.buffer, values.byteOffset, 2 * values.length);
  let from = new Int32Array(values.length);
  let n = 0;
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i])) from[n++] = i;
  const low = new Uint32Array(values.length);
  const high = new Uint32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    // -0 equals 0.
    const negative = values[i] === 0 ? 0 : bits[2 * i + 1] >>> 31;
    low[i] = values[i] === 0 ? 0 : bits[2 * i] ^ -negative;
    high[i] = values[i] === 0 ? 0x80000000 : bits[2 * i + 1] ^ (-negative | 0x80000000);
  }
  let to = new Int32Array(n);
  from = from.subarray(0, n);
  const start = new Int32Array(SIZE);
  for (let pass = 0; pass < 6; pass++) {
    const words = pass < 3 ? low : high;
    const shift = DIGIT * (pass % 3);
    start.fill(0);
    for (let i = 0; i < n; i++) start[(words[from[i]] >>> shift) & (SIZE - 1)]++;
    if (n > 0 && start[(words[from[0]] >>> shift) & (SIZE - 1)] === n) continue;
    let before = 0;
    for (let digit = 0; digit < SIZE; digit++) {
      const size = start[digit];
      start[digit] = before;
      before += size;
    }
    for (let i = 0; i < n; i++) {
      const digit = (words[from[i]] >>> shift) & (SIZE - 1);
      to[start[digit]++] = from[i];
    }
    [from, to] = [to, from];
  }
  return from;
}
