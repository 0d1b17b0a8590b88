type Matrix = number[][];

/**
 * Cluster-robust variance and Satterthwaite degrees of freedom of the average of stratum means, by full
 * matrices: X are stratum indicators, the contrast averages the coefficients, and A_c = (I - H_cc) to
 * the power of -1/2 (CR2) or -1 (CR3, which has the jackknife's factor in every stratum) comes from
 * an eigendecomposition (Bell & McCaffrey 2002; Pustejovsky & Tipton 2018, identity working model).
 */
export function denseClustered(
  y: readonly number[],
  stratum: readonly number[],
  cluster: readonly number[],
  estimator: 'CR2' | 'CR3',
): { mean: number; variance: number; df: number } {
  const n = y.length;
  const strata = [...new Set(stratum)];
  const clusters = [...new Set(cluster)];
  const X = stratum.map((s) => strata.map((t) => (t === s ? 1 : 0)));
  const sizes = strata.map((t) => stratum.filter((s) => s === t).length);
  // (X'X)^-1 is diagonal; row i of M is contrast' (X'X)^-1 X'.
  const weight = stratum.map((s) => 1 / strata.length / sizes[strata.indexOf(s)]!);
  const factor = stratum.map((s) => {
    if (estimator === 'CR2') return 1;
    const G = new Set(cluster.filter((_, i) => stratum[i] === s)).size;
    return Math.sqrt((G - 1) / G);
  });
  const beta = strata.map((t, k) => sum(y.filter((_, i) => stratum[i] === t)) / sizes[k]!);
  const residual = y.map((value, i) => value - beta[strata.indexOf(stratum[i]!)]!);
  const H = X.map((a) => X.map((b) => sum(a.map((v, k) => (v * b[k]!) / sizes[k]!))));

  let variance = 0;
  const g: number[][] = [];
  for (const c of clusters) {
    const rows = cluster.flatMap((d, i) => (d === c ? [i] : []));
    const block = rows.map((i) => rows.map((j) => (i === j ? 1 : 0) - H[i]![j]!));
    const A = inversePower(block, estimator === 'CR2' ? 0.5 : 1);
    const weighted = rows.map((_, a) =>
      sum(rows.map((j, b) => A[a]![b]! * factor[j]! * weight[j]!)),
    );
    variance += sum(rows.map((i, a) => weighted[a]! * residual[i]!)) ** 2;
    g.push(
      Array.from({ length: n }, (_, i) =>
        sum(rows.map((j, a) => ((i === j ? 1 : 0) - H[j]![i]!) * weighted[a]!)),
      ),
    );
  }
  const P = g.map((a) => g.map((b) => sum(a.map((v, i) => v * b[i]!))));
  const trace = sum(P.map((row, i) => row[i]!));
  const squares = sum(P.map((row) => sum(row.map((v) => v * v))));
  return { mean: sum(beta) / strata.length, variance, df: (trace * trace) / squares };
}

/** A negative power of a symmetric matrix, null directions left out, by Jacobi rotations. */
function inversePower(matrix: Matrix, power: number): Matrix {
  const n = matrix.length;
  const a = matrix.map((row) => [...row]);
  const v = a.map((_, i) => a.map((__, j) => (i === j ? 1 : 0)));
  for (let sweep = 0; sweep < 60; sweep++) {
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        if (Math.abs(a[p]![q]!) < 1e-300) continue;
        const theta = (a[q]![q]! - a[p]![p]!) / (2 * a[p]![q]!);
        const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        const c = 1 / Math.sqrt(t * t + 1);
        const s = t * c;
        for (let k = 0; k < n; k++) rotate(a[k]!, p, q, c, s);
        const [rowP, rowQ] = [[...a[p]!], [...a[q]!]];
        for (let k = 0; k < n; k++) {
          a[p]![k] = c * rowP[k]! - s * rowQ[k]!;
          a[q]![k] = s * rowP[k]! + c * rowQ[k]!;
        }
        for (let k = 0; k < n; k++) rotate(v[k]!, p, q, c, s);
      }
    }
  }
  const scale = a.map((row, i) => (row[i]! > 1e-9 ? row[i]! ** -power : 0));
  return v.map((row) => v.map((other) => sum(row.map((x, k) => x * scale[k]! * other[k]!))));
}

function rotate(row: number[], p: number, q: number, c: number, s: number): void {
  const [x, y] = [row[p]!, row[q]!];
  row[p] = c * x - s * y;
  row[q] = s * x + c * y;
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}
