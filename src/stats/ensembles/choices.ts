import { mix } from '../resample/cluster-draws.ts';
import { seededRandom } from '../resample/random.ts';

/** Choices of k among `members`: all of them where there are at most `most`, else a seeded draw. */
export function choicesOf(
  members: number,
  k: number,
  most: number,
  seed: number,
): { choices: number[][]; exact: boolean } {
  if (numberOfChoices(members, k) <= most) return { choices: all(members, k), exact: true };
  const random = seededRandom(mix(seed, k));
  const order = Int32Array.from({ length: members }, (_, m) => m);
  const choices = Array.from({ length: most }, () =>
    [...random.shuffle(order).subarray(0, k)].sort((a, b) => a - b),
  );
  return { choices, exact: false };
}

function numberOfChoices(members: number, k: number): number {
  let count = 1;
  for (let i = 1; i <= k; i++) count = (count * (members - k + i)) / i;
  return Math.round(count);
}

/** In lexicographic order. */
function all(members: number, k: number, from = 0): number[][] {
  if (k === 0) return [[]];
  const found: number[][] = [];
  for (let first = from; first <= members - k; first++) {
    for (const rest of all(members, k - 1, first + 1)) found.push([first, ...rest]);
  }
  return found;
}
