import type { Question } from '../../domain/question.ts';
import type { Interval, LevelRanks, PairedDifference } from '../../domain/slice.ts';
import { hasRanks, rankedUnit } from './ranks.ts';

/** Two levels of a facet as they are compared, numbers in the unit shown. */
export interface Comparison {
  readonly ranks: LevelRanks;
  readonly first: string;
  readonly second: string;
  /** The first's error less the second's; null where the two share no items. */
  readonly pair: PairedDifference | null;
  readonly unit: string;
  /** What a computed difference is multiplied by to be shown. */
  readonly factor: number;
}

/**
 * The two levels asked for; where one is not there, or none are asked for, the first two by rank. Null
 * where nothing was compared.
 */
export function settleComparison(
  ranks: LevelRanks,
  question: Question,
  asked: readonly [string, string] | null,
): Comparison | null {
  if (!hasRanks(ranks, ranks.facet) || ranks.levels.length < 2) return null;
  const names = ranks.levels.map((level) => level.name);
  const known = asked && asked[0] !== asked[1] && asked.every((name) => names.includes(name));
  const [first, second] = known ? asked : [names[0], names[1]];
  const { unit, factor } = rankedUnit(ranks, question);
  return { ranks, first, second, pair: differenceOf(ranks, first, second), unit, factor };
}

/** The first's error less the second's; null where they share no items. */
export function differenceOf(
  { compared }: LevelRanks,
  first: string,
  second: string,
): PairedDifference | null {
  const found = compared.find(
    (pair) =>
      (pair.first === first && pair.second === second) ||
      (pair.first === second && pair.second === first),
  );
  if (!found || found.items === 0) return null;
  return found.first === first ? found : turned(found);
}

/** Seen from the other side. */
function turned(pair: PairedDifference): PairedDifference {
  const { first, second, difference, interval } = pair;
  return {
    ...pair,
    first: second,
    second: first,
    difference: -difference,
    interval: interval && flipped(interval),
  };
}

function flipped(interval: Interval): Interval {
  return { ...interval, low: -interval.high, high: -interval.low };
}

/** Below this a Holm-adjusted p tells two levels apart. */
const ALPHA = 0.05;

/** Whether two levels are told apart after Holm. */
export function isTold(pair: PairedDifference | null): boolean {
  return pair?.adjusted != null && pair.adjusted < ALPHA;
}
