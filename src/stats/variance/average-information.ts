import type { FactoredModel } from './factored-model.ts';

/**
 * Average information matrix (Gilmour, Thompson & Cullis 1995, eq. 5): H_ij = Q_ij / s_e^2 -
 * h_i h_j / (df s_e^4), Q_ij = (Z_i Z_i'Py)' P (Z_j Z_j'Py).
 *
 * With v_k = Z_k'Py = b_k / sqrt(gamma_k), Q_ij = v_i' Z_i'Z_j v_j - (L^-1 S a_i)' (L^-1 S a_j),
 * a_k = [Z X]'Z_k v_k. The blocks of inner terms are eliminated from both parts first; what is left
 * of a_k on the outer terms then gives Q_ij = v_i'a_j - (L^-1 S a_i)'(L^-1 S a_j) for outer i.
 */
export function averageInformation(criterion: FactoredModel): Float64Array[] {
  const { parameters: terms, gamma, sigma2, df } = criterion;
  const { squares } = criterion.derivatives();
  const q = projectedProducts(criterion);
  return Array.from({ length: terms }, (_, i) =>
    Float64Array.from({ length: terms }, (_, j) =>
      gamma[i] === 0 || gamma[j] === 0
        ? 0
        : q[i * terms + j] / sigma2 - (squares[i] * squares[j]) / (df * sigma2 * sigma2),
    ),
  );
}

/** Q as a full square. Cost: the stored factor times the number of terms. */
function projectedProducts(criterion: FactoredModel): Float64Array {
  const { parameters: terms, theta } = criterion;
  const { symbolic, factor, termOf, isInner, groups } = criterion.system;
  const positions = symbolic.positions;
  const { solution } = criterion.derivatives();
  const v = solution.map((b, p) =>
    p + 1 < positions && theta[termOf[p]] > 0 ? b / theta[termOf[p]] : 0,
  );
  const a = outerProducts(criterion, v);
  const q = new Float64Array(terms * terms);
  groups.forEach((group, s) => {
    if (!group) return;
    const { map } = group;
    const front = frontPositions(criterion, s);
    const x = criterion.residualVector(s, map, solution);
    const byTerm = new Float64Array(map.front * terms);
    front.forEach((p, i) => {
      if (p + 1 < positions) byTerm[i * terms + termOf[p]] = v[p];
    });
    const rows = new Float64Array(map.rows * terms);
    group.group.addInformation(x, map.gather(byTerm, terms), terms, rows, q);
    const left = map.spread(rows, terms);
    front.forEach((p, i) => {
      for (let k = 0; k < terms; k++) a[p * terms + k] += left[i * terms + k];
    });
  });
  for (let p = 0; p + 1 < positions; p++) {
    for (let k = 0; k < terms; k++) q[termOf[p] * terms + k] += v[p] * a[p * terms + k];
  }
  for (let i = 0; i < terms; i++) {
    for (let j = 0; j < terms; j++) {
      if (isInner[i] && !isInner[j]) q[i * terms + j] = q[j * terms + i];
    }
  }
  for (let p = 0; p < positions; p++) {
    for (let k = 0; k < terms; k++) a[p * terms + k] *= theta[termOf[p]];
  }
  factor.solveForward(a, terms);
  for (let p = 0; p < positions; p++) {
    for (let i = 0; i < terms; i++) {
      const value = a[p * terms + i];
      if (value === 0) continue;
      for (let j = 0; j < terms; j++) q[i * terms + j] -= value * a[p * terms + j];
    }
  }
  return q;
}

/** a_k = [Z X]'Z_k v_k over the outer terms and the intercept, for outer k; interleaved by position. */
function outerProducts(criterion: FactoredModel, v: Float64Array): Float64Array {
  const { parameters: terms } = criterion;
  const { symbolic, termOf, entries } = criterion.system;
  const intercept = symbolic.positions - 1;
  const a = new Float64Array(symbolic.positions * terms);
  for (let e = 0; e < entries.value.length; e++) {
    const row = entries.row[e];
    const column = entries.column[e];
    if (row > intercept || column === intercept) continue;
    a[row * terms + termOf[column]] += entries.value[e] * v[column];
    if (row !== column && row < intercept) {
      a[column * terms + termOf[row]] += entries.value[e] * v[row];
    }
  }
  return a;
}

function frontPositions(criterion: FactoredModel, s: number): Int32Array {
  const { symbolic, factor } = criterion.system;
  const pivots = factor.pivots(s);
  const rows = symbolic.rows[s];
  const positions = new Int32Array(pivots + rows.length);
  for (let j = 0; j < pivots; j++) positions[j] = symbolic.first[s] + j;
  positions.set(rows, pivots);
  return positions;
}
