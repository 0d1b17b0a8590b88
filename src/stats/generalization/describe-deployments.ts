import { recordBeliefs } from './belief.ts';
import { beliefBins, deploymentCurve } from './belief-bins.ts';
import { findFlips } from './flips.ts';
import type {
  Beliefs,
  DeploymentAnswer,
  Deployments,
  GeneralizationMeasure,
  ModelRecord,
  ScoreDifference,
  WeightedScores,
} from './types.ts';
import { scoreDifference, sumPairs, totalsOf, valueOf, weightedScore } from './weighted-score.ts';
import type { PairSums } from './weighted-score.ts';

const CURVE_POINTS = 81;
const THRESHOLDS = 61;
/** The curves reach at least so far: a threshold of 0.5, and one of 0.99. */
const LOW = 1;
const HIGH = 99;

/**
 * How models do where people would use them, at any weight of a wrong answer (Vafa, Rambachan &
 * Mullainathan 2024): weighted scores as curves with their flips, deployment, calibration. Throws for
 * weights that are not positive, and without records.
 */
export function describeDeployments(
  data: Deployments,
  beliefs: Beliefs,
  weights: readonly number[],
): DeploymentAnswer {
  const bad = weights.find((weight) => !(weight > 0 && Number.isFinite(weight)));
  if (bad !== undefined) throw new Error(`invalid weight; not positive and finite: ${bad}`);
  if (data.model.length === 0) throw new Error('invalid deployments; no records');
  const belief = recordBeliefs(data, beliefs);
  const rows = rowsByModel(data);
  const sums = {
    accuracy: pairSums(rows, data, belief, 'accuracy'),
    nll: pairSums(rows, data, belief, 'nll'),
  };
  const totals = { accuracy: sums.accuracy.map(totalsOf), nll: sums.nll.map(totalsOf) };
  const scoresOf = (model: number, weight: number): WeightedScores => ({
    accuracy: weightedScore(sums.accuracy[model], totals.accuracy[model], weight),
    nll: weightedScore(sums.nll[model], totals.nll[model], weight),
  });
  const ascending = [...new Set(weights)].sort((a, b) => a - b);
  const curveWeights = logSpaced(Math.min(LOW, ...ascending), Math.max(HIGH, ...ascending));
  const [low, high] = [curveWeights[0], curveWeights[CURVE_POINTS - 1]];
  const records = rows.map((own, model) => recordOf(data.models[model], own, data, belief));
  const { lowest, highest } = range(belief);
  const thresholds = Float64Array.from(
    { length: THRESHOLDS },
    (_, i) => lowest + ((highest - lowest) * i) / (THRESHOLDS - 1),
  );
  // Exactly, so that the last threshold is still reached.
  thresholds[THRESHOLDS - 1] = highest;
  const everyone = Int32Array.from(belief, (_, row) => row);
  return {
    beliefs,
    records,
    pairs: data.pairs,
    curveWeights,
    curves: rows.map((_, model) => Array.from(curveWeights, (w) => scoresOf(model, w))),
    weights: ascending,
    scores: rows.map((_, model) => ascending.map((w) => scoresOf(model, w))),
    flips: [
      ...findFlips(totals.accuracy, 'accuracy', low, high),
      ...findFlips(totals.nll, 'nll', low, high),
    ],
    differences: differencesOf(records, sums, ascending),
    lowest,
    highest,
    deployment: rows.map((own) => deploymentCurve(own, belief, data.current, thresholds)),
    bins: [everyone, ...rows].map((own) => beliefBins(own, belief, data.current, data.pair)),
  };
}

/** Rows of each model, sorted by pair. */
function rowsByModel({ model, models, pair }: Deployments): Int32Array[] {
  const rows = models.map((): number[] => []);
  model.forEach((code, row) => rows[code].push(row));
  return rows.map((own) => Int32Array.from(own).sort((a, b) => pair[a] - pair[b]));
}

function pairSums(
  rows: readonly Int32Array[],
  { pair, current }: Deployments,
  belief: Float64Array,
  measure: GeneralizationMeasure,
): PairSums[] {
  const value = belief.map((b, row) => valueOf(measure, b, current[row]));
  return rows.map((own) => sumPairs(own, pair, current, value));
}

function recordOf(
  model: string,
  rows: Int32Array,
  { current, previous }: Deployments,
  belief: Float64Array,
): ModelRecord {
  const mean = (values: ArrayLike<number>): number =>
    rows.reduce((sum, row) => sum + values[row], 0) / rows.length;
  return {
    model,
    n: rows.length,
    current: mean(current),
    previous: mean(previous),
    meanBelief: mean(belief),
  };
}

/** The model that is right most often against every other. */
function differencesOf(
  records: readonly ModelRecord[],
  sums: Readonly<Record<GeneralizationMeasure, readonly PairSums[]>>,
  weights: readonly number[],
): ScoreDifference[] {
  const first = records.reduce((best, r, i) => (r.current > records[best].current ? i : best), 0);
  return weights.flatMap((weight) =>
    records.flatMap((_, second) =>
      second === first
        ? []
        : [
            {
              weight,
              first,
              second,
              accuracy: scoreDifference(sums.accuracy[first], sums.accuracy[second], weight),
              nll: scoreDifference(sums.nll[first], sums.nll[second], weight),
            },
          ],
    ),
  );
}

function logSpaced(low: number, high: number): Float64Array {
  const ratio = Math.log(high / low) / (CURVE_POINTS - 1);
  return Float64Array.from({ length: CURVE_POINTS }, (_, i) =>
    i === CURVE_POINTS - 1 ? high : low * Math.exp(ratio * i),
  );
}

function range(values: Float64Array): { lowest: number; highest: number } {
  let lowest = Infinity;
  let highest = -Infinity;
  for (const value of values) {
    lowest = Math.min(lowest, value);
    highest = Math.max(highest, value);
  }
  return { lowest, highest };
}
