/**
 * Number, mean and sum of squared deviations of many values at once, one entry each; NaN is not
 * counted. Plain arrays, so that they cross a worker and add up.
 */
export interface RunningMoments {
  readonly n: Float64Array;
  readonly mean: Float64Array;
  readonly squares: Float64Array;
  /** Values offered, NaN or not. */
  offered: number;
}

/** Moments of `size` entries without a value yet. */
export function emptyMoments(size: number): RunningMoments {
  return {
    n: new Float64Array(size),
    mean: new Float64Array(size),
    squares: new Float64Array(size),
    offered: 0,
  };
}

/** Adds one value to every entry (Welford 1962). */
export function addValues(moments: RunningMoments, values: Float64Array): void {
  const { n, mean, squares } = moments;
  moments.offered++;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (!Number.isFinite(value)) continue;
    const step = value - mean[i];
    n[i]++;
    mean[i] += step / n[i];
    squares[i] += step * (value - mean[i]);
  }
}

/** Adds the moments of other values of the same entries (Chan, Golub & LeVeque 1983, equation 2.1). */
export function mergeMoments(into: RunningMoments, other: RunningMoments): void {
  into.offered += other.offered;
  for (let i = 0; i < into.n.length; i++) {
    const n = into.n[i] + other.n[i];
    if (other.n[i] === 0) continue;
    const step = other.mean[i] - into.mean[i];
    into.squares[i] += other.squares[i] + (step * step * into.n[i] * other.n[i]) / n;
    into.mean[i] += (step * other.n[i]) / n;
    into.n[i] = n;
  }
}
