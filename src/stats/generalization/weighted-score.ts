import { tQuantile } from '../special/t-quantile.ts';
import type { GeneralizationMeasure, WeightedScore } from './types.ts';

/** A model's pairs, as parallel arrays: sums over right and over wrong second answers. */
export interface PairSums {
  /** Dense pair codes, ascending. */
  readonly pair: Int32Array;
  readonly right: Float64Array;
  readonly wrong: Float64Array;
  /** Sums of the value: of right answers, and of wrong ones. */
  readonly rightValue: Float64Array;
  readonly wrongValue: Float64Array;
}

/** Totals of `PairSums`: the score at any weight is a ratio of two lines in it. */
export interface ScoreTotals {
  readonly right: number;
  readonly wrong: number;
  readonly rightValue: number;
  readonly wrongValue: number;
}

/** What a belief is worth once the answer is known: its accuracy or its negative log likelihood. */
export function valueOf(measure: GeneralizationMeasure, belief: number, correct: number): number {
  const held = correct === 1 ? belief : 1 - belief;
  return measure === 'accuracy' ? held : -Math.log(held);
}

/** Sums per pair of the records at `rows`, which are sorted by pair. */
export function sumPairs(
  rows: Int32Array,
  pair: Int32Array,
  correct: Uint8Array,
  value: Float64Array,
): PairSums {
  const codes: number[] = [];
  const sums: number[][] = [[], [], [], []];
  for (const row of rows) {
    if (codes.length === 0 || codes[codes.length - 1] !== pair[row]) {
      codes.push(pair[row]);
      for (const sum of sums) sum.push(0);
    }
    const at = codes.length - 1;
    const isRight = correct[row] === 1;
    sums[isRight ? 0 : 1][at]++;
    sums[isRight ? 2 : 3][at] += value[row];
  }
  const [right, wrong, rightValue, wrongValue] = sums.map((sum) => Float64Array.from(sum));
  return { pair: Int32Array.from(codes), right, wrong, rightValue, wrongValue };
}

/** Totals over pairs. */
export function totalsOf(sums: PairSums): ScoreTotals {
  const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);
  return {
    right: total(sums.right),
    wrong: total(sums.wrong),
    rightValue: total(sums.rightValue),
    wrongValue: total(sums.wrongValue),
  };
}

/** Weighted mean of the values, a wrong answer counting `weight` times. NaN without records. */
export function scoreAt(totals: ScoreTotals, weight: number): number {
  const { right, wrong, rightValue, wrongValue } = totals;
  return (rightValue + weight * wrongValue) / (right + weight * wrong);
}

/**
 * What each pair moves the weighted mean by: its weighted deviations over the sum of weights, in the
 * order of `sums` (the linearised ratio; Cochran 1977, section 6.3).
 */
function influences(sums: PairSums, totals: ScoreTotals, weight: number): Float64Array {
  const score = scoreAt(totals, weight);
  const weights = totals.right + weight * totals.wrong;
  return sums.right.map(
    (right, c) =>
      (sums.rightValue[c] - score * right + weight * (sums.wrongValue[c] - score * sums.wrong[c])) /
      weights,
  );
}

/** A value with the 95 % interval of its influences: G/(G-1) times their squares, t with G - 1. */
function withInterval(value: number, moves: Float64Array): WeightedScore {
  const clusters = moves.length;
  if (clusters < 2 || !Number.isFinite(value)) return { value, interval: null };
  let squares = 0;
  for (const move of moves) squares += move * move;
  const se = Math.sqrt((squares * clusters) / (clusters - 1));
  const df = clusters - 1;
  const half = quantile(df) * se;
  return { value, interval: { low: value - half, high: value + half, se, df, method: 'CR1' } };
}

/** The weighted mean at a weight, with its interval over pairs. */
export function weightedScore(sums: PairSums, totals: ScoreTotals, weight: number): WeightedScore {
  return withInterval(scoreAt(totals, weight), influences(sums, totals, weight));
}

/** The first model's score less the second's, pairs that both answered moving both. */
export function scoreDifference(first: PairSums, second: PairSums, weight: number): WeightedScore {
  const totals = [totalsOf(first), totalsOf(second)];
  const value = scoreAt(totals[0], weight) - scoreAt(totals[1], weight);
  const moves = new Map<number, number>();
  influences(first, totals[0], weight).forEach((move, c) => moves.set(first.pair[c], move));
  influences(second, totals[1], weight).forEach((move, c) => {
    const code = second.pair[c];
    moves.set(code, (moves.get(code) ?? 0) - move);
  });
  return withInterval(value, Float64Array.from(moves.values()));
}

let lastDf = NaN;
let lastQuantile = NaN;

/** The points of a curve share their degrees of freedom. */
function quantile(df: number): number {
  if (df !== lastDf) {
    lastQuantile = tQuantile(0.975, df);
    lastDf = df;
  }
  return lastQuantile;
}
