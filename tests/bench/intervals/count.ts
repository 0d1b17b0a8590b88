import { agreementMatrix } from '../../../src/stats/agreement/agreement-matrix.ts';
import { jackknifePearson } from '../../../src/stats/agreement/jackknife-pearson.ts';
import { matrixIntervals, matrixReplicator } from '../../../src/stats/agreement/resample-matrix.ts';
import { mix } from '../../../src/stats/resample/cluster-draws.ts';
import { seededRandom } from '../../../src/stats/resample/random.ts';
import { clusteredMean } from '../../../src/stats/slices/clustered-mean.ts';
import { comparePair } from '../../../src/stats/slices/compare-pair.ts';
import { matrixOf } from '../../unit/stats/agreement/matrix.ts';
import {
  drawClusters,
  drawErrors,
  drawTwoModels,
  drawTwoScorers,
  meanAbsolute,
  TRUE_CORRELATION,
  TRUE_DIFFERENCE,
} from './studies.ts';
import type { Sizes } from './studies.ts';

type Range = { readonly low: number; readonly high: number } | null;

/** What is estimated, and by which intervals. */
export const KINDS = [
  'mean of signed errors',
  'mean of absolute errors',
  'paired difference',
  'bootstrap correlation',
  'jackknife correlation',
] as const;

/** Beyond what the intervals are made for: tabled apart. */
export const STRAINED = 'mean of squared errors' as const;

export type Kind = (typeof KINDS)[number] | typeof STRAINED;

export interface Design {
  readonly kind: Kind;
  readonly clusters: number;
  readonly sizes: Sizes;
}

/** How often the interval of the workbench and the naive one held the truth. */
export interface IntervalCoverage extends Design {
  readonly simulations: number;
  readonly covered: number;
  readonly naiveCovered: number;
  readonly width: number;
  readonly naiveWidth: number;
}

const Z = 1.959963984540054;

/** Draws `simulations` studies of a design, each from a stream of its own. */
export function countIntervals(
  design: Design,
  simulations: number,
  seed: number,
  replicates: number,
): IntervalCoverage {
  const simulate = SIMULATE[design.kind];
  const total = { covered: 0, naiveCovered: 0, width: 0, naiveWidth: 0 };
  for (let s = 0; s < simulations; s++) {
    const random = seededRandom(mix(seed, s));
    const cluster = drawClusters(design.clusters, design.sizes, random);
    const { truth, found, naive } = simulate({
      cluster,
      clusters: design.clusters,
      random,
      replicates,
    });
    if (found === null || naive === null) throw new Error('invalid study; it has no interval');
    if (found.low <= truth && truth <= found.high) total.covered++;
    if (naive.low <= truth && truth <= naive.high) total.naiveCovered++;
    total.width += (found.high - found.low) / simulations;
    total.naiveWidth += (naive.high - naive.low) / simulations;
  }
  return { ...design, simulations, ...total };
}

interface Drawn {
  readonly cluster: Int32Array;
  readonly clusters: number;
  readonly random: ReturnType<typeof seededRandom>;
  readonly replicates: number;
}

type Simulate = (drawn: Drawn) => { truth: number; found: Range; naive: Range };

const SIMULATE: Readonly<Record<Kind, Simulate>> = {
  'mean of signed errors': (drawn) => ofMean(drawn, drawErrors(drawn.cluster, drawn.random), 0),
  'mean of absolute errors': (drawn) =>
    ofMean(drawn, drawErrors(drawn.cluster, drawn.random).map(Math.abs), meanAbsolute(1)),
  [STRAINED]: (drawn) => ofMean(drawn, drawErrors(drawn.cluster, drawn.random).map(square), 1),
  'paired difference'({ cluster, random }) {
    const [a, b] = drawTwoModels(cluster, random);
    const units = cluster.length;
    const matched = {
      levels: 2,
      units,
      first: Int32Array.from({ length: units + 1 }, (_, u) => u),
      cluster,
      task: new Int32Array(units),
      errors: [a, b],
    };
    const { interval } = comparePair(matched, 0, 1, 'micro');
    const naive = naiveMean(a.map((x, i) => x - b[i]));
    return { truth: TRUE_DIFFERENCE, found: interval, naive };
  },
  'bootstrap correlation'({ cluster, random, replicates }) {
    const [x, y] = drawTwoScorers(cluster, random);
    const matrix = matrixOf([[...x], [...y]], { clusters: [...cluster] });
    const agreement = agreementMatrix(matrix, 'pearson', 'micro');
    const seed = random.below(2 ** 31);
    const moments = matrixReplicator(matrix, 'pearson', 'micro')({ seed, from: 0, to: replicates });
    const { low, high } = matrixIntervals(matrix, agreement, moments, seed);
    const found = { low: low[2], high: high[2] };
    return {
      truth: TRUE_CORRELATION,
      found,
      naive: naiveCorrelation(agreement.values[2], x.length),
    };
  },
  'jackknife correlation'({ cluster, clusters, random }) {
    const [x, y] = drawTwoScorers(cluster, random);
    const stratum = new Int32Array(x.length);
    const rows = { x, y, stratum, strata: 1, cluster, clusters };
    const { value, low, high } = jackknifePearson(rows, 'micro')!;
    const found = low === null || high === null ? null : { low, high };
    return { truth: TRUE_CORRELATION, found, naive: naiveCorrelation(value, x.length) };
  },
};

function ofMean(
  { cluster, clusters }: Drawn,
  errors: Float64Array,
  truth: number,
): ReturnType<Simulate> {
  const stratum = new Int32Array(errors.length);
  const { interval } = clusteredMean(errors, cluster, stratum, errors.length, 1, clusters, 'CR3');
  return { truth, found: interval, naive: naiveMean(errors) };
}

function square(x: number): number {
  return x * x;
}

/** As if items were independent. */
function naiveMean(values: Float64Array): Range {
  const n = values.length;
  const mean = values.reduce((a, b) => a + b, 0) / n;
  const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (n - 1);
  const half = Z * Math.sqrt(variance / n);
  return { low: mean - half, high: mean + half };
}

/** Fisher's interval, as if items were independent. */
function naiveCorrelation(r: number, n: number): Range {
  const half = Z / Math.sqrt(n - 3);
  return { low: Math.tanh(Math.atanh(r) - half), high: Math.tanh(Math.atanh(r) + half) };
}
