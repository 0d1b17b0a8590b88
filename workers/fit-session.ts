import { fail, ok } from '../src/domain/problem.ts';
import type { Result } from '../src/domain/problem.ts';
import type { OnProgress } from '../src/protocol/fitted-model.ts';
import type { Fitter } from '../src/protocol/fitter.ts';
import { dStudy } from '../src/stats/generalizability/d-study.ts';
import type { WeightedInterval } from '../src/stats/generalizability/d-study.ts';
import type { DenseKernels } from '../src/stats/linalg/dense-kernels.ts';
import { predictEffects } from '../src/stats/variance/effects/predict-effects.ts';
import { residualSpread } from '../src/stats/variance/effects/residual-spread.ts';
import { describeModel, estimateModel } from '../src/stats/variance/fit.ts';
import type { EstimatedModel } from '../src/stats/variance/fit.ts';
import { hendersonComponents } from '../src/stats/variance/henderson.ts';
import { bootstrapSource, runBootstrap } from '../src/stats/variance/uncertainty/bootstrap.ts';
import { noSteps } from '../src/stats/optimize/steps.ts';
import type { Steps } from '../src/stats/optimize/steps.ts';
import {
  componentParts,
  shareProfile,
  shareTest,
  varianceProfile,
  weightedProfile,
} from '../src/stats/variance/uncertainty/profile.ts';
import {
  FEWEST_REPLICATES,
  ratioInterval,
  settledReplicates,
  summariseBootstrap,
} from '../src/stats/variance/uncertainty/summarise-bootstrap.ts';
import type { BootstrapPart, ProfileInterval } from '../src/stats/variance/uncertainty/types.ts';
import { decodeCells, decodeSquaredCells } from './decode-cells.ts';
import { generalizer } from './generalizing.ts';
import { inPieces } from './in-pieces.ts';
import { inTurn } from './in-turn.ts';

interface Options {
  readonly kernels: DenseKernels;
  readonly now: () => number;
}

/** Progress is told at most this often, in milliseconds. */
const TELL_EVERY = 100;

/** The fit worker's own state: the model fitted last, of which everything else is asked. */
export function fitSession(options: Options): Fitter {
  let model: EstimatedModel | null = null;
  /** One question at a time, for all of them move the model's factor. */
  const turn = inTurn();
  /** Questions up to this number are not gone on with. */
  let stopped = 0;
  let asked = 0;
  /** Answers from the model; the Problem `no-fit` before there is one. */
  const ask = <T>(answer: (model: EstimatedModel) => Result<T>): Promise<Result<T>> =>
    turn(() => Promise.resolve(model ? answer(model) : noFit()));
  /** The same for what takes long: stops are heard meanwhile. */
  const askLong = <T>(answer: (model: EstimatedModel) => Steps<Result<T>>): Promise<Result<T>> => {
    const number = ++asked;
    return turn(async () => {
      if (!model) return noFit();
      const found = await inPieces(answer(model), options.now, () => number <= stopped);
      return found ?? stoppedAsking();
    });
  };
  const stopAsking = (): void => {
    stopped = asked;
  };
  return {
    ...generalizer(options.now),
    fitVariance(request) {
      stopAsking();
      return turn(() => {
        model = null;
        const cells = request.cells.map(decodeCells);
        const estimated = estimateModel({ ...request, cells }, options);
        if (!estimated.ok) return Promise.resolve(estimated);
        model = estimated.value;
        return Promise.resolve(ok(describeModel(model, options)));
      });
    },
    stopAsking: () => Promise.resolve(stopAsking()),
    profileShares: (ratios, onProgress) =>
      askLong(function* (fitted) {
        const tell = teller(onProgress, 'Profiling shares', ratios.length, options.now);
        const intervals: ProfileInterval[] = [];
        for (const ratio of ratios) {
          const interval = yield* shareProfile(fitted, ratio);
          if (!interval.ok) return interval;
          intervals.push(interval.value);
          tell(intervals.length);
        }
        return ok(intervals);
      }),
    profileVariance: (term) => askLong((fitted) => varianceProfile(fitted, term)),
    testShare: (ratio, hypothesis) => askLong((fitted) => shareTest(fitted, ratio, hypothesis)),
    henderson: () =>
      ask(({ diagnosis }) => {
        const components = hendersonComponents(diagnosis.frame);
        return components ? ok(components) : inseparable();
      }),
    effects: () => ask((fitted) => ok(predictEffects(fitted, options.kernels))),
    residualSpread: (cells, facet) =>
      ask((fitted) =>
        ok(residualSpread(fitted, decodeSquaredCells(cells), facet, options.kernels)),
      ),
    generalize: (request, replicates) =>
      askLong(function* (fitted) {
        const interval = intervalFrom(fitted, replicates);
        return ok(yield* dStudy(componentParts(fitted), request, interval));
      }),
    bootstrapSource: () => ask((fitted) => ok(bootstrapSource(fitted))),
    summariseBootstrap: (parts, ratios) => Promise.resolve(summariseBootstrap(parts, ratios)),
    bootstrap(source, range, onProgress) {
      const total = range.to - range.from;
      const tell = teller(onProgress, 'Fitting replicates', total, options.now);
      return Promise.resolve(runBootstrap(source, range, options.kernels, tell));
    },
  };
}

/** Percentiles where there are replicates enough, else profiles. */
function intervalFrom(
  model: EstimatedModel,
  replicates: readonly BootstrapPart[],
): WeightedInterval {
  const rows = settledReplicates(replicates);
  if (rows.length >= FEWEST_REPLICATES) {
    return (weights) => {
      const { low, high } = ratioInterval(rows, weights);
      return noSteps({ low, high, method: 'bootstrap' });
    };
  }
  return function* (weights) {
    const { low, high } = yield* weightedProfile(model, weights);
    return { low, high, method: 'profile' };
  };
}

/** Tells of progress now and then, and at the end. */
function teller(
  onProgress: OnProgress,
  label: string,
  total: number,
  now: () => number,
): (done: number) => void {
  let last = now();
  return (done) => {
    if (done < total && now() - last < TELL_EVERY) return;
    last = now();
    onProgress({ done, total, unit: 'steps', label });
  };
}

function noFit(): Result<never> {
  return fail({
    code: 'no-fit',
    message: 'There is no fit to ask: the last one was stopped or refused.',
    wayOn: 'Fit the model again.',
  });
}

/** Only the one who stopped it could hear this. */
function stoppedAsking(): Result<never> {
  return fail({ code: 'stopped', message: 'The question was stopped.' });
}

function inseparable(): Result<never> {
  return fail({
    code: 'inseparable-components',
    message: 'The sums of squares of this design cannot tell its components apart.',
    wayOn: 'Leave out a term that the others nearly determine.',
  });
}
