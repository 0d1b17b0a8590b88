/** Sets that many are drawn no longer, as no reader would follow them. */
const MOST_SETS = 100;

/**
 * The largest sets of levels that cannot be told apart: each set has no pair that `differ`, and
 * none can take in another level. A level may be in several, since not being told apart is not
 * transitive. Null where there are more than a hundred.
 * Insert and absorb (Piepho 2004, "An algorithm for a letter-based representation of all-pairwise
 * comparisons"). Levels are 0 to count - 1; sets are ascending and ordered by their first level.
 */
export function indistinctSets(
  count: number,
  differ: (a: number, b: number) => boolean,
): readonly (readonly number[])[] | null {
  let sets: number[][] = count === 0 ? [] : [Array.from({ length: count }, (_, i) => i)];
  for (let a = 0; a < count; a++) {
    for (let b = a + 1; b < count; b++) {
      if (!differ(a, b)) continue;
      const split = sets.flatMap((set) =>
        set.includes(a) && set.includes(b)
          ? [set.filter((level) => level !== b), set.filter((level) => level !== a)]
          : [set],
      );
      sets = split.filter(
        (set, i) =>
          !split.some(
            (other, j) =>
              i !== j &&
              set.every((level) => other.includes(level)) &&
              (other.length > set.length || j < i),
          ),
      );
      if (sets.length > MOST_SETS) return null;
    }
  }
  return sets.sort((x, y) => compare(x, y));
}

/** a to z, then aa, ab, and so on. */
export function letter(index: number): string {
  const last = String.fromCharCode(97 + (index % 26));
  return index < 26 ? last : letter(Math.floor(index / 26) - 1) + last;
}

function compare(x: readonly number[], y: readonly number[]): number {
  const at = x.findIndex((level, i) => level !== y[i]);
  return at < 0 ? x.length - y.length : x[at]! - (y[at] ?? -1);
}
