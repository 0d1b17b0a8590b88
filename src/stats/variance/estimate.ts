import { minimizeNewton } from '../optimize/bounded-newton.ts';
import type { Minimum } from '../optimize/bounded-newton.ts';
import type { Criterion } from './criterion.ts';
import { scoringObjective } from './scoring-objective.ts';

/** Variance ratio every component starts at; the better end is kept. */
const STARTS = [0.1, 1e-4] as const;
/** Relative step at which a fit has converged. */
export const TOLERANCE = 1e-9;
const FLOOR = 1e-7;
/** A variance ratio that grows beyond this has no residual beside it. */
export const DIVERGED = 1e8;
const BUDGET = 300;
/** A later start this near, relatively, to an earlier end would end there too. */
const SAME_BASIN = 2e-3;

export interface Estimate {
  readonly best: Minimum;
  readonly iterations: number;
  readonly evaluations: number;
  readonly starts: readonly { readonly gamma: number; readonly criterion: number }[];
}

/**
 * Minimises the criterion from every start and keeps the best end; the criterion is left factored
 * there. One start alone misses local optima (about one random design in eighty).
 */
export function estimate(criterion: Criterion): Estimate {
  let best: Minimum | null = null;
  let iterations = 0;
  const before = criterion.evaluations;
  const starts: { gamma: number; criterion: number }[] = [];
  const objective = scoringObjective(criterion);
  for (const gamma of STARTS) {
    const start = new Float64Array(criterion.parameters).fill(gamma);
    const minimum = minimizeNewton(objective, start, {
      floor: FLOOR,
      ceiling: 10 * DIVERGED,
      tolerance: TOLERANCE,
      budget: BUDGET,
      sameBasin: SAME_BASIN,
      ...(best ? { known: best } : {}),
    });
    iterations += minimum.iterations;
    starts.push({ gamma, criterion: minimum.value });
    if (minimum.stopped === 'same-basin') continue;
    if (!best || minimum.value < best.value) best = minimum;
    if (criterion.parameters === 0) break;
  }
  if (!best) throw new Error('invalid starts; none given');
  criterion.value(best.x);
  return { best, iterations, evaluations: criterion.evaluations - before, starts };
}
