import type { Estimate } from '../agreement/types.ts';
import { drawTimes, mix } from '../resample/cluster-draws.ts';
import { seededRandom } from '../resample/random.ts';
import { clusterDegrees, resampledInterval } from '../resample/resampled-interval.ts';
import { addValues, emptyMoments } from '../resample/running-moments.ts';
import { clusteredMean } from '../slices/clustered-mean.ts';
import type { Estimator } from '../slices/cluster-moments.ts';
import { bestMember, memberTable } from './best-member.ts';
import { combine } from './combine.ts';
import { compareOutcome } from './compare-outcome.ts';
import type { Panel } from './panel.ts';
import { restrict } from './panel.ts';
import { errorKind, scoreError } from './score-error.ts';
import type { EnsembleOptions, EnsembleResult, Rule } from './types.ts';

const SPLITS = 200;
const REPLICATES = 200;
const SPLITS_PER_REPLICATE = 10;

/** What an ensemble is made of besides its rule. */
export interface EnsembleInput {
  readonly panel: Panel;
  readonly leftOut: number;
  /** Weights of the members for the rule `weighted`, null otherwise. */
  readonly weights: Float64Array | null;
  /** Outcome by unit; null where there is none. */
  readonly outcome: Float64Array | null;
  readonly options: EnsembleOptions;
}

/**
 * One rule beside the members it combines, on the columns where it decides. Errors of ensemble and
 * mean member, and their difference, are clustered means; the best member and the difference from it are
 * cross-fitted, their intervals a bootstrap over clusters that chooses anew in every replicate.
 * Null where the rule decides nowhere.
 */
export function compareEnsemble(input: EnsembleInput, rule: Rule): EnsembleResult | null {
  const { panel: whole, leftOut, weights, outcome, options } = input;
  const all = [...Array(whole.members).keys()];
  const decided = combine(whole, all, rule, weights, options);
  const decides = (c: number): boolean => !Number.isNaN(decided.score[c]);
  const panel = restrict(whole, decides, options.average);
  if (panel.count === 0) return null;
  const { score, error } = combine(panel, all, rule, weights, options);
  const errors = memberErrors(panel, options);
  const average = meanOfMembers(panel, errors);
  const mean = (values: Float64Array, estimator: Estimator): Estimate =>
    meanOf(panel, values, options.average, estimator);
  const ensemble = mean(error, 'CR3');
  return {
    rule,
    members: panel.members,
    columns: whole.count,
    coverage: panel.count / whole.count,
    leftOut,
    clusters: panel.clusters,
    of: errorKind(options.measure),
    error: ensemble,
    averageMember: mean(average, 'CR3'),
    lessAverage: mean(
      error.map((value, c) => value - average[c]),
      'CR2',
    ),
    ...besideBest(panel, error, errors, options.seed),
    outcome: outcome && compareOutcome(panel, score, outcome, options),
  };
}

/** Error of each member on each column of a panel. */
function memberErrors(
  { scores, reference, count }: Panel,
  { measure }: Pick<EnsembleOptions, 'measure'>,
): Float64Array {
  const errorOf = scoreError(measure);
  return scores.map((score, i) => errorOf(score, reference[i % count]));
}

function meanOfMembers({ members, count }: Panel, errors: Float64Array): Float64Array {
  const mean = new Float64Array(count);
  for (let i = 0; i < errors.length; i++) mean[i % count] += errors[i] / members;
  return mean;
}

function meanOf(
  panel: Panel,
  values: Float64Array,
  average: 'micro' | 'macro',
  estimator: Estimator,
): Estimate {
  const places = new Map<number, number>();
  const stratum = Int32Array.from(panel.task, (task) => {
    if (average === 'micro') return 0;
    if (!places.has(task)) places.set(task, places.size);
    return places.get(task)!;
  });
  const strata = Math.max(1, places.size);
  const { cluster, count, clusters } = panel;
  const { mean, interval } = clusteredMean(
    values,
    cluster,
    stratum,
    count,
    strata,
    clusters,
    estimator,
  );
  return {
    value: mean,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    method: interval ? 'clustered' : 'none',
  };
}

function besideBest(
  panel: Panel,
  error: Float64Array,
  errors: Float64Array,
  seed: number,
): Pick<EnsembleResult, 'bestMember' | 'lessBest'> {
  const { clusters, cluster, weight } = panel;
  const table = memberTable(panel, errors);
  const ofCluster = new Float64Array(clusters);
  error.forEach((value, c) => (ofCluster[cluster[c]] += weight[c] * value));
  const ensembleMean = (times: Float64Array): number => {
    let sum = 0;
    let total = 0;
    for (let c = 0; c < clusters; c++) {
      sum += times[c] * ofCluster[c];
      total += times[c] * table.clusterWeight[c];
    }
    return sum / total;
  };
  const once = new Float64Array(clusters).fill(1);
  const best = bestMember(table, once, SPLITS, seededRandom(seed));
  const moments = emptyMoments(2);
  const times = new Float64Array(clusters);
  for (let r = 0; r < REPLICATES; r++) {
    drawTimes(seed, r, times);
    const again = bestMember(table, times, SPLITS_PER_REPLICATE, seededRandom(mix(seed, -3 - r)));
    addValues(moments, Float64Array.of(again, ensembleMean(times) - again));
  }
  const df = clusterDegrees(table.clusterWeight, clusters);
  const estimate = (value: number, i: number): Estimate => {
    const how = { resampling: 'bootstrap', scale: 'plain', clusters, df } as const;
    const interval = resampledInterval(value, moments, i, how);
    return {
      value,
      low: interval?.low ?? null,
      high: interval?.high ?? null,
      method: interval ? 'bootstrap' : 'none',
    };
  };
  return { bestMember: estimate(best, 0), lessBest: estimate(ensembleMean(once) - best, 1) };
}
