import type { Games } from './games.ts';
import { HumanVerdicts } from './human-verdicts.ts';
import { agreementOf } from './kappa.ts';
import type { AgreementSummary } from './kappa.ts';
import { predictionPowered } from './prediction-powered.ts';
import type { PredictionPowered } from './prediction-powered.ts';
import { isModel } from './relation-shares.ts';
import { codeKey, sortByKeys } from './sort-by-keys.ts';
import type { Comparisons, NameRoles } from './types.ts';

/** One judge against people on the pairs of texts that both judged. */
export interface JudgeAgainstPeople extends AgreementSummary {
  readonly judge: number;
}

/** A model's share of wins as people see it, from few of their votes and many of the judges'. */
export interface CorrectedWins extends PredictionPowered {
  readonly model: number;
}

export interface AgainstPeople {
  readonly judges: readonly JudgeAgainstPeople[];
  /** Best first. */
  readonly wins: readonly CorrectedWins[];
  /** Pairs of texts that people judged among those that models judged, and all of these. */
  readonly labelled: number;
  readonly examples: number;
}

/**
 * Judges that are models against people: agreement and kappa on the pairs of texts that both judged
 * (people's verdict is the side of their mean preference), and win shares corrected by people's votes.
 * The judges' value of a pair is their mean. What people never judged (a data set, two writers in it) is
 * no part of what their votes can correct, and left out. Null where people and models judged no pair of texts both.
 */
export function againstPeople(
  of: Comparisons,
  games: Games,
  roles: NameRoles,
): AgainstPeople | null {
  const people = new HumanVerdicts(of, roles);
  if (people.isEmpty) return null;
  const judges = judgesAgainst(games, roles, people);
  if (judges.length === 0) return null;
  const examples = examplesOf(games, roles, people);
  const writers = new Set<number>([...examples.low, ...examples.high]);
  const wins = [...writers].flatMap((model): CorrectedWins[] => {
    const corrected = predictionPowered(sampleFor(examples, model));
    return corrected ? [{ model, ...corrected }] : [];
  });
  return {
    judges,
    wins: wins.toSorted((a, b) => b.value - a.value),
    labelled: examples.people.reduce((n, y) => n + Number(!Number.isNaN(y)), 0),
    examples: examples.people.length,
  };
}

/** Verdict of a preference: 0 B, 1 a tie, 2 A. */
function verdictOf(share: number): number {
  return Math.abs(share - 0.5) < 1e-12 ? 1 : share > 0.5 ? 2 : 0;
}

function judgesAgainst(
  games: Games,
  roles: NameRoles,
  people: HumanVerdicts,
): JudgeAgainstPeople[] {
  const found = new Map<number, { judge: number[]; people: number[]; item: number[] }>();
  for (let g = 0; g < games.count; g++) {
    if (!isModel(roles, games.judge[g])) continue;
    const verdict = people.of(games.item[g], games.a[g], games.b[g], games.run[g]);
    if (verdict === null) continue;
    let own = found.get(games.judge[g]);
    if (!own) found.set(games.judge[g], (own = { judge: [], people: [], item: [] }));
    // A is the writer with the lower code, so that places play no part in kappa.
    const turned = games.a[g] > games.b[g];
    const side = (share: number): number => verdictOf(turned ? 1 - share : share);
    own.judge.push(side(games.share[g]));
    own.people.push(side(verdict.value));
    own.item.push(games.item[g]);
  }
  return [...found]
    .toSorted(([a], [b]) => a - b)
    .map(([judge, own]) => ({
      judge,
      ...agreementOf({
        count: own.item.length,
        judge: Uint8Array.from(own.judge),
        people: Uint8Array.from(own.people),
        item: Int32Array.from(own.item),
      }),
    }));
}

/** Pairs of texts in order of item; preferences are for the writer `low`. */
interface Examples {
  readonly low: readonly number[];
  readonly high: readonly number[];
  readonly item: readonly number[];
  /** Mean of the judges that are models. */
  readonly judges: readonly number[];
  /** People's mean; NaN where they did not judge. */
  readonly people: readonly number[];
}

function examplesOf(games: Games, roles: NameRoles, people: HumanVerdicts): Examples {
  const low = games.a.map((a, g) => Math.min(a, games.b[g]));
  const high = games.a.map((a, g) => Math.max(a, games.b[g]));
  const kind = (g: number): string => `${games.task[g]},${low[g]},${high[g]}`;
  const voted = new Set<string>();
  for (let g = 0; g < games.count; g++)
    if (games.judge[g] >= 0 && roles.human[games.judge[g]] === 1) voted.add(kind(g));
  const judged = Int32Array.from({ length: games.count }, (_, g) => g).filter(
    (g) => isModel(roles, games.judge[g]) && voted.has(kind(g)),
  );
  const items = games.item.at(-1)! + 1;
  const order = sortByKeys(judged, [
    codeKey(games.item, items),
    codeKey(low, roles.names),
    codeKey(high, roles.names),
    codeKey(games.run, roles.names),
  ]);
  const found = {
    low: [] as number[],
    high: [] as number[],
    item: [] as number[],
    judges: [] as number[],
    people: [] as number[],
  };
  const same = (g: number, h: number): boolean =>
    games.item[g] === games.item[h] &&
    low[g] === low[h] &&
    high[g] === high[h] &&
    games.run[g] === games.run[h];
  for (let at = 0; at < order.length;) {
    const g = order[at];
    let sum = 0;
    let n = 0;
    for (; at < order.length && same(g, order[at]); at++, n++) {
      const h = order[at];
      sum += games.a[h] === low[h] ? games.share[h] : 1 - games.share[h];
    }
    found.low.push(low[g]);
    found.high.push(high[g]);
    found.item.push(games.item[g]);
    found.judges.push(sum / n);
    found.people.push(people.of(games.item[g], low[g], high[g], games.run[g])?.value ?? NaN);
  }
  return found;
}

function sampleFor(examples: Examples, model: number) {
  const y: number[] = [];
  const f: number[] = [];
  const item: number[] = [];
  const unlabelled: number[] = [];
  const unlabelledItem: number[] = [];
  for (let e = 0; e < examples.item.length; e++) {
    const isLow = examples.low[e] === model;
    if (!isLow && examples.high[e] !== model) continue;
    const turn = (share: number): number => (isLow ? share : 1 - share);
    if (Number.isNaN(examples.people[e])) {
      unlabelled.push(turn(examples.judges[e]));
      unlabelledItem.push(examples.item[e]);
    } else {
      y.push(turn(examples.people[e]));
      f.push(turn(examples.judges[e]));
      item.push(examples.item[e]);
    }
  }
  return {
    y: Float64Array.from(y),
    f: Float64Array.from(f),
    item: Int32Array.from(item),
    unlabelled: Float64Array.from(unlabelled),
    unlabelledItem: Int32Array.from(unlabelledItem),
  };
}
