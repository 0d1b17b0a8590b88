import { ok } from '../src/domain/problem.ts';
import type { Judges } from '../src/protocol/judges.ts';
import { againstPeople } from '../src/stats/judges/against-people.ts';
import { gamesOf } from '../src/stats/judges/games.ts';
import { judgeRatings } from '../src/stats/judges/judge-ratings.ts';
import { lengthControlled } from '../src/stats/judges/length-controlled.ts';
import { relationShares } from '../src/stats/judges/relation-shares.ts';
import { selfPreference } from '../src/stats/judges/self-preference.ts';
import { singleTexts } from '../src/stats/judges/single-texts.ts';
import type { Comparisons } from '../src/stats/judges/types.ts';
import { decodeComparisons, decodeSingles, namedSingles } from './decode-comparisons.ts';
import type { CodedSingles } from './decode-comparisons.ts';

/** The judges worker's inside: the judgements loaded last, of which everything is asked. */
export function judgeSession(): Judges {
  let held: { comparisons: Comparisons; singles: CodedSingles | null } | null = null;
  const loaded = () => {
    if (held === null) throw new Error('invalid call; no judgements are loaded');
    return held;
  };
  return {
    load({ comparisons, singles }) {
      held = {
        comparisons: decodeComparisons(comparisons),
        singles: singles && decodeSingles(singles),
      };
      return Promise.resolve();
    },
    answer({ roles, kept, conditions, maps }) {
      const { comparisons, singles } = loaded();
      return Promise.resolve(
        ok({
          comparisons: comparisons.count,
          self: selfPreference(comparisons, roles, kept, conditions),
          singles:
            singles && maps
              ? singleTexts(namedSingles(singles, maps, kept.tasks), roles, kept.own, kept.sources)
              : null,
        }),
      );
    },
    judged({ roles, kept }) {
      const { comparisons } = loaded();
      const games = gamesOf(comparisons, roles, kept);
      return Promise.resolve(
        ok({
          shares: relationShares(games, roles),
          regressions: lengthControlled(games, roles),
          ratings: judgeRatings(games, roles),
          people: againstPeople(comparisons, games, roles),
        }),
      );
    },
  };
}
