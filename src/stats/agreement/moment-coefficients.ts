import type { CentredBlock } from './centred-block.ts';
import type { CrossMoments } from './cross-moments.ts';
import { REASONS } from './types.ts';
import type { Reason } from './types.ts';

/** Codes of `AgreementMatrix.why`. */
export const WHY = Object.fromEntries(REASONS.map((reason, code) => [reason, code])) as Record<
  Reason,
  number
>;

/** A variance below this share of the row's reach, squared, is rounding. */
const ROUNDING = 1e-13;

/** A coefficient of a pair from its moments; the value is NaN where `why` is not `defined`. */
export interface PairValue {
  value: number;
  n: number;
  why: number;
}

/**
 * Pearson's correlation of rows a and b < a: (S_xy - S_x S_y / n) / sqrt(V_x V_y) over the columns
 * both have. Written into `out`.
 */
export function pearsonOf(
  block: CentredBlock,
  moments: CrossMoments,
  a: number,
  b: number,
  out: PairValue,
): void {
  const { rows, reach } = block;
  const [ab, ba] = [a * rows + b, b * rows + a];
  const n = moments.n[ab];
  out.n = n;
  out.value = NaN;
  out.why = WHY['too-few-items'];
  if (n < 2) return;
  const va = moments.squares[ab] - (moments.sum[ab] * moments.sum[ab]) / n;
  const vb = moments.squares[ba] - (moments.sum[ba] * moments.sum[ba]) / n;
  out.why = WHY.constant;
  if (va <= ROUNDING * n * reach[a] * reach[a] || vb <= ROUNDING * n * reach[b] * reach[b]) return;
  const covariance = moments.products[ab] - (moments.sum[ab] * moments.sum[ba]) / n;
  out.value = Math.max(-1, Math.min(1, covariance / Math.sqrt(va * vb)));
  out.why = WHY.defined;
}

/**
 * Cohen's kappa with quadratic weights (Cohen 1968): 1 less the mean squared difference over its
 * expectation under independence, which is 2 s_xy / (s_x^2 + s_y^2 + (m_x - m_y)^2) with divisor n,
 * for grades of any number and for means of grades alike (Lin's 1989 concordance coefficient).
 * Not defined where both rows are the same constant.
 */
export function kappaOf(
  block: CentredBlock,
  moments: CrossMoments,
  a: number,
  b: number,
  out: PairValue,
): void {
  const { rows, centre, reach } = block;
  const [ab, ba] = [a * rows + b, b * rows + a];
  const n = moments.n[ab];
  out.n = n;
  out.value = NaN;
  out.why = WHY['too-few-items'];
  if (n < 2) return;
  const [ma, mb] = [moments.sum[ab] / n, moments.sum[ba] / n];
  const va = moments.squares[ab] / n - ma * ma;
  const vb = moments.squares[ba] / n - mb * mb;
  const offset = centre[a] + ma - (centre[b] + mb);
  const expected = va + vb + offset * offset;
  const size = Math.max(reach[a], reach[b]);
  out.why = WHY.constant;
  if (expected <= ROUNDING * Math.max(size * size, Number.MIN_VALUE)) return;
  out.value = (2 * (moments.products[ab] / n - ma * mb)) / expected;
  out.why = WHY.defined;
}
