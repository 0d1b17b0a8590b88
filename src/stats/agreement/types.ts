import type { Problem } from '../../domain/problem.ts';

/** Who gave the scores of one row. Codes are those of the facets' level tables. */
export type Scorer =
  | { readonly kind: 'model'; readonly model: number }
  | { readonly kind: 'model-prompt'; readonly model: number; readonly prompt: number }
  /** One rater of the reference. */
  | { readonly kind: 'human'; readonly rater: number }
  /** The mean of the reference's raters, or the reference that stands beside the scores. */
  | { readonly kind: 'reference' };

/**
 * What is scored: one column per task and item, those of a task together, tasks ascending. Positions
 * are dense and 0-based; codes are the database's.
 */
export interface ScoreColumns {
  readonly count: number;
  /** Columns taskStart[t] to taskStart[t + 1] are those of task t. */
  readonly taskStart: Int32Array;
  readonly taskCodes: Int32Array;
  /** Position of the column's item, the same in every task where ids name the same item. */
  readonly item: Int32Array;
  readonly items: number;
  /** Position of the cluster that the column is resampled with. */
  readonly cluster: Int32Array;
  readonly clusters: number;
  /** Position of the column's unit among `Outcomes`; -1 where it has no outcome. */
  readonly unit: Int32Array;
  /** The database's code of the task and item, for finding its texts. */
  readonly taskItemCodes: Int32Array;
}

/** Per column, location and spread of its task's scores and references, before any filter. */
export interface Scales {
  readonly scoreMean: Float64Array;
  readonly scoreSd: Float64Array;
  readonly referenceMean: Float64Array;
  readonly referenceSd: Float64Array;
}

/** An outcome per unit; codes are the level table's. */
export interface Outcomes {
  readonly codes: Int32Array;
  readonly values: Float64Array;
}

/**
 * Scores of scorers (rows) on task-items (columns), row-major: each the mean of all scores over the
 * facets not shown. NaN where there is none.
 */
export interface ScoreMatrix {
  readonly scorers: readonly Scorer[];
  readonly columns: ScoreColumns;
  readonly values: Float64Array;
}

/**
 * The scores of `scorers[s]` in parts that share no response: each a row of `parts`. `levels` are the
 * levels of the facet (prompt or run) that the parts were made of; parts of the same position of two
 * scorers hold the same levels.
 */
export interface ScoreParts {
  readonly facet: string;
  readonly levels: number;
  /** Parts per scorer. */
  readonly parts: number;
  /** Levels in a part, on average. */
  readonly levelsPerPart: number;
  /** Row s * parts + p holds part p of scorer s. */
  readonly values: Float64Array;
}

/** The coefficients of agreement on offer. */
export const COEFFICIENTS = ['pearson', 'spearman', 'kendall', 'biweight', 'kappa'] as const;

/**
 * `biweight` is the biweight midcorrelation, `kappa` Cohen's kappa with quadratic weights, `kendall`
 * tau-b.
 */
export type Coefficient = (typeof COEFFICIENTS)[number];

/** Why a coefficient is not a number; the position in this list is the code in `AgreementMatrix.why`. */
export const REASONS = [
  'defined',
  'too-few-items',
  'constant',
  'no-spread',
  'no-shared-items',
] as const;

export type Reason = (typeof REASONS)[number];

/**
 * A coefficient for every pair of rows, square, row-major and symmetric, 1 on the diagonal.
 * Pooled: within each task, then the mean over tasks, weighted by pairs of scores (`micro`) or
 * equally (`macro`); tasks where it is not defined are left out.
 */
export interface AgreementMatrix {
  readonly coefficient: Coefficient;
  readonly rows: number;
  /** NaN where it is defined in no task. */
  readonly values: Float64Array;
  /** Pairs of scores in the tasks that count. */
  readonly n: Int32Array;
  /** Tasks that count. */
  readonly tasks: Int32Array;
  /** Position in `REASONS` of why it is not defined, or of the first task's where some are left out. */
  readonly why: Uint8Array;
}

/** A value with its interval. */
export interface Estimate {
  readonly value: number;
  /** 95 % interval; null where the data do not carry one. */
  readonly low: number | null;
  readonly high: number | null;
  readonly method: 'bootstrap' | 'jackknife' | 'clustered' | 'fisher' | 'none';
}

/** Intervals of all pairs, square and row-major like the matrix; NaN where there is none. */
export interface AgreementIntervals {
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly method: 'bootstrap' | 'jackknife';
  readonly replicates: number;
  readonly seed: number;
  readonly clusters: number;
}

/** How far a scorer's scores would be given again by other parts of itself. */
export interface Reliability {
  /** Spearman-Brown, of the mean over all levels; NaN where unknown. */
  readonly value: number;
  /** Mean correlation between two parts. */
  readonly betweenParts: number;
}

/** A correlation with the noise of both sides taken out, or why it is not given. */
export type Disattenuated =
  | { readonly ok: true; readonly value: number; readonly by: 'reliabilities' | 'cross-parts' }
  | { readonly ok: false; readonly problem: Problem };

/** Disattenuated correlations of all pairs of rows, square and row-major, NaN where not given. */
export interface DisattenuatedMatrix {
  readonly rows: number;
  readonly values: Float64Array;
  /** Reliability of each row; NaN where its scores do not repeat. */
  readonly reliability: Float64Array;
  /** Why a pair has no value, at most one Problem of each kind; `why` is its position, -1 where it has. */
  readonly problems: readonly Problem[];
  readonly why: Int8Array;
}

/** A mean of correlations and what it is the mean of. */
export interface MeanAgreement extends Estimate {
  readonly pairs: number;
}

/**
 * Do models resemble each other more than they resemble the experts? (Hardy & Kim 2026,
 * arXiv 2603.00883.) Null where the data do not have it, with the reason in `absent`.
 */
export interface SharedBehaviour {
  readonly modelModel: MeanAgreement | null;
  /** Two models on different tasks of the same items. */
  readonly acrossTasks: MeanAgreement | null;
  readonly modelReference: MeanAgreement | null;
  /** Each human rater against the mean of the others: the human ceiling. */
  readonly humanCeiling: MeanAgreement | null;
  /** modelModel less modelReference, and acrossTasks less modelReference. */
  readonly difference: Estimate | null;
  readonly differenceAcross: Estimate | null;
  readonly absent: readonly Problem[];
}

/** Raw, and with the unreliability of both sides taken out. */
export interface SharedBehaviourAnswer {
  readonly raw: SharedBehaviour;
  readonly disattenuated: SharedBehaviour;
  readonly replicates: number;
  readonly seed: number;
  readonly clusters: number;
}
