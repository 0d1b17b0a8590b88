import type { Problem } from '../../domain/problem.ts';
import { drawTimes } from '../resample/cluster-draws.ts';
import type { ReplicateRange } from '../resample/cluster-draws.ts';
import { clusterDegrees, resampledInterval } from '../resample/resampled-interval.ts';
import { addValues, emptyMoments } from '../resample/running-moments.ts';
import type { RunningMoments } from '../resample/running-moments.ts';
import { disattenuate, disattenuatedValue, reliabilityIf } from './disattenuate.ts';
import type { Side } from './disattenuate.ts';
import { clusterSizes } from './resample-matrix.ts';
import type { SharedPlan } from './shared-plan.ts';
import type { AgreementIntervals, DisattenuatedMatrix, ScoreMatrix } from './types.ts';

/** Disattenuated Pearson correlations of all pairs of rows of the matrix that the plan was made of. */
export function disattenuatedMatrix(plan: SharedPlan, matrix: ScoreMatrix): DisattenuatedMatrix {
  const rows = matrix.scorers.length;
  const sides = sidesOf(plan, rows);
  const { within } = plan.readers(null);
  const values = new Float64Array(rows * rows).fill(NaN);
  const why = new Int8Array(rows * rows).fill(-1);
  const problems: Problem[] = [];
  const placeOf = (problem: Problem): number => {
    const found = problems.findIndex(({ code }) => code === problem.code);
    return found >= 0 ? found : problems.push(problem) - 1;
  };
  for (let a = 0; a < rows; a++) {
    values[a * rows + a] = 1;
    for (let b = 0; b < a; b++) {
      const found = disattenuate(sides[a], sides[b], within);
      const [there, back] = [a * rows + b, b * rows + a];
      if (found.ok) values[there] = values[back] = found.value;
      else why[there] = why[back] = placeOf(found.problem);
    }
  }
  const reliability = Float64Array.from(sides, (side) => reliabilityIf(side, within)?.value ?? NaN);
  return { rows, values, reliability, problems, why };
}

/** Some bootstrap replicates, reliabilities computed anew in each; ranges add up. */
export function replicateDisattenuated(
  plan: SharedPlan,
  matrix: ScoreMatrix,
  range: ReplicateRange,
): RunningMoments {
  const rows = matrix.scorers.length;
  const sides = sidesOf(plan, rows);
  const moments = emptyMoments(rows * rows);
  const values = new Float64Array(rows * rows).fill(NaN);
  const times = new Float64Array(matrix.columns.clusters);
  for (let r = range.from; r < range.to; r++) {
    drawTimes(range.seed, r, times);
    const { within } = plan.readers(times);
    for (let a = 0; a < rows; a++) {
      for (let b = 0; b < a; b++)
        values[a * rows + b] = disattenuatedValue(sides[a], sides[b], within);
    }
    addValues(moments, values);
  }
  return moments;
}

/** Intervals from all replicates, on the correlations' own scale, which they may leave. */
export function disattenuatedIntervals(
  matrix: ScoreMatrix,
  { rows, values }: DisattenuatedMatrix,
  moments: RunningMoments,
  seed: number,
): AgreementIntervals {
  const { clusters } = matrix.columns;
  const df = clusterDegrees(clusterSizes(matrix), clusters);
  const how = { resampling: 'bootstrap', scale: 'plain', clusters, df } as const;
  const low = new Float64Array(rows * rows).fill(NaN);
  const high = new Float64Array(rows * rows).fill(NaN);
  for (let a = 0; a < rows; a++) {
    for (let b = 0; b < a; b++) {
      const interval = resampledInterval(values[a * rows + b], moments, a * rows + b, how);
      if (interval === null) continue;
      low[a * rows + b] = low[b * rows + a] = interval.low;
      high[a * rows + b] = high[b * rows + a] = interval.high;
    }
  }
  return { low, high, method: 'bootstrap', replicates: moments.offered, seed, clusters };
}

/** The side of every row; human raters have no parts. */
function sidesOf(plan: SharedPlan, rows: number): Side[] {
  const sides = Array.from({ length: rows }, (_, row): Side => ({ row, parts: null, facet: null }));
  for (const side of [...plan.models, ...(plan.reference ? [plan.reference] : [])])
    sides[side.row] = side;
  return sides;
}
