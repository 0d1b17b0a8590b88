import type { DenseKernels } from '../linalg/dense-kernels.ts';
import { plainKernels } from '../linalg/plain-kernels.ts';
import { drawTimes, mix } from '../resample/cluster-draws.ts';
import type { ReplicateRange } from '../resample/cluster-draws.ts';
import { seededRandom } from '../resample/random.ts';
import { clusterDegrees, onScale, resampledInterval } from '../resample/resampled-interval.ts';
import type { Resampling } from '../resample/resampled-interval.ts';
import { addValues, emptyMoments } from '../resample/running-moments.ts';
import type { RunningMoments } from '../resample/running-moments.ts';
import { agreementMatrix } from './agreement-matrix.ts';
import { pooledCoefficients } from './pooled-pearson.ts';
import type { MomentCoefficient, PooledReader } from './pooled-pearson.ts';
import { drawClusters } from './score-matrix.ts';
import type { AgreementIntervals, AgreementMatrix, Coefficient, ScoreMatrix } from './types.ts';

/** Groups of clusters that a jackknife of many leaves out in turn. */
const MOST_GROUPS = 40;

/** How a matrix of a coefficient is resampled: in sums where it is made of sums. */
function resamplingOf(coefficient: Coefficient): Resampling {
  return isMomentCoefficient(coefficient) ? 'bootstrap' : 'jackknife';
}

function isMomentCoefficient(coefficient: Coefficient): coefficient is MomentCoefficient {
  return coefficient !== 'kendall' && coefficient !== 'biweight';
}

/** Replicates there are to make: `wanted` of a bootstrap, one per group of a jackknife. */
export function replicatesOf(
  matrix: ScoreMatrix,
  coefficient: Coefficient,
  wanted: number,
): number {
  if (resamplingOf(coefficient) === 'bootstrap') return wanted;
  return Math.min(matrix.columns.clusters, MOST_GROUPS);
}

/**
 * Prepares replicates of a matrix, as moments of each pair's Fisher z (entry a * rows + b, b < a): a
 * bootstrap over clusters for Pearson, kappa and Spearman (its ranks held fixed), else a jackknife that
 * leaves out groups of clusters. The answer makes those of a range; moments of different ranges add up.
 */
export function matrixReplicator(
  matrix: ScoreMatrix,
  coefficient: Coefficient,
  average: 'micro' | 'macro',
  kernels: DenseKernels = plainKernels,
): (range: ReplicateRange) => RunningMoments {
  const rows = matrix.scorers.length;
  const times = new Float64Array(matrix.columns.clusters);
  const resample = isMomentCoefficient(coefficient)
    ? bootstrapOf(matrix, coefficient, average, times, kernels)
    : jackknifeOf(matrix, coefficient, average, times, kernels);
  return (range) => {
    const moments = emptyMoments(rows * rows);
    const values = new Float64Array(rows * rows).fill(NaN);
    for (let r = range.from; r < range.to; r++) {
      const read = resample(range.seed, r);
      for (let a = 0; a < rows; a++) {
        for (let b = 0; b < a; b++) values[a * rows + b] = onScale(read(a, b), 'correlation');
      }
      addValues(moments, values);
    }
    return moments;
  };
}

type Resample = (seed: number, replicate: number) => PooledReader;

function bootstrapOf(
  { values, scorers, columns }: ScoreMatrix,
  coefficient: MomentCoefficient,
  average: 'micro' | 'macro',
  times: Float64Array,
  kernels: DenseKernels,
): Resample {
  const pooled = pooledCoefficients(values, scorers.length, columns, coefficient, average, kernels);
  return (seed, replicate) => {
    drawTimes(seed, replicate, times);
    return pooled(times);
  };
}

function jackknifeOf(
  matrix: ScoreMatrix,
  coefficient: Coefficient,
  average: 'micro' | 'macro',
  times: Float64Array,
  kernels: DenseKernels,
): Resample {
  const rows = matrix.scorers.length;
  const groups = replicatesOf(matrix, coefficient, 0);
  return (seed, left) => {
    const groupOf = jackknifeGroups(matrix.columns.clusters, groups, seed);
    for (let c = 0; c < times.length; c++) times[c] = groupOf[c] === left ? 0 : 1;
    const found = agreementMatrix(drawClusters(matrix, times), coefficient, average, kernels);
    return (a, b) => found.values[a * rows + b];
  };
}

/** Clusters dealt to groups of nearly equal number at random; each its own where there are enough. */
function jackknifeGroups(clusters: number, groups: number, seed: number): Int32Array {
  const dealt = Int32Array.from({ length: clusters }, (_, c) => c % groups);
  return groups === clusters ? dealt : seededRandom(mix(seed, -1)).shuffle(dealt);
}

/**
 * Intervals of a matrix from all of its replicates; a pair in focus is a matrix of two rows,
 * bootstrapped whatever the coefficient.
 */
export function matrixIntervals(
  matrix: ScoreMatrix,
  agreement: AgreementMatrix,
  moments: RunningMoments,
  seed: number,
  method: Resampling = resamplingOf(agreement.coefficient),
): AgreementIntervals {
  const { rows, values } = agreement;
  const { clusters } = matrix.columns;
  const groups = method === 'bootstrap' ? clusters : moments.offered;
  const df = clusterDegrees(clusterSizes(matrix), groups);
  const how = { resampling: method, scale: 'correlation', clusters, df } as const;
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
  return { low, high, method, replicates: moments.offered, seed, clusters };
}

/** Columns of each cluster. */
export function clusterSizes({ columns }: ScoreMatrix): Float64Array {
  const sizes = new Float64Array(columns.clusters);
  for (const cluster of columns.cluster) sizes[cluster]++;
  return sizes;
}

/**
 * Some bootstrap replicates of a pair in focus, computed anew from the columns drawn, whatever the
 * coefficient. `matrix` has two rows, and the moments are entry 2 of their square.
 */
export function replicatePair(
  matrix: ScoreMatrix,
  coefficient: Coefficient,
  average: 'micro' | 'macro',
  range: ReplicateRange,
): RunningMoments {
  if (matrix.scorers.length !== 2)
    throw new Error(`invalid pair; not of two rows: ${matrix.scorers.length}`);
  const moments = emptyMoments(4);
  const times = new Float64Array(matrix.columns.clusters);
  const values = new Float64Array(4).fill(NaN);
  for (let r = range.from; r < range.to; r++) {
    drawTimes(range.seed, r, times);
    const found = agreementMatrix(drawClusters(matrix, times), coefficient, average);
    values[2] = onScale(found.values[2], 'correlation');
    addValues(moments, values);
  }
  return moments;
}
