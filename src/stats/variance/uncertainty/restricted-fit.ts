import type { Objective } from '../../optimize/objective.ts';
import { minimizeOnPlane } from '../../optimize/minimize-on-plane.ts';
import type { PlaneMinimum } from '../../optimize/minimize-on-plane.ts';
import type { Steps } from '../../optimize/steps.ts';
import type { EstimatedModel } from '../fit.ts';
import type { WeightedRatio } from './component-ratio.ts';

/** A promised fall of the criterion below this changes no interval or test that could be read. */
export const TOLERANCE = 1e-5;
/** Values computed for one restricted fit at most. */
export const FIT_BUDGET = 80;

/**
 * Least variance ratios of a restricted fit. At most n of them are spread over a term's levels, so
 * leaving them there instead of at zero changes the criterion by 1e-4 at most.
 */
export function gammaFloor(model: EstimatedModel): Float64Array {
  const floor = 1e-4 / model.diagnosis.frame.n;
  return model.estimate.best.x.map(() => floor);
}

/**
 * The best fit with a ratio held at `value`: with s_e^2 profiled out that is a plane in gamma,
 * sum_k (a_k - value b_k) gamma_k = value b_e - a_e. Null where no variances above the floors meet it.
 */
export function* fitAtRatio(
  model: EstimatedModel,
  ratio: WeightedRatio,
  value: number,
  near: Float64Array,
  budget = FIT_BUDGET,
): Steps<PlaneMinimum | null> {
  const floor = gammaFloor(model);
  const terms = floor.length;
  const normal = floor.map((_, k) => ratio.numerator[k] - value * ratio.denominator[k]);
  const offset = value * ratio.denominator[terms] - ratio.numerator[terms];
  const start = ontoPlane(near, normal, offset, floor);
  if (!start) return null;
  const options = { normal, floor, tolerance: TOLERANCE, budget };
  return yield* minimizeOnPlane(model.criterion, start, options);
}

/** The best fit with some components at exactly zero. */
export function* fitWithZeros(
  model: EstimatedModel,
  zeros: readonly number[],
  near: Float64Array,
): Steps<PlaneMinimum> {
  const { criterion } = model;
  const keep = Array.from(near.keys()).filter((k) => !zeros.includes(k));
  const spread = (x: Float64Array): Float64Array => {
    const gamma = new Float64Array(near.length);
    keep.forEach((k, i) => {
      gamma[k] = x[i];
    });
    return gamma;
  };
  const objective: Objective = {
    parameters: keep.length,
    value: (x) => criterion.value(spread(x)),
    rounding: () => criterion.rounding(),
    evaluation: () => {
      const { gradient, information } = criterion.evaluation();
      return {
        gradient: Float64Array.from(keep, (k) => gradient[k]),
        information: keep.map((i) => Float64Array.from(keep, (j) => information[i][j])),
      };
    },
  };
  const floors = gammaFloor(model);
  const floor = Float64Array.from(keep, (k) => floors[k]);
  const start = Float64Array.from(keep, (k) => Math.max(near[k], floors[k]));
  const normal = new Float64Array(keep.length);
  const options = { normal, floor, tolerance: TOLERANCE, budget: FIT_BUDGET };
  const minimum = yield* minimizeOnPlane(objective, start, options);
  return { ...minimum, x: spread(minimum.x) };
}

/**
 * Brings a point onto the plane by scaling what lies above the floors of one sign of the normal, the
 * sign that has to grow where that is enough.
 */
function ontoPlane(
  near: Float64Array,
  normal: Float64Array,
  offset: number,
  floor: Float64Array,
): Float64Array | null {
  const x = near.map((value, k) => Math.max(value, floor[k]));
  const missing = offset - x.reduce((sum, value, k) => sum + normal[k] * value, 0);
  const growing = missing > 0 ? 1 : -1;
  for (const sign of [growing, -growing]) {
    const part = Array.from(x.keys()).filter((k) => normal[k] * sign > 0);
    const above = part.reduce((sum, k) => sum + normal[k] * (x[k] - floor[k]), 0);
    const slopes = part.reduce((sum, k) => sum + normal[k], 0);
    if (part.length === 0 || above + missing === 0) continue;
    const moved = x.slice();
    const factor = (above + missing) / above;
    for (const k of part) {
      // Nothing above the floors to scale: the same for all.
      moved[k] =
        Math.abs(above) > 1e-12 * Math.abs(missing)
          ? floor[k] + (x[k] - floor[k]) * factor
          : x[k] + missing / slopes;
    }
    if (part.every((k) => moved[k] >= floor[k])) return moved;
  }
  return null;
}
