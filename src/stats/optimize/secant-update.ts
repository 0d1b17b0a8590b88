import { dot } from '../linalg/dot.ts';
import type { Evaluation } from './objective.ts';

/** Where the last step began. */
export interface Step {
  readonly x: Float64Array;
  readonly gradient: Float64Array;
}

/** A secant update is made where no parameter moved by more than this part of itself, */
export const NEAR_ENOUGH = 0.1;
/** where the curvature along the step was known within this factor, */
const PLAUSIBLE = 4;
/** and where what it divides by is no smaller than this part of its factors. */
const SAFE = 1e-8;

/**
 * The information corrected along the last step so that it explains the change of the gradient there:
 * a symmetric rank-one update (Nocedal & Wright 2006, eq. 6.24) in log x. An information that is only
 * near the second derivatives makes errors shrink by a constant factor; this makes the factor shrink.
 */
export function withSecant(
  evaluation: Evaluation,
  before: Step,
  x: Float64Array,
  free: readonly number[],
): Evaluation {
  const moved = Float64Array.from(free, (k) => Math.log(x[k] / before.x[k]));
  if (!moved.every((m) => Math.abs(m) < NEAR_ENOUGH)) return evaluation;
  const { gradient, information } = evaluation;
  const explained = Float64Array.from(free, (k) =>
    free.reduce((sum, l, j) => sum + x[k] * information[k][l] * x[l] * moved[j], 0),
  );
  const changed = Float64Array.from(
    free,
    (k) => gradient[k] * x[k] - before.gradient[k] * before.x[k],
  );
  const ratio = dot(changed, moved) / dot(explained, moved);
  if (!(ratio > 1 / PLAUSIBLE && ratio < PLAUSIBLE)) return evaluation;
  const missed = changed.map((value, i) => value - explained[i]);
  const across = dot(missed, moved);
  if (Math.abs(across) <= SAFE * Math.sqrt(dot(missed, missed) * dot(moved, moved))) {
    return evaluation;
  }
  const corrected = information.map((row) => row.slice());
  free.forEach((k, i) => {
    free.forEach((l, j) => {
      corrected[k][l] += (missed[i] * missed[j]) / (across * x[k] * x[l]);
    });
  });
  return { gradient, information: corrected };
}
