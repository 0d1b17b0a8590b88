import { adjustForPeople } from './adjust-for-people.ts';
import { compareConditions } from './compare-conditions.ts';
import { HumanVerdicts } from './human-verdicts.ts';
import { judgeMean } from './judge-mean.ts';
import { lineOf } from './line.ts';
import { ownPairs } from './own-pairs.ts';
import { summarisePairs } from './summarise.ts';
import type {
  Comparisons,
  Kept,
  Line,
  NameRoles,
  PreferenceSummary,
  SelfPreference,
} from './types.ts';

/** What the reader's conditions are: bits by name, and how many there are. */
export interface Conditions {
  readonly of: Uint32Array;
  readonly count: number;
}

/**
 * Self-preference from comparisons: per judge, source and data set, against recognition, by condition, and
 * at equal human judgement where people judged the same texts (statistics.md, section 7). Null where no
 * judge chose between a text of its own and another.
 */
export function selfPreference(
  comparisons: Comparisons,
  roles: NameRoles,
  kept: Kept,
  conditions: Conditions,
): SelfPreference | null {
  const pairs = ownPairs(comparisons, roles, kept);
  if (pairs.count === 0) return null;
  const { judges, sources, tasks } = summarisePairs(pairs, roles.names);
  return {
    examples: pairs.count,
    items: countItems(pairs.item),
    missingRecognition: judges.reduce((n, s) => n + s.missingRecognition, 0),
    missingPreference: judges.reduce((n, s) => n + s.missingPreference, 0),
    recognition: judgeMean(pairs.recognition, pairs.judge, pairs.item, pairs.count),
    preference: judgeMean(pairs.preference, pairs.judge, pairs.item, pairs.count),
    judges,
    sources,
    tasks,
    line: lineThrough(judges),
    sourceLine: lineThrough(sources),
    conditions: compareConditions(pairs, conditions.of, conditions.count),
    adjusted: adjustForPeople(comparisons, roles, kept, new HumanVerdicts(comparisons, roles)),
  };
}

function countItems(item: Int32Array): number {
  const seen = new Uint8Array(item.reduce((most, i) => Math.max(most, i + 1), 0));
  for (let i = 0; i < item.length; i++) seen[item[i]] = 1;
  return seen.reduce((n, one) => n + one, 0);
}

function lineThrough(summaries: readonly PreferenceSummary[]): Line | null {
  return lineOf(
    summaries.map((s) => s.recognition?.value ?? NaN),
    summaries.map((s) => s.preference?.value ?? NaN),
  );
}
