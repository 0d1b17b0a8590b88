import type { Problem } from '../../domain/problem.ts';
import type { PooledReader } from './pooled-pearson.ts';
import { crossParts, LEAST_RELIABILITY, reliabilityOf } from './reliability.ts';
import type { PartRows } from './reliability.ts';
import type { Disattenuated, Reliability } from './types.ts';

/** A side of a correlation: its row, and its parts where its scores repeat. */
export interface Side {
  readonly row: number;
  readonly parts: PartRows | null;
  /** The facet that the parts were split by. */
  readonly facet: string | null;
}

/**
 * The correlation of two scorers with the noise of both taken out (Spearman 1904). Where the sides
 * share no prompt or run: r / sqrt(rel_a rel_b). Where both were split by the same facet they share
 * its noise, which that formula would take for agreement and then inflate: instead the mean
 * correlation between parts of different levels, over the geometric mean of the same within each
 * side. Given where both reliabilities are at least `LEAST_RELIABILITY`. It may exceed 1.
 */
export function disattenuate(a: Side, b: Side, read: PooledReader): Disattenuated {
  const [ofA, ofB] = [reliabilityIf(a, read), reliabilityIf(b, read)];
  const problem = refusal(ofA, ofB);
  if (problem) return { ok: false, problem };
  const { value, by } = corrected(a, b, ofA!, ofB!, read);
  if (Number.isNaN(value)) return { ok: false, problem: UNDEFINED };
  return { ok: true, value, by };
}

/** The value whatever the reliabilities, for replicates; NaN where it is not defined. */
export function disattenuatedValue(a: Side, b: Side, read: PooledReader): number {
  const [ofA, ofB] = [reliabilityIf(a, read), reliabilityIf(b, read)];
  return ofA && ofB ? corrected(a, b, ofA, ofB, read).value : NaN;
}

/** Reliability of a side; null where its scores do not repeat. */
export function reliabilityIf(side: Side, read: PooledReader): Reliability | null {
  return side.parts && reliabilityOf(side.parts, read);
}

function corrected(
  a: Side,
  b: Side,
  ofA: Reliability,
  ofB: Reliability,
  read: PooledReader,
): { value: number; by: 'reliabilities' | 'cross-parts' } {
  if (a.facet === b.facet) {
    const between = Math.sqrt(ofA.betweenParts * ofB.betweenParts);
    return { value: crossParts(a.parts!, b.parts!, read) / between, by: 'cross-parts' };
  }
  return {
    value: read(a.row, b.row) / Math.sqrt(ofA.value * ofB.value),
    by: 'reliabilities',
  };
}

function refusal(a: Reliability | null, b: Reliability | null): Problem | null {
  if (a === null || b === null)
    return {
      code: 'no-replicates',
      severity: 'info',
      message: 'One side has a single score per item, so its reliability is not known.',
      wayOn: 'Load scores of several prompts or runs, and references of several raters.',
    };
  const least = Math.min(a.value, b.value);
  if (least >= LEAST_RELIABILITY) return null;
  return {
    code: 'unreliable',
    severity: 'info',
    message: 'One side is not reliable enough to be corrected for.',
    found: Number.isNaN(least) ? 'unknown' : least.toFixed(2),
    expected: `at least ${LEAST_RELIABILITY}`,
    wayOn: 'Load more prompts, runs or raters, or read the raw correlation.',
  };
}

const UNDEFINED: Problem = {
  code: 'undefined-correlation',
  severity: 'info',
  message: 'The parts of the two sides share too few items to be correlated.',
};
