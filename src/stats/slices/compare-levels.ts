import type { Steps } from '../optimize/steps.ts';
import { comparePair } from './compare-pair.ts';
import type { PairComparison } from './compare-pair.ts';
import { holm } from './holm.ts';
import { indistinctSets, letter } from './letters.ts';
import { matchErrors } from './match-errors.ts';
import type { CellCube, CodedFilter } from './types.ts';

/** A pair with its p adjusted for all pairs compared. */
export interface AdjustedPair extends PairComparison {
  /** Holm's; null where there is no p. */
  readonly adjusted: number | null;
}

export interface RankedLevel {
  readonly code: number;
  /** Mean error over its own items, each item counted once. */
  readonly mean: number;
  /** 1 + the number of levels with significantly less error. */
  readonly rank: number;
  /** Letters of the sets of levels it cannot be told apart from; null where they are too many. */
  readonly letters: readonly string[] | null;
}

export interface LevelComparison {
  /** In ascending order of mean error; levels without errors are absent. */
  readonly levels: readonly RankedLevel[];
  /** Every pair of these levels, the one of lower code first. */
  readonly pairs: readonly AdjustedPair[];
}

const ALPHA = 0.05;

/**
 * Compares all levels of a facet in pairs on the same items, with Holm's adjustment over all pairs
 * that have a p. Less error is better: for a signed measure the ranks order the bias, not the merit.
 * Pairs that share no items, or lie in one cluster, are not told apart.
 * Filters on the facet itself are left out. Gives way after every cluster and every pair.
 * O(cells + pairs x items).
 */
export function* compareLevels(
  cube: CellCube,
  facet: string,
  filters: readonly CodedFilter[],
  average: 'micro' | 'macro',
): Steps<LevelComparison> {
  const matched = yield* matchErrors(cube, facet, filters);
  const means = matched.errors.map((errors) => meanOverItems(errors, matched.first));
  const codes = [...means.keys()].filter((code) => !Number.isNaN(means[code]));
  const compared: PairComparison[] = [];
  for (const [i, a] of codes.entries())
    for (const b of codes.slice(i + 1)) {
      compared.push(comparePair(matched, a, b, average));
      yield;
    }
  const adjusted = holm(compared.flatMap(({ p }) => (p === null ? [] : [p])));
  let next = 0;
  const pairs = compared.map((pair) => ({
    ...pair,
    adjusted: pair.p === null ? null : adjusted[next++]!,
  }));

  const better = new Map<number, Set<number>>(codes.map((code) => [code, new Set()]));
  for (const { a, b, difference, adjusted: p } of pairs) {
    if (p === null || p >= ALPHA) continue;
    const [worse, best] = difference > 0 ? [a, b] : [b, a];
    better.get(worse)!.add(best);
  }
  codes.sort((a, b) => means[a]! - means[b]! || a - b);
  const sets = indistinctSets(
    codes.length,
    (i, j) => better.get(codes[i]!)!.has(codes[j]!) || better.get(codes[j]!)!.has(codes[i]!),
  );
  const levels = codes.map((code, i) => ({
    code,
    mean: means[code]!,
    rank: 1 + better.get(code)!.size,
    letters: sets && sets.flatMap((set, s) => (set.includes(i) ? [letter(s)] : [])),
  }));
  return { levels, pairs };
}

function meanOverItems(errors: Float64Array, first: Int32Array): number {
  let sum = 0;
  let items = 0;
  for (let u = 0; u + 1 < first.length; u++) {
    let own = 0;
    let rows = 0;
    for (let row = first[u]!; row < first[u + 1]!; row++) {
      if (Number.isNaN(errors[row]!)) continue;
      own += errors[row]!;
      rows++;
    }
    if (rows === 0) continue;
    sum += own / rows;
    items++;
  }
  return sum / items;
}
