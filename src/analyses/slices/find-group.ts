import type { Slice, SliceAnswer, SliceGroup } from '../../domain/slice.ts';

/** The group of exactly these facets in this order; null where it was not asked for. */
export function findGroup(answer: SliceAnswer, facets: readonly string[]): SliceGroup | null {
  return (
    answer.groups.find(
      (g) => g.facets.length === facets.length && g.facets.every((name, i) => name === facets[i]),
    ) ?? null
  );
}

/** Slices that have at least one observation with an error. */
export function filled(group: SliceGroup): Slice[] {
  return group.slices.filter((slice) => slice.n > 0);
}

/** The middle value; NaN for none. */
export function median(values: readonly number[]): number {
  if (values.length === 0) return NaN;
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Half the width of a slice's interval, or of its naive one where clusters are too few; NaN for none. */
export function halfWidth(slice: Slice): number {
  if (slice.interval) return (slice.interval.high - slice.interval.low) / 2;
  return 1.96 * slice.naiveSe;
}
