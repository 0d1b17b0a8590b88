import { kendallMemory, kendallTauB } from '../agreement/kendall.ts';
import { GroupedRanks } from './grouped-ranks.ts';
import { itemMean } from './item-mean.ts';
import { codeKey, sortByKeys } from './sort-by-keys.ts';
import { DENSITY_BINS, OUTCOMES } from './types.ts';
import type { OrderShares, Outcome, OwnPairs, PreferenceSummary } from './types.ts';

/**
 * Per judge, per judge and source, and per judge and data set where there are several: recognition,
 * preference, order effects and their association (Panickssery, Bowman & Feng 2024, section 3). In order of
 * the codes. O(n log n).
 */
export function summarisePairs(
  pairs: OwnPairs,
  names: number,
): {
  readonly judges: PreferenceSummary[];
  readonly sources: PreferenceSummary[];
  readonly tasks: PreferenceSummary[];
} {
  const items = pairs.item.reduce((most, item) => Math.max(most, item + 1), 0);
  const inOrder = Int32Array.from({ length: pairs.count }, (_, i) => i);
  const byItem = sortByKeys(inOrder, [codeKey(pairs.judge, names), codeKey(pairs.item, items)]);
  const memory = kendallMemory(pairs.count);
  const recognition = new GroupedRanks(pairs.recognition);
  const preference = new GroupedRanks(pairs.preference);
  const summaries = (
    groups: readonly Int32Array[],
    place: (row: number) => { source: number; task: number },
    withDensity: boolean,
  ): PreferenceSummary[] => {
    const x = recognition.ofGroups(groups);
    const y = preference.ofGroups(groups);
    return groups.map((rows, g) => {
      const { tau, n: tauN } = kendallTauB(x[g], y[g], memory);
      return { ...summary(pairs, rows, withDensity), ...place(rows[0]), tau, tauN };
    });
  };
  const oneTask = pairs.task.every((task) => task === pairs.task[0]);
  return {
    judges: summaries(
      runs(byItem, (i) => pairs.judge[i]),
      () => ({ source: -1, task: -1 }),
      true,
    ),
    sources: summaries(
      runs(inOrder, (i) => pairs.judge[i] * names + pairs.source[i]),
      (i) => ({ source: pairs.source[i], task: -1 }),
      false,
    ),
    // Items ascend by task, so a judge's rows of one task lie together.
    tasks: oneTask
      ? []
      : summaries(
          runs(byItem, (i) => pairs.judge[i] * (names + 1) + pairs.task[i] + 1),
          (i) => ({ source: -1, task: pairs.task[i] }),
          false,
        ),
  };
}

/** Cuts positions into stretches of equal key. */
function runs(rows: Int32Array, key: (row: number) => number): Int32Array[] {
  const found: Int32Array[] = [];
  for (let at = 0; at < rows.length;) {
    let end = at + 1;
    while (end < rows.length && key(rows[end]) === key(rows[at])) end++;
    found.push(rows.subarray(at, end));
    at = end;
  }
  return found;
}

function summary(
  pairs: OwnPairs,
  rows: Int32Array,
  withDensity: boolean,
): Omit<PreferenceSummary, 'source' | 'task' | 'tau' | 'tauN'> {
  return {
    judge: pairs.judge[rows[0]],
    n: rows.length,
    missingRecognition: missing(pairs.recognition, pairs.asked, 2, rows),
    missingPreference: missing(pairs.preference, pairs.asked, 1, rows),
    recognition: itemMean(pairs.recognition, pairs.item, rows),
    preference: itemMean(pairs.preference, pairs.item, rows),
    recognisedOrders: orderShares(pairs.recognised, rows),
    preferredOrders: orderShares(pairs.preferred, rows),
    first: itemMean(pairs.first, pairs.item, rows),
    density: withDensity ? density(pairs, rows) : null,
  };
}

function missing(values: Float64Array, asked: Uint8Array, bit: number, rows: Int32Array): number {
  let n = 0;
  for (let i = 0; i < rows.length; i++)
    if ((asked[rows[i]] & bit) !== 0 && Number.isNaN(values[rows[i]])) n++;
  return n;
}

/** Shares over the examples asked in both orders; null where there are none. */
function orderShares(outcome: Uint8Array, rows: Int32Array): OrderShares | null {
  const counts = new Float64Array(OUTCOMES.length);
  for (let i = 0; i < rows.length; i++) counts[outcome[rows[i]]]++;
  const n = rows.length - counts[OUTCOMES.indexOf('one')];
  if (n === 0) return null;
  const of = (name: Outcome): number => counts[OUTCOMES.indexOf(name)] / n;
  return {
    n,
    own: of('own'),
    other: of('other'),
    first: of('first'),
    second: of('second'),
    tie: of('tie'),
    ambiguous: of('first') + of('second'),
  };
}

function density(pairs: OwnPairs, rows: Int32Array): Uint32Array | null {
  const counts = new Uint32Array(DENSITY_BINS * DENSITY_BINS);
  let n = 0;
  for (let i = 0; i < rows.length; i++) {
    const x = pairs.recognition[rows[i]];
    const y = pairs.preference[rows[i]];
    if (Number.isNaN(x) || Number.isNaN(y)) continue;
    counts[binOf(y) * DENSITY_BINS + binOf(x)]++;
    n++;
  }
  return n === 0 ? null : counts;
}

function binOf(share: number): number {
  return Math.min(DENSITY_BINS - 1, Math.max(0, Math.floor(share * DENSITY_BINS)));
}
