import type { PlaneMinimum } from '../../optimize/minimize-on-plane.ts';
import type { Steps } from '../../optimize/steps.ts';
import type { EstimatedModel } from '../fit.ts';
import { componentVariances, edgeZeros, ratioOf } from './component-ratio.ts';
import type { WeightedRatio } from './component-ratio.ts';
import { fitAtRatio, fitWithZeros } from './restricted-fit.ts';
import { findRise } from './rise-search.ts';
import type { ProfileInterval } from './types.ts';

/** Logits beyond this are the edge. */
const LIMIT = 16;
const FIRST_STEP = 0.6;

interface Side {
  readonly at: number;
  readonly edge: boolean;
  readonly unfinished: boolean;
}

/**
 * Profile-likelihood interval of a ratio of sums of components: all values at which the best fit with
 * the ratio held there has a criterion at most `threshold` above the best of all. On the edge 0 (or 1)
 * the components concerned are exactly zero; where even that is not ruled out, the interval begins
 * (ends) there. Searched on the logit; the factor is left at another point than it was found.
 */
export function* profileRatio(
  model: EstimatedModel,
  ratio: WeightedRatio,
  threshold: number,
): Steps<Omit<ProfileInterval, 'factor'>> {
  const before = model.criterion.evaluations;
  const value = ratioOf(ratio, componentVariances(model));
  const low = yield* profileSide(model, ratio, value, threshold, -1);
  const high = yield* profileSide(model, ratio, value, threshold, 1);
  return {
    value,
    low: low.at,
    high: high.at,
    edge: { low: low.edge, high: high.edge },
    unfinished: { low: low.unfinished, high: high.unfinished },
    threshold,
    evaluations: model.criterion.evaluations - before,
  };
}

/** Rise of the criterion with the ratio held at a value in [0, 1]; Infinity where it cannot be. */
export function* riseAt(
  model: EstimatedModel,
  ratio: WeightedRatio,
  value: number,
): Steps<{ rise: number; settled: boolean }> {
  const fits: (PlaneMinimum | null)[] = [];
  for (const start of startsOf(model)) fits.push(yield* fitAt(model, ratio, value, start));
  return riseOf(model, better(fits));
}

function* fitAt(
  model: EstimatedModel,
  ratio: WeightedRatio,
  value: number,
  near: Float64Array,
): Steps<PlaneMinimum | null> {
  if (value !== 0 && value !== 1) return yield* fitAtRatio(model, ratio, value, near);
  const zeros = edgeZeros(ratio, value);
  return zeros && (yield* fitWithZeros(model, zeros, near));
}

/** Variance ratio every term has at the second start of a restricted fit. */
const EVEN_START = 0.1;

/** The estimate, and a point that favours no term: there may be local optima. */
function startsOf(model: EstimatedModel): Float64Array[] {
  const { x } = model.estimate.best;
  return [x, x.map(() => EVEN_START)];
}

function better(fits: readonly (PlaneMinimum | null)[]): PlaneMinimum | null {
  return fits.reduce((a, b) => (a && (!b || a.value <= b.value) ? a : b), null);
}

/** Times a better optimum at an end may send the search out again. */
const MOST_ROUNDS = 4;
/** A rise lower than this below the threshold is another optimum. */
const LOWER = 0.02;
/** A rise that misses the threshold by more than this is not doubted. */
const NEAR_MISS = 6;

function* profileSide(
  model: EstimatedModel,
  ratio: WeightedRatio,
  value: number,
  threshold: number,
  direction: -1 | 1,
): Steps<Side> {
  const edge = direction < 0 ? 0 : 1;
  const [estimate, even] = startsOf(model);
  if (value === edge) return { at: edge, edge: true, unfinished: false };
  const without = yield* fitAt(model, ratio, edge, estimate);
  let atEdge = riseOf(model, without);
  if (atEdge.rise > threshold && atEdge.rise < threshold + NEAR_MISS) {
    atEdge = riseOf(model, better([without, yield* fitAt(model, ratio, edge, even)]));
  }
  if (atEdge.rise <= threshold) return { at: edge, edge: true, unfinished: !atEdge.settled };
  const from = Math.min(Math.max(logit(value), 2 - LIMIT), LIMIT - 2);
  let path = new RatioPath(from, estimate);
  let settled = true;
  const search = (begin: number, step: number, risen: number) =>
    findRise({
      from: begin,
      step: direction * step,
      risen,
      threshold,
      limit: direction * LIMIT,
      *rise(at) {
        const fit = yield* fitAtRatio(model, ratio, logistic(at), path.near(at));
        if (fit && Number.isFinite(fit.value)) path.add(at, fit.x);
        // No variances that small, or that close to all there is: still at the edge it came from.
        if (!fit && at * direction < 0) return 0;
        const found = riseOf(model, fit);
        settled = found.settled;
        return found.rise;
      },
    });
  let end = yield* search(from, FIRST_STEP, 0);
  for (let round = 0; round < MOST_ROUNDS && end.found; round++) {
    const fit = yield* fitAtRatio(model, ratio, logistic(end.at), even);
    const { rise } = riseOf(model, fit);
    if (!fit || rise > threshold - LOWER) break;
    path = new RatioPath(end.at, fit.x);
    end = yield* search(end.at, FIRST_STEP / 4, rise);
  }
  return { at: logistic(end.at), edge: false, unfinished: !(end.found && settled) };
}

/** Restricted fits along the logit of the ratio, continued in a straight line of log gamma. */
class RatioPath {
  #last: { at: number; x: Float64Array };
  #before: { at: number; x: Float64Array } | null = null;

  constructor(at: number, x: Float64Array) {
    this.#last = { at, x };
  }

  add(at: number, x: Float64Array): void {
    this.#before = this.#last;
    this.#last = { at, x };
  }

  /** Where the fit at a place may be expected; no variance more than doubles or halves. */
  near(at: number): Float64Array {
    const { at: lastAt, x } = this.#last;
    const before = this.#before;
    if (!before || before.at === lastAt) return x;
    const further = (at - lastAt) / (lastAt - before.at);
    return x.map((value, k) => {
      if (!(value > 0 && before.x[k] > 0)) return value;
      const factor = (value / before.x[k]) ** further;
      return value * Math.min(2, Math.max(0.5, factor));
    });
  }
}

function riseOf(
  model: EstimatedModel,
  fit: PlaneMinimum | null,
): { rise: number; settled: boolean } {
  if (!fit) return { rise: Infinity, settled: true };
  return { rise: Math.max(0, fit.value - model.estimate.best.value), settled: fit.settled };
}

function logit(share: number): number {
  return Math.log(share / (1 - share));
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
