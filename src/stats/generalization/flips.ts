import type { Flip, GeneralizationMeasure } from './types.ts';
import { scoreAt } from './weighted-score.ts';
import type { ScoreTotals } from './weighted-score.ts';

/**
 * Where two models change places between two weights. A score is a ratio of lines in the weight, so
 * two are equal at the roots of a quadratic, found exactly; roots where they only touch do not count.
 */
export function findFlips(
  totals: readonly ScoreTotals[],
  measure: GeneralizationMeasure,
  low: number,
  high: number,
): Flip[] {
  const flips: Flip[] = [];
  const sign = measure === 'accuracy' ? 1 : -1;
  for (let i = 0; i < totals.length; i++) {
    for (let j = i + 1; j < totals.length; j++) {
      const ahead = (weight: number): number =>
        sign * (scoreAt(totals[i], weight) - scoreAt(totals[j], weight));
      const roots = equalWeights(totals[i], totals[j]).filter((root) => root > low && root < high);
      const ends = [low, ...roots, high];
      roots.forEach((weight, r) => {
        // Signs between neighbouring roots: at their geometric middle.
        const below = ahead(Math.sqrt(ends[r] * weight));
        const above = ahead(Math.sqrt(weight * ends[r + 2]));
        if (below > 0 && above < 0) flips.push({ measure, weight, before: i, after: j });
        if (below < 0 && above > 0) flips.push({ measure, weight, before: j, after: i });
      });
    }
  }
  return flips.sort((a, b) => a.weight - b.weight);
}

/** Weights at which two scores are equal, ascending. */
function equalWeights(a: ScoreTotals, b: ScoreTotals): number[] {
  const square = a.wrongValue * b.wrong - b.wrongValue * a.wrong;
  const middle =
    a.rightValue * b.wrong +
    a.wrongValue * b.right -
    b.rightValue * a.wrong -
    b.wrongValue * a.right;
  const rest = a.rightValue * b.right - b.rightValue * a.right;
  const size = Math.max(Math.abs(square), Math.abs(middle), Math.abs(rest));
  if (Math.abs(square) <= 1e-14 * size)
    return Math.abs(middle) <= 1e-14 * size ? [] : [-rest / middle];
  const discriminant = middle * middle - 4 * square * rest;
  if (discriminant <= 0) return [];
  // Without cancellation (Press et al. 2007, eq. 5.6.4).
  const q = -(middle + (middle < 0 ? -1 : 1) * Math.sqrt(discriminant)) / 2;
  return (q === 0 ? [0] : [q / square, rest / q]).sort((x, y) => x - y);
}
