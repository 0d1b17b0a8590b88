import type { Random } from '../../../src/stats/resample/random.ts';

/** Sizes of the clusters: five items each, or lognormal around five with this spread of the logarithm. */
export type Sizes = 'equal' | 'lognormal';

const ITEMS = 5;
export const LOG_SPREAD = 0.8;

/** Cluster of each item, ascending. */
export function drawClusters(count: number, sizes: Sizes, random: Random): Int32Array {
  const cluster: number[] = [];
  for (let c = 0; c < count; c++) {
    const size =
      sizes === 'equal'
        ? ITEMS
        : Math.max(1, Math.round(ITEMS * Math.exp(LOG_SPREAD * random.normal())));
    for (let i = 0; i < size; i++) cluster.push(c);
  }
  return Int32Array.from(cluster);
}

/** Normal values of variance `between` + `within`, the former shared by a cluster's items. */
function drawClustered(
  cluster: Int32Array,
  between: number,
  within: number,
  random: Random,
): Float64Array {
  let of = -1;
  let shared = 0;
  return Float64Array.from(cluster, (c) => {
    if (c !== of) [of, shared] = [c, Math.sqrt(between) * random.normal()];
    return shared + Math.sqrt(within) * random.normal();
  });
}

/** Mean of the absolute value of a normal error of this variance and mean 0. */
export function meanAbsolute(variance: number): number {
  return Math.sqrt((2 * variance) / Math.PI);
}

/** Signed errors of one model: variance 1, 0.4 of it by cluster. */
export function drawErrors(cluster: Int32Array, random: Random): Float64Array {
  return drawClustered(cluster, 0.4, 0.6, random);
}

/** Variances of the errors of two models: shared by both, and each one's own; by cluster and by item. */
const SHARED = { between: 0.2, within: 0.2 };
const OWN = [
  { between: 0.25, within: 0.35 },
  { between: 0.4, within: 0.6 },
] as const;

/** True difference of their mean absolute errors. */
export const TRUE_DIFFERENCE = OWN.map(({ between, within }) =>
  meanAbsolute(SHARED.between + SHARED.within + between + within),
).reduce((a, b) => a - b);

/** Absolute errors of two models on the same items. */
export function drawTwoModels(cluster: Int32Array, random: Random): [Float64Array, Float64Array] {
  const shared = drawClustered(cluster, SHARED.between, SHARED.within, random);
  const errors = OWN.map(({ between, within }) =>
    drawClustered(cluster, between, within, random).map((own, i) => Math.abs(own + shared[i])),
  );
  return [errors[0], errors[1]];
}

export const TRUE_CORRELATION = 0.6;

/** Scores of two scorers that correlate by 0.6, 0.4 of the variance of each by cluster. */
export function drawTwoScorers(cluster: Int32Array, random: Random): [Float64Array, Float64Array] {
  const one = drawClustered(cluster, 0.4, 0.6, random);
  const rest = drawClustered(cluster, 0.4, 0.6, random);
  const own = Math.sqrt(1 - TRUE_CORRELATION ** 2);
  return [one, one.map((x, i) => TRUE_CORRELATION * x + own * rest[i])];
}
