import type { Result } from '../../domain/problem.ts';
import type { DenseKernels } from '../linalg/dense-kernels.ts';
import { plainKernels } from '../linalg/plain-kernels.ts';
import { Criterion } from './criterion.ts';
import { diagnose, refuse } from './diagnose.ts';
import type { Diagnosis } from './diagnose.ts';
import { DIVERGED, estimate } from './estimate.ts';
import type { Estimate } from './estimate.ts';
import { buildFrame } from './frame.ts';
import { assembleFit } from './result.ts';
import { analyseSystem } from './system.ts';
import type { VarianceFit, VarianceRequest } from './types.ts';
import { waldIntervals } from './wald.ts';

export interface FitOptions {
  readonly kernels?: DenseKernels;
  /** Whether Wald intervals are wanted; they cost two gradients per component. Default true. */
  readonly intervals?: boolean;
  /** A clock in milliseconds; this folder knows none finer than `Date.now`. */
  readonly now?: () => number;
}

/** A model brought to its estimate, its factor at hand: what intervals, tests and effects start from. */
export interface EstimatedModel {
  readonly request: VarianceRequest;
  readonly diagnosis: Diagnosis;
  readonly criterion: Criterion;
  readonly estimate: Estimate;
  readonly sigma2: number;
  /** Mean of the uncentred response, and its variance. */
  readonly mean: number;
  readonly meanVariance: number;
  readonly milliseconds: {
    readonly frame: number;
    readonly symbolic: number;
    readonly fit: number;
  };
}

/**
 * Fits crossed and nested random intercepts to cells by REML or ML, in four steps: model frame,
 * objective, optimiser, result. What the data do not allow comes back as a Problem (nothing can be
 * fitted) or inside the fit (a term was refused, with its reason).
 */
export function fitVariance(
  request: VarianceRequest,
  options: FitOptions = {},
): Result<VarianceFit> {
  const model = estimateModel(request, options);
  return model.ok ? { ok: true, value: describeModel(model.value, options) } : model;
}

/** The first three steps: model frame, objective, optimiser. */
export function estimateModel(
  request: VarianceRequest,
  options: FitOptions = {},
): Result<EstimatedModel> {
  const now = options.now ?? Date.now;
  const begin = now();
  const diagnosis = diagnose(buildFrame(request), request);
  if (!diagnosis.ok) return diagnosis;
  const framed = now();
  const system = analyseSystem(diagnosis.value.frame, options.kernels ?? plainKernels);
  const analysed = now();
  const criterion = new Criterion(system, request.method);
  const estimated = estimate(criterion);
  const problem = divergence(diagnosis.value, estimated);
  if (problem) return problem;
  const intercept = criterion.intercept();
  const value = {
    request,
    diagnosis: diagnosis.value,
    criterion,
    estimate: estimated,
    sigma2: criterion.sigma2,
    mean: request.shift + intercept.estimate,
    meanVariance: intercept.variance,
    milliseconds: { frame: framed - begin, symbolic: analysed - framed, fit: now() - analysed },
  };
  return { ok: true, value };
}

/** The fourth step: components, shares, Wald intervals, warnings, record. */
export function describeModel(model: EstimatedModel, options: FitOptions = {}): VarianceFit {
  const now = options.now ?? Date.now;
  const begin = now();
  returnTo(model);
  const intervals = options.intervals === false ? () => null : waldIntervals(model.criterion);
  const milliseconds = { ...model.milliseconds, intervals: now() - begin };
  return assembleFit({ ...model, intervals, milliseconds });
}

/** Factors at the estimate again, unless the factor is still there. */
export function returnTo({ criterion, estimate }: EstimatedModel): void {
  const { x } = estimate.best;
  if (!x.every((gamma, k) => gamma === criterion.gamma[k])) criterion.value(x);
}

/** The residual vanished beside the terms: together they determine the response. */
function divergence(diagnosis: Diagnosis, estimated: Estimate): Result<never> | null {
  const { x, value } = estimated.best;
  if (Number.isFinite(value) && !x.some((gamma) => gamma > DIVERGED)) return null;
  const largest = x.indexOf(Math.max(...x));
  const term = diagnosis.frame.terms[largest]?.name ?? 'the terms';
  return refuse({
    code: 'diverged',
    field: term,
    message: `The residual vanishes beside ${term}: together the terms determine every observation, and nothing is left to measure them against.`,
    wayOn: `Leave ${term} or one of its interactions out.`,
  });
}
