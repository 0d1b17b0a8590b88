import { bradleyTerry } from './bradley-terry.ts';
import type { BradleyTerry, ItemGames } from './bradley-terry.ts';
import type { Games } from './games.ts';
import { isModel } from './relation-shares.ts';
import type { NameRoles } from './types.ts';

/** The ranking by some of the judges. */
export interface Ranking {
  /** The judge left out, -1 one without a name; null for people alone. */
  readonly without: number | null;
  /** Rank by model code, for those that are rated; 1 is best. */
  readonly ranks: readonly (readonly [model: number, rank: number])[];
}

export interface JudgeRatings {
  /** By all judges that are models, or by people where no judge is one. */
  readonly by: 'models' | 'people';
  readonly judges: number;
  readonly games: number;
  readonly fit: BradleyTerry;
  /** Each judge left out, those with most games first; and people alone where they judged. */
  readonly rankings: readonly Ranking[];
  /** Judges that were not left out, being too many. */
  readonly untried: number;
}

/** Judges that are left out one at a time. */
const MOST_LEFT_OUT = 12;
const MOST_MODELS = 200;
/** Stands for all people among the judges. */
const PEOPLE = -1;

/**
 * Bradley-Terry ratings of the writers, and how their ranking changes when each judge is left out. Null
 * where fewer than two models were compared, or too many to rate.
 */
export function judgeRatings(games: Games, roles: NameRoles): JudgeRatings | null {
  /** Place of each writer among those that were compared; -1 for other names. */
  const models = new Int32Array(roles.names).fill(-1);
  const codes: number[] = [];
  for (let g = 0; g < games.count; g++) {
    if (models[games.a[g]] < 0) models[games.a[g]] = codes.push(games.a[g]) - 1;
    if (models[games.b[g]] < 0) models[games.b[g]] = codes.push(games.b[g]) - 1;
  }
  const k = codes.length;
  if (k < 2 || k > MOST_MODELS) return null;
  const tables = new Map<number, Float64Array>();
  const counts = new Map<number, number>();
  let hasModels = false;
  for (let g = 0; g < games.count; g++) {
    const judge = games.judge[g];
    // A judge without a name is no person that we know of.
    const isPerson = judge >= 0 && roles.human[judge] === 1;
    const key = isPerson ? PEOPLE : judge < 0 ? roles.names : judge;
    hasModels ||= !isPerson;
    let wins = tables.get(key);
    if (!wins) tables.set(key, (wins = new Float64Array(k * k)));
    const a = models[games.a[g]];
    const b = models[games.b[g]];
    wins[a * k + b] += games.share[g];
    wins[b * k + a] += 1 - games.share[g];
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const judges = [...tables.keys()].filter((key) => (key === PEOPLE) !== hasModels);
  const sum = (keys: readonly number[]): Float64Array => {
    const wins = new Float64Array(k * k);
    for (const key of keys) tables.get(key)!.forEach((w, i) => (wins[i] += w));
    return wins;
  };
  const chosen = (g: number): boolean =>
    hasModels ? games.judge[g] < 0 || isModel(roles, games.judge[g]) : true;
  const fit = named(
    bradleyTerry({ models: k, wins: sum(judges) }, chosenGames(games, models, chosen)),
    codes,
  );
  const rank = (without: number | null, keys: readonly number[]): Ranking => ({
    without,
    ranks: named(bradleyTerry({ models: k, wins: sum(keys) }, null), codes).ratings.map(
      ({ model }, i) => [model, i + 1] as const,
    ),
  });
  const byCount = judges.toSorted((a, b) => counts.get(b)! - counts.get(a)!);
  const left = judges.length > 1 ? byCount.slice(0, MOST_LEFT_OUT) : [];
  return {
    by: hasModels ? 'models' : 'people',
    judges: judges.length,
    games: judges.reduce((n, key) => n + counts.get(key)!, 0),
    fit,
    rankings: [
      ...left.map((judge) =>
        rank(
          judge === roles.names ? -1 : judge,
          judges.filter((other) => other !== judge),
        ),
      ),
      ...(hasModels && tables.has(PEOPLE) ? [rank(null, [PEOPLE])] : []),
    ],
    untried: judges.length > 1 ? byCount.length - left.length : 0,
  };
}

function chosenGames(games: Games, models: Int32Array, chosen: (g: number) => boolean): ItemGames {
  const rows = new Int32Array(games.count);
  let n = 0;
  for (let g = 0; g < games.count; g++) if (chosen(g)) rows[n++] = g;
  const kept = rows.subarray(0, n);
  return {
    a: kept.map((g) => models[games.a[g]]),
    b: kept.map((g) => models[games.b[g]]),
    item: kept.map((g) => games.item[g]),
    share: Float64Array.from(kept, (g) => games.share[g]),
  };
}

function named(fit: BradleyTerry, codes: readonly number[]): BradleyTerry {
  return {
    ...fit,
    ratings: fit.ratings.map((rating) => ({ ...rating, model: codes[rating.model] })),
    unrated: fit.unrated.map((model) => codes[model]),
  };
}
