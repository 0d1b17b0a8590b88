import type { Criterion } from './criterion.ts';

/**
 * Average information matrix (Gilmour, Thompson & Cullis 1995, eq. 5): H_ij = Q_ij / s_e^2 -
 * h_i h_j / (df s_e^4), Q_ij = (Z_i Z_i'Py)' P (Z_j Z_j'Py).
 *
 * With v_k = Z_k'Py = b_k / sqrt(gamma_k), Q_ij = v_i' Z_i'Z_j v_j - (L^-1 S a_i)' (L^-1 S a_j),
 * a_k = [Z X]'Z_k v_k. The leaf is eliminated from both terms beforehand: with t = 1/(gamma n + 1),
 * v_l = t (y_l - n_l'u), B the Schur complement of the leaf and n_l the level's counts,
 * a_k becomes B v_k for another term and sum_l t^2 n_l (y_l - n_l'u) for the leaf, and
 * Q_leaf,leaf begins with sum_l n t^3 (y_l - n_l'u)^2.
 */
export function averageInformation(criterion: Criterion): Float64Array[] {
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
function projectedProducts(criterion: Criterion): Float64Array {
  const { parameters: terms, gamma, theta } = criterion;
  const { symbolic, factor, termOf, leaf, leaves, entries } = criterion.system;
  const positions = symbolic.positions;
  const { solution } = criterion.derivatives();
  const v = new Float64Array(positions);
  for (let p = 0; p + 1 < positions; p++) {
    v[p] = gamma[termOf[p]] > 0 ? solution[p] / theta[termOf[p]] : 0;
  }
  const a = new Float64Array(positions * terms);
  for (let e = 0; e < entries.value.length; e++) {
    const row = entries.row[e];
    const column = entries.column[e];
    if (row >= positions || column === positions - 1) continue;
    a[row * terms + termOf[column]] += entries.value[e] * v[column];
    if (row !== column && row < positions - 1) {
      a[column * terms + termOf[row]] += entries.value[e] * v[row];
    }
  }
  let leafSquare = 0;
  leaves.forEach((block, s) => {
    if (!block || gamma[leaf] === 0) return;
    const g = gamma[leaf];
    const front = frontPositions(criterion, s);
    const x = criterion.residualVector(s, block.size, solution);
    leafSquare += block.quadratics([(n) => n / (g * n + 1) ** 3], x)[0];
    const toLeaf = new Float64Array(block.size);
    block.multiply((n) => 1 / (g * n + 1) ** 2, x, 1, toLeaf);
    const byTerm = new Float64Array(block.size * terms);
    front.forEach((p, i) => {
      if (p < positions - 1) byTerm[i * terms + termOf[p]] = v[p];
    });
    const removed = new Float64Array(block.size * terms);
    block.multiply((n) => g / (g * n + 1), byTerm, terms, removed);
    front.forEach((p, i) => {
      for (let k = 0; k < terms; k++) a[p * terms + k] -= removed[i * terms + k];
      a[p * terms + leaf] += toLeaf[i];
    });
  });
  const q = new Float64Array(terms * terms);
  for (let p = 0; p + 1 < positions; p++) {
    for (let k = 0; k < terms; k++) q[termOf[p] * terms + k] += v[p] * a[p * terms + k];
  }
  if (leaf >= 0) {
    for (let k = 0; k < terms; k++) q[leaf * terms + k] = q[k * terms + leaf];
    q[leaf * terms + leaf] = leafSquare;
  }
  for (let p = 0; p < positions; p++) {
    for (let k = 0; k < terms; k++) a[p * terms + k] *= theta[termOf[p]];
  }
  factor.solveForward(a, terms);
  for (let p = 0; p < positions; p++) {
    for (let i = 0; i < terms; i++) {
      for (let j = 0; j < terms; j++) q[i * terms + j] -= a[p * terms + i] * a[p * terms + j];
    }
  }
  return q;
}

function frontPositions(criterion: Criterion, s: number): Int32Array {
  const { symbolic, factor } = criterion.system;
  const pivots = factor.pivots(s);
  const rows = symbolic.rows[s];
  const positions = new Int32Array(pivots + rows.length);
  for (let j = 0; j < pivots; j++) positions[j] = symbolic.first[s] + j;
  positions.set(rows, pivots);
  return positions;
}
