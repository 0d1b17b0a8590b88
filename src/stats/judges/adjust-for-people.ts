import type { HumanVerdicts } from './human-verdicts.ts';
import { itemMean } from './item-mean.ts';
import { judgeMean } from './judge-mean.ts';
import { ownSide } from './relation.ts';
import { codeKey, sortByKeys } from './sort-by-keys.ts';
import type { AdjustedPreference, Comparisons, Kept, NameRoles } from './types.ts';

/**
 * Judges' preference for their own texts less people's for the same texts: what is left at equal human
 * judgement (Panickssery, Bowman & Feng 2024, section 5, name this as what preference alone lacks). Null
 * where people judged none of these pairs.
 */
export function adjustForPeople(
  of: Comparisons,
  roles: NameRoles,
  kept: Kept,
  people: HumanVerdicts,
): AdjustedPreference | null {
  if (people.isEmpty) return null;
  const judge = new Int32Array(of.count);
  const item = new Int32Array(of.count);
  const own = new Float64Array(of.count);
  const human = new Float64Array(of.count);
  const excess = new Float64Array(of.count);
  let n = 0;
  let items = 0;
  for (let i = 0; i < of.count; i++) {
    const by = of.judge[i];
    if (by < 0 || of.question[i] !== 0 || roles.human[by] === 1) continue;
    if (kept.judges?.[by] === 0 || Number.isNaN(of.preference[i])) continue;
    if (kept.tasks && of.task[i] >= 0 && kept.tasks[of.task[i]] === 0) continue;
    const side = ownSide(roles, kept.own, by, of.a[i], of.b[i]);
    if (side < 0 || kept.sources?.[side === 1 ? of.b[i] : of.a[i]] === 0) continue;
    const verdict = people.of(of.item[i], of.a[i], of.b[i], of.run[i]);
    if (verdict === null) continue;
    judge[n] = by;
    item[n] = of.item[i];
    own[n] = side === 1 ? of.preference[i] : 1 - of.preference[i];
    human[n] = side === 1 ? verdict.value : 1 - verdict.value;
    excess[n] = own[n] - human[n];
    items = Math.max(items, item[n] + 1);
    n++;
  }
  if (n === 0) return null;
  const all = Int32Array.from({ length: n }, (_, i) => i);
  const order = sortByKeys(all, [codeKey(judge, roles.names), codeKey(item, items)]);
  const byJudge: AdjustedPreference['byJudge'][number][] = [];
  for (let at = 0; at < n;) {
    let end = at + 1;
    while (end < n && judge[order[end]] === judge[order[at]]) end++;
    const rows = order.subarray(at, end);
    byJudge.push({
      judge: judge[order[at]],
      excess: itemMean(excess, item, rows)!,
      people: itemMean(human, item, rows)!,
      own: itemMean(own, item, rows)!,
    });
    at = end;
  }
  return {
    excess: judgeMean(excess, judge, item, n)!,
    people: judgeMean(human, judge, item, n)!,
    judges: judgeMean(own, judge, item, n)!,
    byJudge,
  };
}
