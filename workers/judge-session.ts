import { ok } from '../src/domain/problem.ts';
import type { Judges } from '../src/protocol/judges.ts';
import { selfPreference } from '../src/stats/judges/self-preference.ts';
import type { Comparisons } from '../src/stats/judges/types.ts';
import { decodeComparisons } from './decode-comparisons.ts';

/** The judges worker's inside: the judgements loaded last, of which everything is asked. */
export function judgeSession(): Judges {
  let comparisons: Comparisons | null = null;
  return {
    load(judgements) {
      comparisons = decodeComparisons(judgements.comparisons);
      return Promise.resolve();
    },
    answer({ roles, kept, conditions }) {
      if (comparisons === null) throw new Error('invalid call; no judgements are loaded');
      return Promise.resolve(
        ok({
          comparisons: comparisons.count,
          self: selfPreference(comparisons, roles, kept, conditions),
        }),
      );
    },
  };
}
