import type { Interval } from '../../domain/slice.ts';
import type { Problem } from '../../domain/problem.ts';
import type { AreaUnderCurve, LogisticFit } from '../regression/types.ts';

/** Beliefs that a model answers a question right, each inside (0, 1). */
export interface Beliefs {
  /** Before an answer was seen. */
  readonly prior: number;
  /** Of those who changed their belief after a right answer, and after a wrong one. */
  readonly afterCorrect: number;
  readonly afterIncorrect: number;
}

/** Records of models on question pairs, as parallel arrays of length n; missing values left out. */
export interface Deployments {
  readonly models: readonly string[];
  /** Position in `models`. */
  readonly model: Int32Array;
  /** Dense code of the pair, the same for every model that was asked it. */
  readonly pair: Int32Array;
  readonly pairs: number;
  /** 1 where the first answer was right, and where the second was. */
  readonly previous: Uint8Array;
  readonly current: Uint8Array;
  /** Probability in [0, 1] that a person changes belief after the first answer. */
  readonly change: Float64Array;
}

/** How a model does where people would use it; `nll` is better when lower. */
export type GeneralizationMeasure = 'accuracy' | 'nll';

/** A weighted score and its 95 % interval, pairs as clusters; no interval with one pair. */
export interface WeightedScore {
  readonly value: number;
  readonly interval: Interval | null;
}

/** A model at one weight of a wrong answer. */
export interface WeightedScores {
  readonly accuracy: WeightedScore;
  readonly nll: WeightedScore;
}

/** What is known of a model whatever the weight. */
export interface ModelRecord {
  readonly model: string;
  readonly n: number;
  /** Share of second answers, and of first answers, that were right. */
  readonly current: number;
  readonly previous: number;
  readonly meanBelief: number;
}

/** Two models change places: below `weight` `before` is the better one, above it `after`. */
export interface Flip {
  readonly measure: GeneralizationMeasure;
  /** Weight of a wrong answer. */
  readonly weight: number;
  /** Positions of models. */
  readonly before: number;
  readonly after: number;
}

/** Of two models on the same pairs, how much higher the first one's score is. */
export interface ScoreDifference {
  readonly weight: number;
  readonly first: number;
  readonly second: number;
  readonly accuracy: WeightedScore;
  readonly nll: WeightedScore;
}

/** What happens where people use a model if they believe in it at least so much. */
export interface DeploymentPoint {
  readonly threshold: number;
  /** Records with a belief at or above the threshold, and those of them that were right. */
  readonly deployed: number;
  readonly correct: number;
}

/** Records of about equal belief. */
export interface BeliefBin {
  readonly low: number;
  readonly high: number;
  readonly n: number;
  readonly meanBelief: number;
  /** Share right, with pairs as clusters. */
  readonly accuracy: WeightedScore;
}

export interface DeploymentAnswer {
  readonly beliefs: Beliefs;
  readonly records: readonly ModelRecord[];
  readonly pairs: number;
  /** Weights of the curves, ascending. */
  readonly curveWeights: Float64Array;
  /** Per model, per weight of the curve. */
  readonly curves: readonly (readonly WeightedScores[])[];
  /** The weights asked for, ascending, and per model the scores at each. */
  readonly weights: readonly number[];
  readonly scores: readonly (readonly WeightedScores[])[];
  /** Within the weights of the curves, by weight. */
  readonly flips: readonly Flip[];
  /** Of the model that is right most often from every other, at each weight asked for. */
  readonly differences: readonly ScoreDifference[];
  /** Lowest and highest belief that anyone holds. */
  readonly lowest: number;
  readonly highest: number;
  /** Per model, thresholds ascending. */
  readonly deployment: readonly (readonly DeploymentPoint[])[];
  /** All models together first, then each. */
  readonly bins: readonly (readonly BeliefBin[])[];
}

/** What people said, or are predicted to say, of question pairs: parallel arrays of length n. */
export interface Survey {
  readonly previous: Uint8Array;
  /** 1 where the belief changed. */
  readonly change: Uint8Array;
  readonly pair: Int32Array;
  /** Positions in `sources`; -1 where none is named. */
  readonly source1: Int32Array;
  readonly source2: Int32Array;
  readonly sources: readonly string[];
  /** Positions in `texts`; -1 where a question has no text. */
  readonly question1: Int32Array;
  readonly question2: Int32Array;
  readonly texts: readonly string[];
}

/** Records of which part a figure is of: all, after a right first answer, after a wrong one. */
export type SurveyPart = 'all' | 'afterCorrect' | 'afterIncorrect';

/** How often beliefs change in a part of the records. */
export interface ChangeRate {
  readonly part: SurveyPart;
  readonly n: number;
  readonly rate: WeightedScore;
}

/** How well held-out records of a part are told. */
export interface HeldOutScore {
  readonly part: SurveyPart;
  readonly n: number;
  readonly nll: WeightedScore;
  /** NLL less that of the base rate alone, on the same records. */
  readonly gain: WeightedScore;
  /** Null where a class is absent. */
  readonly auc: AreaUnderCurve | null;
}

/** The models of a belief change, the simplest first; each has what the one before has. */
export const CHANGE_MODELS = ['base', 'previous', 'source', 'similarity'] as const;

/** Base rate alone; + whether the first answer was right; + whether the source is the same; + text similarity. */
export type ChangeModel = (typeof CHANGE_MODELS)[number];

/** A model of belief changes, or why there is none. */
export interface ChangeRegression {
  readonly model: ChangeModel;
  /** Null for the base rate. */
  readonly fit: LogisticFit | null;
  readonly held: readonly HeldOutScore[];
  readonly problem: Problem | null;
}

export interface SurveyAnswer {
  readonly n: number;
  readonly pairs: number;
  readonly folds: number;
  readonly seed: number;
  readonly rates: readonly ChangeRate[];
  readonly regressions: readonly ChangeRegression[];
  /** Mean text similarity of the two questions; null without texts. */
  readonly meanSimilarity: number | null;
}
