import type { Estimate } from '../agreement/types.ts';
import { drawTimes, mix } from '../resample/cluster-draws.ts';
import { seededRandom } from '../resample/random.ts';
import type { Random } from '../resample/random.ts';
import { onScale, resampledInterval } from '../resample/resampled-interval.ts';
import type { Scale } from '../resample/resampled-interval.ts';
import { addValues, emptyMoments } from '../resample/running-moments.ts';
import { unitMeans } from '../ladder/unit-means.ts';
import type { Panel } from './panel.ts';
import type { EnsembleOptions, OutcomeComparison } from './types.ts';
import { weightedCorrelation } from './weighted-correlation.ts';

const REPLICATES = 400;
const SPLITS = 100;
const SPLITS_PER_REPLICATE = 4;

/** Ensemble, mean member, best member, and the ensemble less each. */
const SCALES: readonly Scale[] = ['correlation', 'correlation', 'plain', 'plain', 'plain'];

/**
 * Correlation of unit-level mean scores with the outcome: of the ensemble, of its members on average, and
 * of the member that correlates most on half of the units, measured on the other half. More of the
 * outcome is taken to be better. Intervals by bootstrap over units, choosing anew in each. Null where
 * fewer than four units have scores, or nothing varies.
 */
export function compareOutcome(
  panel: Panel,
  score: Float64Array,
  outcome: Float64Array,
  options: Pick<EnsembleOptions, 'average' | 'seed'>,
): OutcomeComparison | null {
  const units = unitsOf(panel, outcome);
  if (units.length < 4) return null;
  const tasks = panel.task.reduce((most, t) => Math.max(most, t), 0) + 1;
  const layout = { unit: panel.unit, units: outcome.length, task: panel.task, tasks };
  const means = (row: Float64Array): Float64Array => {
    const all = unitMeans(row, layout, options.average);
    return Float64Array.from(units, (unit) => all[unit]);
  };
  const members = Array.from({ length: panel.members }, (_, m) =>
    means(panel.scores.subarray(m * panel.count, (m + 1) * panel.count)),
  );
  const y = Float64Array.from(units, (unit) => outcome[unit]);
  const ensemble = means(score);
  const values = (times: Float64Array, splits: number, random: Random): Float64Array => {
    const own = weightedCorrelation(ensemble, y, times);
    const each = members.map((member) => weightedCorrelation(member, y, times));
    const known = each.filter((r) => !Number.isNaN(r));
    const average = known.reduce((sum, r) => sum + r, 0) / known.length;
    const best = bestCorrelation(members, y, times, splits, random);
    return Float64Array.of(own, average, best, own - average, own - best);
  };
  const once = new Float64Array(units.length).fill(1);
  const found = values(once, SPLITS, seededRandom(options.seed));
  if (Number.isNaN(found[0]) || Number.isNaN(found[1])) return null;
  const moments = emptyMoments(SCALES.length);
  const times = new Float64Array(units.length);
  for (let r = 0; r < REPLICATES; r++) {
    drawTimes(options.seed, r, times);
    const again = values(times, SPLITS_PER_REPLICATE, seededRandom(mix(options.seed, -3 - r)));
    addValues(
      moments,
      again.map((value, i) => onScale(value, SCALES[i])),
    );
  }
  const estimate = (i: number): Estimate => {
    const interval = resampledInterval(found[i], moments, i, {
      resampling: 'bootstrap',
      scale: SCALES[i],
      clusters: units.length,
      df: units.length - 1,
    });
    return {
      value: found[i],
      low: interval?.low ?? null,
      high: interval?.high ?? null,
      method: interval ? 'bootstrap' : 'none',
    };
  };
  return {
    units: units.length,
    ensemble: estimate(0),
    averageMember: estimate(1),
    bestMember: estimate(2),
    lessAverage: estimate(3),
    lessBest: estimate(4),
  };
}

/** Over seeded splits: the correlation, on the other half of the units, of the highest on one half. */
function bestCorrelation(
  members: readonly Float64Array[],
  y: Float64Array,
  times: Float64Array,
  splits: number,
  random: Random,
): number {
  const units = y.length;
  const order = Int32Array.from({ length: units }, (_, u) => u);
  const halves = [new Float64Array(units), new Float64Array(units)];
  let sum = 0;
  let n = 0;
  for (let split = 0; split < splits; split++) {
    random.shuffle(order);
    for (const half of halves) half.fill(0);
    order.forEach((unit, i) => (halves[i < units >> 1 ? 0 : 1][unit] = times[unit]));
    for (const [choosing, judging] of [halves, halves.toReversed()]) {
      let best = -1;
      let highest = -Infinity;
      members.forEach((member, m) => {
        const r = weightedCorrelation(member, y, choosing);
        if (r > highest) [best, highest] = [m, r];
      });
      const judged = best < 0 ? NaN : weightedCorrelation(members[best], y, judging);
      if (Number.isNaN(judged)) continue;
      sum += judged;
      n++;
    }
  }
  return sum / n;
}

function unitsOf(panel: Panel, outcome: Float64Array): number[] {
  const seen = new Set(panel.unit);
  return [...seen]
    .filter((unit) => unit >= 0 && !Number.isNaN(outcome[unit]))
    .sort((a, b) => a - b);
}
