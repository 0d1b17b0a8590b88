/**
 * Solves A x = b for a small symmetric matrix given by its rows, by Cholesky. Returns null where A is
 * not positive definite. Cost: n^3/6.
 */
export function solvePositiveDefinite(
  a: readonly Float64Array[],
  b: Float64Array,
): Float64Array | null {
  const n = b.length;
  const l = a.map((row) => row.slice());
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let value = l[i][j];
      for (let t = 0; t < j; t++) value -= l[i][t] * l[j][t];
      if (j < i) l[i][j] = value / l[j][j];
      else if (value > 0) l[i][i] = Math.sqrt(value);
      else return null;
    }
  }
  const x = b.slice();
  for (let i = 0; i < n; i++) {
    for (let t = 0; t < i; t++) x[i] -= l[i][t] * x[t];
    x[i] /= l[i][i];
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let t = i + 1; t < n; t++) x[i] -= l[t][i] * x[t];
    x[i] /= l[i][i];
  }
  return x;
}
