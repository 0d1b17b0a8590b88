import type { Result } from '../../../domain/problem.ts';
import { finish } from '../../optimize/steps.ts';
import type { Steps } from '../../optimize/steps.ts';
import { chiSquaredQuantile } from '../../special/chi-squared-quantile.ts';
import { chiSquaredUpperTail } from '../../special/chi-squared-cdf.ts';
import type { VariancePart } from '../../generalizability/types.ts';
import type { EstimatedModel } from '../fit.ts';
import {
  componentNames,
  componentVariances,
  edgeZeros,
  ratioOf,
  resolveRatio,
} from './component-ratio.ts';
import type { WeightedRatio } from './component-ratio.ts';
import { profileComponent } from './profile-component.ts';
import { profileRatio, riseAt } from './profile-ratio.ts';
import { bartlettFactor, effectiveDf, logErrors } from './small-sample.ts';
import type { LogErrors } from './small-sample.ts';
import type { ProfileInterval, Ratio, RatioTest } from './types.ts';

const LEVEL = 0.95;

/** Standard errors are computed once per fit. */
const known = new WeakMap<EstimatedModel, LogErrors>();

/** `shareProfile` at once. */
export function profileShare(model: EstimatedModel, ratio: Ratio): Result<ProfileInterval> {
  return finish(shareProfile(model, ratio));
}

/** `varianceProfile` at once. */
export function profileVariance(model: EstimatedModel, term: string): Result<ProfileInterval> {
  return finish(varianceProfile(model, term));
}

/** `shareTest` at once. */
export function testShare(
  model: EstimatedModel,
  ratio: Ratio,
  hypothesis: number,
): Result<RatioTest> {
  return finish(shareTest(model, ratio, hypothesis));
}

/** 95 % profile interval of a ratio of components named by their terms; a Problem for a wrong name. */
export function* shareProfile(model: EstimatedModel, ratio: Ratio): Steps<Result<ProfileInterval>> {
  const weights = resolveRatio(componentNames(model), ratio);
  if (!weights.ok) return weights;
  return { ok: true, value: yield* weightedProfile(model, weights.value) };
}

/** 95 % profile interval of a weighted ratio, its threshold scaled by the Bartlett factor. */
export function* weightedProfile(
  model: EstimatedModel,
  ratio: WeightedRatio,
): Steps<ProfileInterval> {
  const factor = ratioFactor(model, ratio);
  const threshold = chiSquaredQuantile(LEVEL, 1) * factor;
  return { ...(yield* profileRatio(model, ratio, threshold)), factor };
}

/** The components with their facets, in the order of a weighted ratio. */
export function componentParts(model: EstimatedModel): VariancePart[] {
  const variances = componentVariances(model);
  const { terms } = model.diagnosis.frame;
  return componentNames(model).map((term, k) => ({
    term,
    facets: terms[k]?.facets ?? [],
    variance: variances[k],
  }));
}

/** 95 % profile interval of one component's variance. */
export function* varianceProfile(
  model: EstimatedModel,
  term: string,
): Steps<Result<ProfileInterval>> {
  const names = componentNames(model);
  const k = names.indexOf(term);
  if (k < 0) return resolveRatio(names, { terms: [term], of: null }) as Result<never>;
  const factor = bartlettFactor(effectiveDf(model, errorsOf(model).ofLog(k), [k]));
  const interval = yield* profileComponent(model, k, chiSquaredQuantile(LEVEL, 1) * factor);
  return { ok: true, value: { ...interval, factor } };
}

/**
 * Likelihood-ratio test that a ratio is `hypothesis`, in [0, 1]: the rise of the criterion over the
 * Bartlett factor of the interval above, so that the two always agree, against chi-squared on 1.
 */
export function* shareTest(
  model: EstimatedModel,
  ratio: Ratio,
  hypothesis: number,
): Steps<Result<RatioTest>> {
  if (!(hypothesis >= 0 && hypothesis <= 1)) {
    throw new Error(`invalid hypothesis; not in [0, 1]: ${hypothesis}`);
  }
  const weights = resolveRatio(componentNames(model), ratio);
  if (!weights.ok) return weights;
  const factor = ratioFactor(model, weights.value);
  const before = model.criterion.evaluations;
  const { rise, settled } = yield* riseAt(model, weights.value, hypothesis);
  const statistic = rise / factor;
  return {
    ok: true,
    value: {
      value: ratioOf(weights.value, componentVariances(model)),
      hypothesis,
      statistic,
      factor,
      p: Number.isFinite(statistic) ? chiSquaredUpperTail(statistic, 1) : 0,
      approximate: whyApproximate(model, weights.value, hypothesis, settled),
      evaluations: model.criterion.evaluations - before,
    },
  };
}

function ratioFactor(model: EstimatedModel, ratio: WeightedRatio): number {
  // Without a standard error all of the numerator, or all of what it leaves, is zero.
  const edge = ratioOf(ratio, componentVariances(model)) < 0.5 ? 0 : 1;
  const members = edgeZeros(ratio, edge) ?? [];
  return bartlettFactor(effectiveDf(model, errorsOf(model).ofLogit(ratio), members));
}

function errorsOf(model: EstimatedModel): LogErrors {
  let errors = known.get(model);
  if (!errors) known.set(model, (errors = logErrors(model)));
  return errors;
}

/** What keeps the statistic from being chi-squared on 1; null where nothing does. */
function whyApproximate(
  model: EstimatedModel,
  ratio: WeightedRatio,
  hypothesis: number,
  settled: boolean,
): string | null {
  if (!settled) return 'the restricted fit did not come to rest, so the true p is larger';
  if (hypothesis === 0 || hypothesis === 1) {
    const possible = edgeZeros(ratio, hypothesis) !== null;
    return possible
      ? `${100 * hypothesis} % is the edge of what is possible, where the true p is about half`
      : null;
  }
  const names = componentNames(model);
  const zeros = names.filter((_, k) => model.estimate.best.x[k] === 0 && ratio.denominator[k] > 0);
  if (zeros.length === 0) return null;
  return `${zeros.join(', ')} ${zeros.length === 1 ? 'is' : 'are'} at zero, the edge of what is possible`;
}
