import { codeKey, sortByKeys } from './sort-by-keys.ts';
import type { Comparisons, Kept, NameRoles } from './types.ts';

/** Preferences between two texts in order of item, whoever judged, turned so that A was shown first. */
export interface Games {
  readonly count: number;
  readonly judge: Int32Array;
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly task: Int32Array;
  readonly item: Int32Array;
  readonly run: Int32Array;
  /** How far A is preferred, in [0, 1]. */
  readonly share: Float64Array;
  /** Characters of A less those of B; NaN where a text is absent. */
  readonly length: Float64Array;
  /** 1 where A is known to have been shown first; 0 where both orders were asked, or none is stated. */
  readonly ordered: Uint8Array;
}

/**
 * The preferences that have a verdict, of the kept data sets and between kept sources where both are
 * models: a judge's own texts are always kept. O(n).
 */
export function gamesOf(of: Comparisons, roles: NameRoles, kept: Kept): Games {
  let rows: Int32Array = new Int32Array(of.count);
  let n = 0;
  let items = 0;
  for (let i = 0; i < of.count; i++) {
    if (of.question[i] !== 0 || Number.isNaN(of.preference[i]) || of.a[i] === of.b[i]) continue;
    if (kept.tasks && of.task[i] >= 0 && kept.tasks[of.task[i]] === 0) continue;
    if (isLeftOut(of, roles, kept, i)) continue;
    rows[n++] = i;
    items = Math.max(items, of.item[i] + 1);
  }
  rows = sortByKeys(rows.subarray(0, n), [codeKey(of.item, items)]);
  const games = {
    count: n,
    judge: new Int32Array(n),
    a: new Int32Array(n),
    b: new Int32Array(n),
    task: new Int32Array(n),
    item: new Int32Array(n),
    run: new Int32Array(n),
    share: new Float64Array(n),
    length: new Float64Array(n),
    ordered: new Uint8Array(n),
  };
  for (let g = 0; g < n; g++) {
    const i = rows[g];
    const isForward = of.forward[i] >= 0;
    const isBackward = of.backward[i] >= 0;
    games.ordered[g] = Number(isForward !== isBackward);
    const turned = isBackward && !isForward;
    games.judge[g] = of.judge[i];
    games.a[g] = turned ? of.b[i] : of.a[i];
    games.b[g] = turned ? of.a[i] : of.b[i];
    games.task[g] = of.task[i];
    games.item[g] = of.item[i];
    games.run[g] = of.run[i];
    games.share[g] = turned ? 1 - of.preference[i] : of.preference[i];
    games.length[g] = turned ? -of.lengthDifference[i] : of.lengthDifference[i];
  }
  return games;
}

function isLeftOut(of: Comparisons, roles: NameRoles, kept: Kept, i: number): boolean {
  const { sources } = kept;
  if (sources === null) return false;
  const judge = of.judge[i];
  return [of.a[i], of.b[i]].some(
    (writer) =>
      sources[writer] === 0 && !(judge >= 0 && roles.identity[judge] === roles.identity[writer]),
  );
}
