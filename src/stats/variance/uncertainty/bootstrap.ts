import type { Result } from '../../../domain/problem.ts';
import type { DenseKernels } from '../../linalg/dense-kernels.ts';
import { minimizeNewton } from '../../optimize/bounded-newton.ts';
import { seededRandom } from '../../resample/random.ts';
import { Criterion } from '../criterion.ts';
import { diagnose } from '../diagnose.ts';
import { DIVERGED } from '../estimate.ts';
import type { EstimatedModel } from '../fit.ts';
import { buildFrame } from '../frame.ts';
import type { ModelFrame } from '../frame.ts';
import { analyseSystem, respond } from '../system.ts';
import { ResponseSampler } from './response-sampler.ts';
import type { BootstrapPart, BootstrapRange, BootstrapSource } from './types.ts';

/** Relative step at which a replicate's fit may stop: far below the spread of replicates. */
const TOLERANCE = 1e-3;
const BUDGET = 120;
const FLOOR = 1e-7;
/** Components at or near zero start here, whence they may go either way. */
const LEAST_START = 1e-3;

/** What other workers need to run replicates of a fit. */
export function bootstrapSource(model: EstimatedModel): BootstrapSource {
  return {
    request: model.request,
    terms: model.diagnosis.frame.terms.map((term) => term.name),
    gamma: model.estimate.best.x,
    residual: model.sigma2,
  };
}

/**
 * Parametric bootstrap of a fit: each replicate draws new sufficient statistics from the estimated
 * variances and is fitted from them, from one start. Its random numbers depend on the seed and its own
 * number alone. `onReplicate` hears how many are done.
 */
export function runBootstrap(
  source: BootstrapSource,
  range: BootstrapRange,
  kernels: DenseKernels,
  onReplicate: (done: number) => void = () => undefined,
): Result<BootstrapPart> {
  const diagnosis = diagnose(buildFrame(source.request), source.request);
  if (!diagnosis.ok) return diagnosis;
  const { frame } = diagnosis.value;
  const names = frame.terms.map((term) => term.name);
  if (names.join() !== source.terms.join()) {
    throw new Error(`invalid source; fitted ${source.terms.join()}, found ${names.join()}`);
  }
  const sampler = new ResponseSampler(frame, kernels);
  const fit = refitter(frame, source, kernels);
  const truth = Float64Array.from([...source.gamma, 1], (gamma) => gamma * source.residual);
  const width = truth.length;
  const variances = new Float64Array((range.to - range.from) * width);
  for (let replicate = range.from; replicate < range.to; replicate++) {
    const random = seededRandom(replicateSeed(range.seed, replicate));
    const row = replicate - range.from;
    variances.set(fit(sampler.draw(truth, random)), row * width);
    onReplicate(row + 1);
  }
  return { ok: true, value: { ...range, terms: names, variances } };
}

/** Fits drawn responses one after the other in the memory of one system; NaN where one fails. */
function refitter(
  frame: ModelFrame,
  source: BootstrapSource,
  kernels: DenseKernels,
): (drawn: ModelFrame) => Float64Array {
  const system = analyseSystem(frame, kernels);
  const start = source.gamma.map((gamma) => Math.max(gamma, LEAST_START));
  const options = {
    floor: FLOOR,
    ceiling: 10 * DIVERGED,
    tolerance: TOLERANCE,
    budget: BUDGET,
    sameBasin: 0,
  };
  return (drawn) => {
    const criterion = new Criterion(respond(system, drawn), source.request.method);
    const { x, value, stopped } = minimizeNewton(criterion, start, options);
    const rested = stopped === 'relative-step' || stopped === 'flat';
    const finite = Number.isFinite(value) && x.every((gamma) => gamma <= DIVERGED);
    if (!rested || !finite) return new Float64Array(x.length + 1).fill(NaN);
    // The optimiser may have tried another point last.
    if (!x.every((gamma, k) => gamma === criterion.gamma[k])) criterion.value(x);
    return Float64Array.from([...x, 1], (gamma) => gamma * criterion.sigma2);
  };
}

/** A different seed for every replicate: for a given base a bijection of its number (MurmurHash3). */
function replicateSeed(seed: number, replicate: number): number {
  return mix(mix(seed | 0) + replicate);
}

function mix(value: number): number {
  let z = value ^ (value >>> 16);
  z = Math.imul(z, 0x85ebca6b);
  z ^= z >>> 13;
  z = Math.imul(z, 0xc2b2ae35);
  return z ^ (z >>> 16);
}
