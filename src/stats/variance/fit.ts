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

/**
 * Fits crossed and nested random intercepts to cells by REML or ML, in four steps: model frame,
 * objective, optimiser, result. What the data do not allow comes back as a Problem (nothing can be
 * fitted) or inside the fit (a term was refused, with its reason).
 */
export function fitVariance(
  request: VarianceRequest,
  options: FitOptions = {},
): Result<VarianceFit> {
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
  const { estimate: intercept, variance: interceptVariance } = criterion.intercept();
  const sigma2 = criterion.sigma2;
  const fitted = now();
  const intervals = options.intervals === false ? () => null : waldIntervals(criterion);
  const value = assembleFit({
    request,
    diagnosis: diagnosis.value,
    estimate: estimated,
    sigma2,
    mean: request.shift + intercept,
    meanVariance: interceptVariance,
    intervals,
    milliseconds: {
      frame: framed - begin,
      symbolic: analysed - framed,
      fit: fitted - analysed,
      intervals: now() - fitted,
    },
  });
  return { ok: true, value };
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
