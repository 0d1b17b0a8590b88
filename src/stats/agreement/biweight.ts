/** Median and raw median absolute deviation of a row's values. */
export interface Spread {
  readonly median: number;
  readonly mad: number;
}

/** The spread of the first n entries of `values`, which it uses up. O(n) on average. */
export function spreadOf(values: Float64Array, n: number): Spread {
  const median = medianOf(values, n);
  for (let i = 0; i < n; i++) values[i] = Math.abs(values[i] - median);
  return { median, mad: medianOf(values, n) };
}

/**
 * The biweight midcorrelation (Wilcox 2012, section 9.3.8; Langfelder & Horvath 2012, equations 5-9)
 * over the positions that both rows have, given each one's spread over those: deviations from the
 * median are weighted by (1 - u^2)^2, u = deviation / (9 MAD), and by 0 from |u| = 1 on. NaN where a
 * MAD is 0, that is, more than half of a side's values are equal.
 */
export function biweightMidcorrelation(
  x: Float64Array,
  y: Float64Array,
  ofX: Spread,
  ofY: Spread,
): number {
  if (!(ofX.mad > 0) || !(ofY.mad > 0)) return NaN;
  const [reachX, reachY] = [9 * ofX.mad, 9 * ofY.mad];
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let i = 0; i < x.length; i++) {
    // NaN, where either is missing, fails neither test of |u| < 1 but this one.
    if (Number.isNaN(x[i] + y[i])) continue;
    const a = weigh(x[i] - ofX.median, reachX);
    const b = weigh(y[i] - ofY.median, reachY);
    xx += a * a;
    yy += b * b;
    xy += a * b;
  }
  return Math.max(-1, Math.min(1, xy / Math.sqrt(xx) / Math.sqrt(yy)));
}

function weigh(deviation: number, reach: number): number {
  const u = deviation / reach;
  const keep = 1 - u * u;
  return keep > 0 ? deviation * keep * keep : 0;
}

/** Median of the first n entries, which it reorders; NaN for none. */
function medianOf(values: Float64Array, n: number): number {
  if (n === 0) return NaN;
  const half = n >> 1;
  const upper = select(values, n, half);
  if (n % 2 === 1) return upper;
  let lower = -Infinity;
  for (let i = 0; i < half; i++) if (values[i] > lower) lower = values[i];
  return (lower + upper) / 2;
}

/** The k-th smallest of the first n entries, all before it not greater (Hoare 1961). */
function select(values: Float64Array, n: number, k: number): number {
  let low = 0;
  let high = n - 1;
  while (low < high) {
    const [a, b, c] = [values[low], values[(low + high) >>> 1], values[high]];
    const pivot = Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    let i = low;
    let j = high;
    while (i <= j) {
      while (values[i] < pivot) i++;
      while (values[j] > pivot) j--;
      if (i > j) break;
      const kept = values[i];
      values[i++] = values[j];
      values[j--] = kept;
    }
    if (k <= j) high = j;
    else if (k >= i) low = i;
    else return values[k];
  }
  return values[k];
}
