import { itemMean } from './item-mean.ts';
import { meanDifference } from './mean-difference.ts';
import { codeKey, sortByKeys } from './sort-by-keys.ts';
import type { ConditionSummary, OwnPairs } from './types.ts';

/**
 * Recognition and preference by condition. `conditionsOf` has a bit per condition that a name (of judge or
 * data set) matches; the first condition that either matches is the example's. Examples that match none
 * are left out, as are conditions without examples.
 */
export function compareConditions(
  pairs: OwnPairs,
  conditionsOf: Uint32Array,
  conditions: number,
): ConditionSummary[] {
  const rows = Array.from({ length: conditions }, () => new Int32Array(pairs.count));
  const counts = new Int32Array(conditions);
  const judges = rows.map(() => new Set<number>());
  let items = 0;
  for (let i = 0; i < pairs.count; i++) {
    const task = pairs.task[i];
    const bits = conditionsOf[pairs.judge[i]] | (task < 0 ? 0 : conditionsOf[task]);
    if (bits === 0) continue;
    const condition = 31 - Math.clz32(bits & -bits);
    rows[condition][counts[condition]++] = i;
    judges[condition].add(pairs.judge[i]);
    items = Math.max(items, pairs.item[i] + 1);
  }
  const sorted = rows.map((of, c) =>
    sortByKeys(of.subarray(0, counts[c]), [codeKey(pairs.item, items)]),
  );
  const base = sorted.find((of) => of.length > 0);
  return sorted.flatMap((of, condition) => {
    if (of.length === 0 || base === undefined) return [];
    const change = (values: Float64Array) =>
      of === base ? null : meanDifference(values, pairs.item, of, base);
    return [
      {
        condition,
        judges: judges[condition].size,
        n: of.length,
        recognition: itemMean(pairs.recognition, pairs.item, of),
        preference: itemMean(pairs.preference, pairs.item, of),
        recognitionChange: change(pairs.recognition),
        preferenceChange: change(pairs.preference),
      },
    ];
  });
}
