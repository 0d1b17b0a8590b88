import type { Problem } from '../../domain/problem.ts';
import { drawTimes } from '../resample/cluster-draws.ts';
import type { ReplicateRange } from '../resample/cluster-draws.ts';
import { clusterDegrees, onScale, resampledInterval } from '../resample/resampled-interval.ts';
import type { Scale } from '../resample/resampled-interval.ts';
import { addValues, emptyMoments } from '../resample/running-moments.ts';
import type { RunningMoments } from '../resample/running-moments.ts';
import { disattenuatedValue, reliabilityIf } from './disattenuate.ts';
import { crossParts, LEAST_RELIABILITY, reliabilityOf } from './reliability.ts';
import { clusterSizes } from './resample-matrix.ts';
import type { SharedInput, SharedPlan, SharedReaders } from './shared-plan.ts';
import type { Estimate, MeanAgreement, SharedBehaviour, SharedBehaviourAnswer } from './types.ts';

/** The numbers of one resample, raw then disattenuated, and the scale each is given an interval on. */
const STATISTICS = [
  ['modelModel', 'correlation'],
  ['acrossTasks', 'correlation'],
  ['modelReference', 'correlation'],
  ['humanCeiling', 'correlation'],
  ['difference', 'plain'],
  ['differenceAcross', 'plain'],
  // Disattenuated correlations may exceed 1, so they stay on their own scale.
  ['modelModel', 'plain'],
  ['acrossTasks', 'plain'],
  ['modelReference', 'plain'],
  ['humanCeiling', 'plain'],
  ['difference', 'plain'],
  ['differenceAcross', 'plain'],
] as const satisfies readonly (readonly [keyof SharedBehaviour, Scale])[];

const HALF = STATISTICS.length / 2;

/** Pairs of models and models that are reliable enough, decided on the whole data. */
export interface SharedScope {
  readonly models: readonly number[];
  readonly reference: boolean;
}

/** Which models, and whether the reference, are reliable enough for the disattenuated half. */
export function sharedScope(plan: SharedPlan): SharedScope {
  const { within } = plan.readers(null);
  const enough = (side: SharedPlan['models'][number]): boolean =>
    (reliabilityIf(side, within)?.value ?? 0) >= LEAST_RELIABILITY;
  return {
    models: [...plan.models.keys()].filter((m) => enough(plan.models[m])),
    reference: plan.reference !== null && enough(plan.reference),
  };
}

/** Some bootstrap replicates, as moments of all statistics on their scales; ranges add up. */
export function replicateShared(
  plan: SharedPlan,
  scope: SharedScope,
  clusters: number,
  range: ReplicateRange,
): RunningMoments {
  const moments = emptyMoments(STATISTICS.length);
  const times = new Float64Array(clusters);
  for (let r = range.from; r < range.to; r++) {
    drawTimes(range.seed, r, times);
    const values = statistics(plan, scope, plan.readers(times));
    addValues(
      moments,
      values.map((value, s) => onScale(value, STATISTICS[s][1])),
    );
  }
  return moments;
}

/** The answer from the data and all replicates. */
export function sharedBehaviour(
  input: SharedInput,
  plan: SharedPlan,
  scope: SharedScope,
  moments: RunningMoments,
  seed: number,
): SharedBehaviourAnswer {
  const values = statistics(plan, scope, plan.readers(null));
  const { clusters } = input.matrix.columns;
  const df = clusterDegrees(clusterSizes(input.matrix), clusters);
  const estimate = (s: number): Estimate | null => {
    if (Number.isNaN(values[s])) return null;
    const how = { resampling: 'bootstrap', scale: STATISTICS[s][1], clusters, df } as const;
    const interval = resampledInterval(values[s], moments, s, how);
    return {
      value: values[s],
      low: interval?.low ?? null,
      high: interval?.high ?? null,
      method: interval ? 'bootstrap' : 'none',
    };
  };
  const half = (from: number, models: number, absent: Problem[]): SharedBehaviour => {
    const tasks = input.matrix.columns.taskStart.length - 1;
    const modelPairs = (models * (models - 1)) / 2;
    const counts = [modelPairs, modelPairs * tasks * (tasks - 1), models, plan.humans.length];
    const mean = (s: number): MeanAgreement | null => {
      const found = estimate(from + s);
      return found && { ...found, pairs: counts[s] };
    };
    return {
      modelModel: mean(0),
      acrossTasks: mean(1),
      modelReference: mean(2),
      humanCeiling: mean(3),
      difference: estimate(from + 4),
      differenceAcross: estimate(from + 5),
      absent,
    };
  };
  const raw = half(0, plan.models.length, absentOf(input, plan));
  return {
    raw,
    disattenuated: half(HALF, scope.models.length, unreliable(plan, scope)),
    replicates: moments.offered,
    seed,
    clusters,
  };
}

function statistics(plan: SharedPlan, scope: SharedScope, readers: SharedReaders): Float64Array {
  const out = new Float64Array(STATISTICS.length).fill(NaN);
  const { models, reference, humans } = plan;
  const { within, across, acrossParts } = readers;
  const all = [...models.keys()];
  out[0] = meanOverPairs(all, (a, b) => within(models[a].row, models[b].row));
  if (across) out[1] = meanOverPairs(all, across);
  if (reference) out[2] = mean(models.map(({ row }) => within(row, reference.row)));
  out[3] = mean(humans.map(({ row, others }) => within(row, others)));

  out[HALF] = meanOverPairs(scope.models, (a, b) =>
    disattenuatedValue(models[a], models[b], within),
  );
  if (acrossParts) {
    const between = models.map(({ parts }) => reliabilityOf(parts!, within).betweenParts);
    const first = models[0]?.parts?.first ?? 0;
    out[HALF + 1] = meanOverPairs(scope.models, (a, b) => {
      const [x, y] = [models[a].parts!, models[b].parts!].map((part) => ({
        ...part,
        first: part.first - first,
      }));
      return crossParts(x, y, acrossParts) / Math.sqrt(between[a] * between[b]);
    });
  }
  if (reference && scope.reference)
    out[HALF + 2] = mean(scope.models.map((m) => disattenuatedValue(models[m], reference, within)));

  for (const from of [0, HALF]) {
    out[from + 4] = out[from] - out[from + 2];
    out[from + 5] = out[from + 1] - out[from + 2];
  }
  return out;
}

function meanOverPairs(rows: readonly number[], r: (a: number, b: number) => number): number {
  return mean(rows.flatMap((a, i) => rows.slice(0, i).map((b) => r(a, b))));
}

/** Mean of the values that are numbers; NaN where none is. */
function mean(values: readonly number[]): number {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}

function absentOf(input: SharedInput, plan: SharedPlan): Problem[] {
  const absent: Problem[] = [];
  const say = (code: string, message: string, wayOn: string): void =>
    void absent.push({ code, severity: 'info', message, wayOn });
  if (plan.models.length < 2)
    say('one-model', 'There is one model.', 'Load results of a second model on the same items.');
  if (input.matrix.columns.taskStart.length > 2 && plan.readers(null).across === null)
    say(
      'no-shared-items',
      'Items belong to one task each, so nothing can be compared across tasks.',
      'Load results in which the same items are scored in several tasks.',
    );
  if (plan.reference === null)
    say('no-reference', 'There is no reference.', 'Load a file of expert or human scores.');
  if (plan.humans.length === 0)
    say(
      'one-rater',
      'There are not two human raters, so people cannot be compared with people.',
      'Load references with a column that names the rater.',
    );
  return absent;
}

function unreliable(plan: SharedPlan, scope: SharedScope): Problem[] {
  const absent: Problem[] = [];
  if (scope.models.length < plan.models.length)
    absent.push({
      code: 'unreliable-models',
      severity: 'info',
      message: `${plan.models.length - scope.models.length} of ${plan.models.length} models are left out: scores of one prompt or run, or a reliability below ${LEAST_RELIABILITY}.`,
      wayOn: 'Load more prompts or runs.',
    });
  if (plan.reference !== null && !scope.reference)
    absent.push({
      code: 'unreliable-reference',
      severity: 'info',
      message: `The reference has one rater, or a reliability below ${LEAST_RELIABILITY}.`,
      wayOn: 'Load references of more raters.',
    });
  return absent;
}
