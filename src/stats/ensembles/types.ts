import type { ErrorMeasure } from '../../domain/error-measure.ts';
import type { Estimate } from '../agreement/types.ts';

/** How benchmark scores become weights, which then add up to 1. */
export type Weighting =
  | { readonly by: 'proportional' }
  /** Proportional to what is above `chance`; 0 below. */
  | { readonly by: 'above-chance'; readonly chance: number }
  /** exp(score / temperature). */
  | { readonly by: 'softmax'; readonly temperature: number };

/** How the scores of several models become one. */
export type Rule =
  | { readonly kind: 'mean' }
  | { readonly kind: 'median' }
  /** The most frequent grade; tied grades share. */
  | { readonly kind: 'majority' }
  /** The grade that all give, else abstain. */
  | { readonly kind: 'unanimous' }
  | { readonly kind: 'weighted'; readonly weighting: Weighting };

/** How the error of a score is measured, and how tasks are averaged. */
export interface EnsembleOptions {
  /** `standardised` needs scores and references standardised beforehand. */
  readonly measure: ErrorMeasure;
  readonly average: 'micro' | 'macro';
  readonly seed: number;
  /** Grades of each task, ascending; null rounds to whole numbers. */
  readonly grades: readonly (Float64Array | null)[];
}

/** An ensemble beside its members on the same items. */
export interface EnsembleResult {
  readonly rule: Rule;
  readonly members: number;
  /** Task-items that every member and the reference scored; and the share on which the rule decides. */
  readonly columns: number;
  readonly coverage: number;
  /** Task-items left out because a member or the reference is missing. */
  readonly leftOut: number;
  readonly clusters: number;
  /** What is averaged: the measure itself, or its square where the measure is signed. */
  readonly of: 'error' | 'squared error';
  readonly error: Estimate;
  readonly averageMember: Estimate;
  /** The best member, chosen on half of the clusters and measured on the other half. */
  readonly bestMember: Estimate;
  /** Ensemble less mean member, and less best member: below zero the ensemble is better. */
  readonly lessAverage: Estimate;
  readonly lessBest: Estimate;
  /** Correlation with the outcome; null where there is none. */
  readonly outcome: OutcomeComparison | null;
}

export interface OutcomeComparison {
  readonly units: number;
  readonly ensemble: Estimate;
  readonly averageMember: Estimate;
  readonly bestMember: Estimate;
  readonly lessAverage: Estimate;
  readonly lessBest: Estimate;
}

/**
 * Mean squared error of the mean of k members, averaged over all choices of k, in parts:
 * `biasSquared + variance + covariance = mse` (Ueda & Nakano 1996). Position 0 is k = 1.
 */
export interface ErrorFloor {
  readonly biasSquared: Float64Array;
  readonly variance: Float64Array;
  readonly covariance: Float64Array;
  readonly mse: Float64Array;
  /** The limit of many models like these. */
  readonly floor: number;
}

/** Kish's effective number of independent models among k, k = 1, 2, …; NaN where undefined. */
export interface EffectiveNumber {
  /** Mean covariance of errors over mean variance. */
  readonly rho: number;
  readonly effective: Float64Array;
}

/** Accuracy of the majority of k, k = 1, 2, …, averaged over all choices of k; ties count half. */
export interface CondorcetGap {
  /** Independent voters with these accuracies. */
  readonly independent: Float64Array;
  /** The members themselves. */
  readonly panel: Float64Array;
  /** independent - panel. */
  readonly gap: Float64Array;
}

/** Error and coverage of a rule over choices of k members, k = 1, 2, … */
export interface EnsembleCurve {
  readonly rule: Rule;
  readonly error: Float64Array;
  readonly coverage: Float64Array;
  readonly choices: Int32Array;
  readonly exact: Uint8Array;
}
