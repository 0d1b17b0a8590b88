import { dot } from '../linalg/dot.ts';
import { solvePositiveDefinite } from '../linalg/solve-positive-definite.ts';
import type { Evaluation } from './objective.ts';

/** No parameter changes by more than these factors in one step. */
export const SHRINK = 1 / 50;
/** See `SHRINK`. */
export const GROW = 100;

/**
 * -(H + ridge diag H)^-1 g on the free parameters, in log x so that the ridge means the same for all;
 * the ridge grows by itself where H is not positive definite. A parameter whose step would leave
 * [x/50, 100 x] is held at that bound and the others are solved for again, given it.
 */
export function newtonStep(
  evaluation: Evaluation,
  free: readonly number[],
  x: Float64Array,
  ridge: number,
): Float64Array {
  const down = Float64Array.from(free, (k) => -evaluation.gradient[k] * x[k]);
  for (let damping = ridge; damping < 1e9; damping = damping === 0 ? 1e-8 : damping * 100) {
    const h = free.map((i) =>
      Float64Array.from(free, (j) => {
        const entry = evaluation.information[i][j] * x[i] * x[j];
        return i === j ? entry + damping * (Math.abs(entry) + 1e-12) : entry;
      }),
    );
    const step = boundedSolution(h, down);
    if (step && dot(step, down) > 0) return step.map((value, i) => value * x[free[i]]);
  }
  // No curvature to use: straight down.
  return down.map((value, i) => value * x[free[i]]);
}

/** Solves H s = d with s held in [SHRINK - 1, GROW - 1]; null where H is not positive definite. */
function boundedSolution(h: readonly Float64Array[], d: Float64Array): Float64Array | null {
  const step = new Float64Array(d.length);
  let loose = Array.from(d.keys());
  while (loose.length > 0) {
    const right = Float64Array.from(loose, (i) =>
      step.reduce((rest, value, j) => rest - h[i][j] * value, d[i]),
    );
    const solved = solvePositiveDefinite(
      loose.map((i) => Float64Array.from(loose, (j) => h[i][j])),
      right,
    );
    if (!solved) return null;
    const within = loose.filter((_, a) => solved[a] >= SHRINK - 1 && solved[a] <= GROW - 1);
    if (within.length === loose.length) {
      loose.forEach((i, a) => (step[i] = solved[a]));
      return step;
    }
    loose.forEach((i, a) => {
      if (!within.includes(i)) step[i] = solved[a] < 0 ? SHRINK - 1 : GROW - 1;
    });
    loose = within;
  }
  return step;
}
