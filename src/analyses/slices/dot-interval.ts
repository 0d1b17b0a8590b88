import { choiceKey, isChosen } from '../../domain/choice.ts';
import type { Choice } from '../../domain/choice.ts';
import { count, decimalsFor, directed, fixed, percent, range } from '../../domain/format.ts';
import { numberCell, word } from '../../domain/panel.ts';
import type { NumberTable } from '../../domain/panel.ts';
import type { Question } from '../../domain/question.ts';
import type { LevelRanks, Slice, SliceAnswer, SliceGroup } from '../../domain/slice.ts';
import { measureWords } from '../measure-words.ts';
import { filled, findGroup, halfWidth, median } from './find-group.ts';
import { marginOf } from './margin.ts';
import { hasRanks, rankTexts } from './ranks.ts';

/** One row of the dot-and-interval plot; numbers as shown (shares in percent). */
export interface DotRow {
  readonly key: string;
  readonly name: string;
  /** Rank, and letters of those it cannot be told from: `2 bc`; empty where it has none. */
  readonly rank: string;
  readonly mean: number;
  /** Clustered 95 % interval. */
  readonly interval: { readonly low: number; readonly high: number } | null;
  /** Interval as if observations were independent. */
  readonly naive: { readonly low: number; readonly high: number };
  /** Cells of the columns, in the model's order. */
  readonly cells: readonly string[];
  /** What a screen reader says. */
  readonly label: string;
  readonly chosen: boolean;
}

/** Means with intervals, one row per level of a facet, lowest first. */
export interface DotIntervalModel {
  readonly facet: string;
  /** What a screen reader calls the figure; absent: the mean error by the facet. */
  readonly title?: string;
  readonly rows: readonly DotRow[];
  /** Whether there are ranks, or will be in a moment. */
  readonly ranked: boolean;
  /** Rows left out for want of room. */
  readonly hidden: number;
  /** Mean of all observations behind the rows, dashed; NaN where it cannot be known. */
  readonly overall: number;
  readonly columns: readonly { readonly name: string; readonly minor: boolean }[];
  readonly zero: boolean;
}

/** Rows drawn before the reader asks for all. */
export const FIRST_ROWS = 20;

/**
 * View model of the dot-and-interval plot by `facet`; null where that grouping has not been answered.
 */
export function dotIntervalModel(
  answer: SliceAnswer,
  question: Question,
  facet: string,
  ranks: LevelRanks | 'pending' | null = null,
  limit = FIRST_ROWS,
): DotIntervalModel | null {
  const group = findGroup(answer, [facet]);
  if (!group) return null;
  const { factor, write, directed: hasZero, unit } = measureWords(question.measure);
  const slices = filled(group).toSorted((a, b) => a.mean - b.mean);
  const decimals = columnDecimals(slices, factor);
  const texts = ranks === 'pending' ? null : rankTexts(ranks, facet);
  const biasDecimals = question.measure === 'absolute' ? decimals : 2;
  const rows = slices.slice(0, limit).map((slice): DotRow => {
    const choice: Choice = [[facet, slice.levels[0]]];
    const mean = slice.mean * factor;
    const interval = shown(slice, factor);
    const half = 1.96 * slice.naiveSe * factor;
    const written = interval
      ? range(interval.low, interval.high, (x) => write(x, decimals))
      : 'one cluster';
    return {
      key: choiceKey(choice),
      name: slice.levels[0],
      rank: texts?.get(slice.levels[0]) ?? '',
      mean,
      interval,
      naive: { low: mean - half, high: mean + half },
      cells: [
        write(mean, decimals),
        written,
        ...(showsRmse(question) ? [fixed(slice.rmse * factor, decimals)] : []),
        ...(showsBias(question) ? [directed(slice.bias, biasDecimals)] : []),
        percent(slice.missing / (slice.n + unscored(slice, question)), 1),
        count(slice.n),
      ],
      label: `${facet} ${slice.levels[0]}: ${write(mean, decimals)} ${unit}, 95 % interval ${written}, ${count(slice.n)} observations${spokenRank(texts?.get(slice.levels[0]))}`,
      chosen: isChosen(question, choice),
    };
  });
  return {
    facet,
    rows,
    ranked: texts !== null || ranks === 'pending',
    hidden: Math.max(0, slices.length - rows.length),
    overall: overallOf(answer, question, group) * factor,
    columns: [
      { name: 'Mean', minor: false },
      { name: '95 % interval', minor: false },
      ...(showsRmse(question) ? [{ name: 'RMSE', minor: true }] : []),
      ...(showsBias(question) ? [{ name: 'Bias', minor: true }] : []),
      { name: 'Missing', minor: true },
      { name: 'n', minor: true },
    ],
    zero: hasZero,
  };
}

/** The numbers of the plot, every row and every column. */
export function dotIntervalTable(
  answer: SliceAnswer,
  question: Question,
  facet: string,
  ranks: LevelRanks | null = null,
): NumberTable {
  const group = findGroup(answer, [facet]);
  const { factor, write, unit } = measureWords(question.measure);
  const slices = group ? filled(group).toSorted((a, b) => a.mean - b.mean) : [];
  const decimals = columnDecimals(slices, factor);
  const shownAs = (x: number): string => write(x, decimals);
  const ranked = hasRanks(ranks, facet)
    ? new Map(ranks.levels.map((level) => [level.name, level]))
    : null;
  return {
    columns: [
      { name: facet, numeric: false },
      { name: `mean, ${unit}`, numeric: true },
      { name: '95 % low', numeric: true },
      { name: '95 % high', numeric: true },
      { name: 'standard error', numeric: true },
      { name: 'method', numeric: false },
      { name: 'naive se', numeric: true },
      { name: 'rmse', numeric: true },
      { name: 'bias', numeric: true },
      { name: 'n', numeric: true },
      { name: 'clusters', numeric: true },
      { name: 'missing', numeric: true },
      ...(ranked
        ? [
            { name: 'rank', numeric: true },
            { name: 'alike', numeric: false },
          ]
        : []),
    ],
    rows: slices.map((slice) => [
      word(slice.levels[0]),
      numberCell(slice.mean * factor, shownAs),
      numberCell(slice.interval ? slice.interval.low * factor : null, shownAs),
      numberCell(slice.interval ? slice.interval.high * factor : null, shownAs),
      numberCell(slice.interval ? slice.interval.se * factor : null, (x) => fixed(x, decimals + 1)),
      word(slice.interval?.method ?? '–'),
      numberCell(slice.naiveSe * factor, (x) => fixed(x, decimals + 1)),
      numberCell(slice.rmse * factor, (x) => fixed(x, decimals)),
      numberCell(slice.bias, (x) => directed(x, Math.max(2, decimals))),
      numberCell(slice.n, count),
      numberCell(slice.clusters, count),
      numberCell(slice.missing, count),
      ...(ranked
        ? [
            numberCell(ranked.get(slice.levels[0])?.rank ?? null, count),
            word(ranked.get(slice.levels[0])?.letters?.join(' ') ?? '–'),
          ]
        : []),
    ]),
  };
}

/**
 * Mean over all rows of the plot. A filter on its own facet does not hold here, so the total of the
 * answer would be that of the chosen row alone.
 */
export function overallOf(answer: SliceAnswer, question: Question, group: SliceGroup): number {
  const isFiltered = question.filters.some((f) => group.facets.includes(f.facet));
  return isFiltered ? marginOf(filled(group), null, '', question, group.facets) : answer.total.mean;
}

/** Equal decimals for a column of means: what the middle interval carries. */
export function columnDecimals(slices: readonly Slice[], factor: number): number {
  return decimalsFor(median(slices.map((s) => halfWidth(s) * factor).filter(Number.isFinite)));
}

function spokenRank(text: string | undefined): string {
  if (text === undefined) return '';
  const [rank, letters] = text.split('\u2002');
  return `, rank ${rank}${letters ? `, letters ${letters}` : ''}`;
}

/** Missing observations that `n` does not count: those the policy leaves out. */
function unscored(slice: Slice, question: Question): number {
  return question.missing === 'exclude' ? slice.missing : 0;
}

/** The root mean square says nothing new of a share or of a square. */
function showsRmse(question: Question): boolean {
  return ['signed', 'absolute', 'standardised'].includes(question.measure);
}

/** Where the measure has no direction, the mean signed error stands beside it, in points. */
function showsBias(question: Question): boolean {
  return ['absolute', 'squared', 'disagreement'].includes(question.measure);
}

function shown(slice: Slice, factor: number): { low: number; high: number } | null {
  return slice.interval
    ? { low: slice.interval.low * factor, high: slice.interval.high * factor }
    : null;
}
