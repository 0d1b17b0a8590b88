import { counted, fixed } from '../../domain/format.ts';
import { numberCell, word } from '../../domain/panel.ts';
import type { NumberTable, Sentence } from '../../domain/panel.ts';
import type { JudgeRatings, Ranking } from '../../stats/judges/judge-ratings.ts';
import type { JudgesReport } from './report.ts';
import { nameOf } from './report.ts';
import type { SpanModel } from './spans.ts';
import { full, listed, wordCount } from './words.ts';

const MOST_ROWS = 40;

/** Ratings with intervals, best first. */
export function ratingsModel(report: JudgesReport, ratings: JudgeRatings): SpanModel {
  return {
    rows: ratings.fit.ratings.slice(0, MOST_ROWS).map((r, i) => ({
      name: nameOf(report, r.model),
      detail: `rank ${i + 1}`,
      marks: [{ kind: 'full', mean: { value: r.elo, low: r.low, high: r.high } }],
    })),
    axis: 'Bradley-Terry rating in Elo points, mean 1000',
    reference: 1000,
    key: [],
    signed: false,
    decimals: 0,
    label: 'Bradley-Terry ratings',
  };
}

/** Name of a ranking's column. */
export function rankingName(report: JudgesReport, ranking: Ranking): string {
  return ranking.without === null
    ? 'people alone'
    : `without ${ranking.without < 0 ? 'unnamed judges' : nameOf(report, ranking.without)}`;
}

/** A model's rank by all and without each judge; the ones that differ from all are marked. */
export interface RankLine {
  readonly name: string;
  readonly rank: number;
  readonly others: readonly { readonly text: string; readonly moved: boolean }[];
}

/** Ranks by all judges among the models that a ranking rates too, so that only order counts. */
function commonRanks(ratings: JudgeRatings, ranking: Ranking): Map<number, number> {
  const rated = new Set(ranking.ranks.map(([model]) => model));
  const both = ratings.fit.ratings.filter(({ model }) => rated.has(model));
  return new Map(both.map(({ model }, i) => [model, i + 1]));
}

/** A ranking's own ranks among the models that all judges rate too. */
function ranksOf(ratings: JudgeRatings, ranking: Ranking): Map<number, number> {
  const rated = new Set(ratings.fit.ratings.map(({ model }) => model));
  const both = ranking.ranks.filter(([model]) => rated.has(model));
  return new Map(both.map(([model], i) => [model, i + 1]));
}

/** Rank lines, best first. */
export function rankLines(report: JudgesReport, ratings: JudgeRatings): RankLine[] {
  const compared = ratings.rankings.map((r) => ({
    own: ranksOf(ratings, r),
    base: commonRanks(ratings, r),
  }));
  return ratings.fit.ratings.slice(0, MOST_ROWS).map(({ model }, i) => ({
    name: nameOf(report, model),
    rank: i + 1,
    others: compared.map(({ own, base }) => {
      const rank = own.get(model);
      return {
        text: rank === undefined ? '–' : String(rank),
        moved: rank !== undefined && rank !== base.get(model),
      };
    }),
  }));
}

/** Who leads, and which judge's absence changes that or most else. */
export function ratingsSentence(report: JudgesReport, ratings: JudgeRatings): Sentence {
  const [first] = ratings.fit.ratings;
  if (!first)
    return [
      {
        text: 'No rating is finite: every model won all or lost all of its comparisons with some other.',
      },
    ];
  const moved = (ranking: Ranking): number => {
    const base = commonRanks(ratings, ranking);
    return [...ranksOf(ratings, ranking)].filter(([model, rank]) => base.get(model) !== rank)
      .length;
  };
  const without = ratings.rankings.filter((r) => r.without !== null);
  const [most] = without.toSorted((a, b) => moved(b) - moved(a));
  const leaderOf = (ranking: Ranking): number | undefined =>
    [...ranksOf(ratings, ranking).keys()][0];
  const dethroned = without.filter((r) => leaderOf(r) !== [...commonRanks(ratings, r).keys()][0]);
  const who = ratings.by === 'people' ? 'people' : wordCount(ratings.judges, 'judge');
  const change =
    without.length === 0
      ? ratings.by === 'models'
        ? ' With one judge, none can be left out.'
        : ''
      : dethroned.length > 0
        ? ` ${rankingName(report, dethroned[0]).replace(/^w/, 'W')}, ${nameOf(report, leaderOf(dethroned[0])!)} leads instead.`
        : most && moved(most) > 0
          ? ` It leads without any one of the judges; ${rankingName(report, most)}, ${wordCount(moved(most), 'rank changes', 'ranks change')}.`
          : ' No rank changes when any one of the judges is left out.';
  return [
    { text: `${nameOf(report, first.model)} leads by ${who}, with ` },
    { text: fixed(first.elo, 0), role: 'strong' },
    {
      text: `${first.low === null || first.high === null ? '' : ` (95 % interval ${fixed(first.low, 0)} to ${fixed(first.high, 0)})`} points.${change}`,
    },
  ];
}

/** What is rated, and what is not. */
export function ratingsNote(report: JudgesReport, ratings: JudgeRatings): string {
  const { unrated } = ratings.fit;
  return [
    `${counted(ratings.games, 'comparison')}, ties half. Intervals are 95 %, clustered by item.`,
    ...(unrated.length > 0
      ? [
          `Not rated, having won or lost everything against the rest: ${listed(
            unrated.map((model) => nameOf(report, model)),
            6,
          )}.`,
        ]
      : []),
    ...(ratings.untried > 0
      ? [`The judges with most comparisons are left out in turn; ${ratings.untried} more were not.`]
      : []),
  ].join(' ');
}

/** Everything in numbers. */
export function ratingsTable(report: JudgesReport, ratings: JudgeRatings): NumberTable {
  const whole = (x: number | null) => numberCell(x, (n) => fixed(n, 0));
  const byRanking = ratings.rankings.map(({ ranks }) => new Map(ranks));
  return {
    columns: [
      { name: 'Model', numeric: false },
      ...['Rank', 'Rating', 'Low', 'High', 'Strength, log odds', 'SE', 'Comparisons'].map(
        (name) => ({ name, numeric: true }),
      ),
      ...ratings.rankings.map((r) => ({
        name: `Rank ${rankingName(report, r)}`,
        numeric: true,
      })),
    ],
    rows: ratings.fit.ratings.map((r, i) => [
      word(nameOf(report, r.model)),
      whole(i + 1),
      numberCell(r.elo, (x) => fixed(x, 2)),
      numberCell(r.low, (x) => fixed(x, 2)),
      numberCell(r.high, (x) => fixed(x, 2)),
      full(r.strength),
      full(r.se),
      whole(r.games),
      ...byRanking.map((ranks) => whole(ranks.get(r.model) ?? null)),
    ]),
  };
}
