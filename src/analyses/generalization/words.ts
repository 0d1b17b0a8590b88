import { fixed } from '../../domain/format.ts';
import type {
  DeploymentAnswer,
  GeneralizationMeasure,
  WeightedScores,
} from '../../stats/generalization/types.ts';

/** A share as people write it in this field. */
export const MEASURES: Readonly<
  Record<GeneralizationMeasure, { name: string; short: string; unit: string }>
> = {
  accuracy: {
    name: 'weighted generalised accuracy',
    short: 'Accuracy',
    unit: 'weighted share of deserved belief',
  },
  nll: {
    name: 'weighted generalised NLL',
    short: 'NLL',
    unit: 'weighted negative log likelihood; lower is better',
  },
};

/** The threshold that a weight of a wrong answer implies: w / (w + 1). */
export function thresholdOf(weight: number): number {
  return weight / (weight + 1);
}

/** A threshold with as many decimals as tell it from 1. */
export function thresholdText(weight: number): string {
  return fixed(thresholdOf(weight), Math.max(2, Math.round(Math.log10(weight + 1))));
}

/** A number in full words up to twelve. */
function inWords(n: number): string {
  const words = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
  return words[n] ?? String(n);
}

/** First, second, last: a rank among so many. */
export function rankWords(rank: number, of: number): string {
  if (rank === of) return `last of ${inWords(of)}`;
  const suffix =
    rank % 10 === 1 && rank !== 11
      ? 'st'
      : rank % 10 === 2 && rank !== 12
        ? 'nd'
        : rank % 10 === 3 && rank !== 13
          ? 'rd'
          : 'th';
  return rank === 1 ? `first of ${inWords(of)}` : `${rank}${suffix} of ${inWords(of)}`;
}

/** Ranks by a measure, 1 the best; equal values share the better rank. */
export function ranksOf(
  scores: readonly WeightedScores[],
  measure: GeneralizationMeasure,
): number[] {
  const sign = measure === 'accuracy' ? 1 : -1;
  const value = (s: WeightedScores): number => sign * s[measure].value;
  return scores.map((own) => 1 + scores.filter((other) => value(other) > value(own)).length);
}

/** Position of the model that is right most often. */
export function strongestOf({ records }: DeploymentAnswer): number {
  return records.reduce((best, r, i) => (r.current > records[best].current ? i : best), 0);
}
