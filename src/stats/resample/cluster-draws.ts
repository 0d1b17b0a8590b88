import { seededRandom } from './random.ts';

/** Replicates `from` to `to`, the end exclusive, of a resampling with a seed. */
export interface ReplicateRange {
  readonly seed: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Fills `times` with how often each cluster is drawn in one replicate of a bootstrap: as many draws
 * with replacement as there are clusters. Every replicate has a stream of its own, so that it is the
 * same whichever worker makes it, and in whatever order.
 */
export function drawTimes(seed: number, replicate: number, times: Float64Array): void {
  const random = seededRandom(mix(seed, replicate));
  times.fill(0);
  for (let draw = 0; draw < times.length; draw++) times[random.below(times.length)]++;
}

/** A seed for one of many streams: both numbers through the finaliser of MurmurHash3. */
export function mix(seed: number, stream: number): number {
  return scramble(scramble(seed | 0) ^ Math.imul((stream | 0) + 1, 0x9e3779b1));
}

function scramble(x: number): number {
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return x ^ (x >>> 16);
}
