import { minimizeOnPlane } from '../../optimize/minimize-on-plane.ts';
import type { Steps } from '../../optimize/steps.ts';
import type { EstimatedModel } from '../fit.ts';
import { componentVariances } from './component-ratio.ts';
import { FIT_BUDGET, fitWithZeros, gammaFloor, TOLERANCE } from './restricted-fit.ts';
import { findRise } from './rise-search.ts';
import type { ProfileInterval } from './types.ts';
import { VarianceDeviance } from './variance-deviance.ts';

/** Logarithms of a variance this far from the total's are the edge. */
const LIMIT = 25;
const FIRST_STEP = 0.6;

interface Side {
  readonly at: number;
  readonly edge: boolean;
  readonly unfinished: boolean;
}

/**
 * Profile-likelihood interval of one component's variance (the residual's: k the number of terms),
 * searched on its logarithm, all other variances free. [0, high] where zero is not ruled out.
 */
export function* profileComponent(
  model: EstimatedModel,
  k: number,
  threshold: number,
): Steps<Omit<ProfileInterval, 'factor'>> {
  const before = model.criterion.evaluations;
  const variances = componentVariances(model);
  const best = model.estimate.best;
  const total = variances.reduce((sum, v) => sum + v, 0);
  const deviance = new VarianceDeviance(model.criterion);
  const floor = Float64Array.from([...gammaFloor(model), 1e-10], (g) => g * model.sigma2);
  const normal = floor.map((_, i) => (i === k ? 1 : 0));
  const options = { normal, floor, tolerance: TOLERANCE, budget: FIT_BUDGET };
  const side = function* (direction: -1 | 1): Steps<Side> {
    if (direction < 0 && k < best.x.length) {
      if (variances[k] === 0) return { at: 0, edge: true, unfinished: false };
      const without = yield* fitWithZeros(model, [k], best.x);
      if (without.value - best.value <= threshold) {
        return { at: 0, edge: true, unfinished: !without.settled };
      }
    }
    let near = variances;
    let settled = true;
    const end = yield* findRise({
      from: Math.log(Math.max(variances[k], 10 * floor[k])),
      step: direction * FIRST_STEP,
      risen: 0,
      threshold,
      limit: Math.log(total) + direction * LIMIT,
      *rise(at) {
        const start = near.map((v, i) => Math.max(i === k ? Math.exp(at) : v, floor[i]));
        const fit = yield* minimizeOnPlane(deviance, start, options);
        if (Number.isFinite(fit.value)) near = fit.x;
        settled = fit.settled;
        return fit.value - best.value;
      },
    });
    if (end.at === Math.log(total) + LIMIT) return { at: Infinity, edge: true, unfinished: false };
    return { at: Math.exp(end.at), edge: false, unfinished: !(end.found && settled) };
  };
  const low = yield* side(-1);
  const high = yield* side(1);
  return {
    value: variances[k],
    low: low.at,
    high: high.at,
    edge: { low: low.edge, high: high.edge },
    unfinished: { low: low.unfinished, high: high.unfinished },
    threshold,
    evaluations: model.criterion.evaluations - before,
  };
}
