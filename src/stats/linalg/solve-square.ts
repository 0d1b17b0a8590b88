/**
 * Solves a small square system given by its rows, by Gaussian elimination with partial pivoting on
 * rows scaled to their largest entry. Null where it is singular to working precision. Cost: n^3/3.
 */
export function solveSquare(
  matrix: readonly (readonly number[])[],
  right: readonly number[],
): number[] | null {
  const n = right.length;
  const rows = matrix.map((row, i) => {
    const largest = Math.max(...row.map(Math.abs));
    return [...row, right[i]].map((value) => value / largest);
  });
  for (let c = 0; c < n; c++) {
    let pivot = c;
    for (let r = c + 1; r < n; r++) {
      if (Math.abs(rows[r][c]) > Math.abs(rows[pivot][c])) pivot = r;
    }
    if (!(Math.abs(rows[pivot][c]) > 1e-12)) return null;
    [rows[c], rows[pivot]] = [rows[pivot], rows[c]];
    for (let r = c + 1; r < n; r++) {
      const factor = rows[r][c] / rows[c][c];
      for (let j = c; j <= n; j++) rows[r][j] -= factor * rows[c][j];
    }
  }
  const x = new Array<number>(n).fill(0);
  for (let r = n - 1; r >= 0; r--) {
    let value = rows[r][n];
    for (let j = r + 1; j < n; j++) value -= rows[r][j] * x[j];
    x[r] = value / rows[r][r];
  }
  return x;
}
