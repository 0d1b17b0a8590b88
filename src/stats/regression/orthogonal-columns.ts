import type { Result } from '../../domain/problem.ts';
import { INTERCEPT } from './types.ts';
import type { DesignColumn } from './types.ts';
import { refuse } from './refuse.ts';

/** What remains of a column, relative to its length, below which the ones before it determine it. */
const RANK_TOLERANCE = 1e-10;

/** X = Q R: `q` orthonormal columns of length n, `r` upper triangular, row by row; the first is the intercept. */
export interface OrthogonalColumns {
  readonly n: number;
  readonly q: readonly Float64Array[];
  readonly r: readonly Float64Array[];
}

/**
 * The design with its intercept by Gram-Schmidt, each column twice (Giraud, Langou & Rozloznik 2005:
 * twice is enough), so that neither offset nor unit of a column costs digits. A column that the ones
 * before it determine is a Problem that names them. Cost: 2 n p^2.
 */
export function orthogonalColumns(
  columns: readonly DesignColumn[],
  n: number,
): Result<OrthogonalColumns> {
  const names = [INTERCEPT, ...columns.map((column) => column.name)];
  const p = names.length;
  const q: Float64Array[] = [];
  const r = Array.from({ length: p }, () => new Float64Array(p));
  for (let j = 0; j < p; j++) {
    const v = j === 0 ? new Float64Array(n).fill(1) : columns[j - 1].values.slice();
    const length = norm(v);
    for (let pass = 0; pass < 2; pass++) {
      for (let i = 0; i < j; i++) {
        const projection = dot(q[i], v);
        r[i][j] += projection;
        for (let row = 0; row < n; row++) v[row] -= projection * q[i][row];
      }
    }
    const left = norm(v);
    if (!(left > RANK_TOLERANCE * length)) return determined(names, r, j, length);
    r[j][j] = left;
    for (let row = 0; row < n; row++) v[row] /= left;
    q.push(v);
  }
  return { ok: true, value: { n, q, r } };
}

/** Solves R x = b, by back substitution. */
export function solveUpper(r: readonly Float64Array[], b: Float64Array): Float64Array {
  const x = b.slice();
  for (let i = x.length - 1; i >= 0; i--) {
    for (let t = i + 1; t < x.length; t++) x[i] -= r[i][t] * x[t];
    x[i] /= r[i][i];
  }
  return x;
}

function determined(
  names: readonly string[],
  r: readonly Float64Array[],
  j: number,
  length: number,
): Result<never> {
  const column = names[j];
  // The column as a combination of those before it: their coefficients, by back substitution.
  const top = r.slice(0, j).map((row) => row.slice(0, j));
  const part = Float64Array.from({ length: j }, (_, i) => r[i][j]);
  const share = solveUpper(top, part);
  const by = names.slice(0, j).filter((_, i) => {
    const size = Math.hypot(...top.slice(0, i + 1).map((row) => row[i]));
    return Math.abs(share[i]) * size > 1e-8 * length;
  });
  const constant = by.every((name) => name === INTERCEPT);
  return refuse({
    code: 'rank-deficient-design',
    message: constant
      ? `"${column}" has one value only, so its coefficient cannot be told from the intercept.`
      : `"${column}" is determined by ${by.map((name) => `"${name}"`).join(', ')}: their coefficients cannot be told apart.`,
    field: column,
    wayOn: constant ? 'Leave it out, or use records where it varies.' : 'Leave one of them out.',
  });
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function norm(v: Float64Array): number {
  return Math.sqrt(dot(v, v));
}
