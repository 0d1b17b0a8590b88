/** Pearson's correlation with a weight per position; NaN where a side does not vary. Two passes. */
export function weightedCorrelation(
  x: Float64Array,
  y: Float64Array,
  weight: Float64Array,
): number {
  let total = 0;
  let meanX = 0;
  let meanY = 0;
  for (let i = 0; i < x.length; i++) {
    total += weight[i];
    meanX += weight[i] * x[i];
    meanY += weight[i] * y[i];
  }
  meanX /= total;
  meanY /= total;
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let i = 0; i < x.length; i++) {
    const [a, b] = [x[i] - meanX, y[i] - meanY];
    xx += weight[i] * a * a;
    yy += weight[i] * b * b;
    xy += weight[i] * a * b;
  }
  const rounding = 1e-13 * total;
  if (!(xx > rounding * meanX * meanX) || !(yy > rounding * meanY * meanY)) return NaN;
  if (xx === 0 || yy === 0) return NaN;
  return Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
}
