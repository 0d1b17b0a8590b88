import type { Problem, Result } from '../domain/problem.ts';
import type { Scale } from '../domain/question.ts';
import type { Show } from '../stats/agreement/score-matrix.ts';
import type {
  AgreementIntervals,
  AgreementMatrix,
  Coefficient,
  DisattenuatedMatrix,
  Scorer,
  SharedBehaviourAnswer,
} from '../stats/agreement/types.ts';
import type {
  CondorcetGap,
  EffectiveNumber,
  EnsembleCurve,
  EnsembleOptions,
  EnsembleResult,
  ErrorFloor,
  Rule,
} from '../stats/ensembles/types.ts';
import type { Ladder } from '../stats/ladder/types.ts';
import type { ReplicateRange } from '../stats/resample/cluster-draws.ts';
import type { RunningMoments } from '../stats/resample/running-moments.ts';

/** Answers to the statements of `src/sql/agreement.ts`: Arrow IPC streams, transferred. */
export interface EncodedScores {
  /** `scoreSums`. */
  readonly scores: Uint8Array;
  /** `scoreColumns`. */
  readonly columns: Uint8Array;
  /** `humanScores`. */
  readonly humans: Uint8Array;
  /** `referenceScores`. */
  readonly references: Uint8Array;
  /** `taskGrades`. */
  readonly grades: Uint8Array;
}

/** What was loaded. Codes are those of the level tables. */
export interface ScoreSummary {
  readonly models: readonly number[];
  readonly prompts: readonly number[];
  readonly raters: readonly number[];
  readonly tasks: readonly number[];
  readonly items: number;
  readonly clusters: number;
  readonly columns: number;
  readonly units: number;
  readonly hasReference: boolean;
  /** Whether an item is scored in several tasks. */
  readonly sharesItems: boolean;
  /** The cluster asked for varies within an item, so items are the clusters instead. */
  readonly clusteredByItem: boolean;
}

/** Which matrix: its rows, and one task (by position) or all of them pooled. */
export interface MatrixRequest {
  readonly show: Show;
  readonly task: number | null;
  readonly coefficient: Coefficient;
  readonly average: 'micro' | 'macro';
}

/** What is resampled. Replicates of the same work, whatever their range and worker, add up. */
export type ResampleWork =
  | ({ readonly kind: 'matrix' } & MatrixRequest)
  | ({ readonly kind: 'disattenuated' } & Omit<MatrixRequest, 'coefficient'>)
  /** Two rows of the matrix, computed anew in every replicate. */
  | ({ readonly kind: 'pair'; readonly rows: readonly [number, number] } & MatrixRequest)
  | { readonly kind: 'shared'; readonly show: Show; readonly average: 'micro' | 'macro' };

export interface MatrixAnswer {
  readonly scorers: readonly Scorer[];
  readonly agreement: AgreementMatrix;
  /** What each code of `agreement.why` means; null where the coefficient is a number. */
  readonly reasons: readonly (Problem | null)[];
  /** Rows of models and of humans, each by mean agreement and by similarity; the reference is last. */
  readonly order: {
    readonly mean: readonly number[];
    readonly similarity: readonly number[];
  };
}

/** The scores of two rows on the task-items both have, for the scatter and its items. */
export interface PairScores {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** The database's task-item codes, and positions of their tasks. */
  readonly taskItemCodes: Int32Array;
  readonly task: Int32Array;
}

export interface LadderRequest {
  readonly show: Show;
  readonly average: 'micro' | 'macro';
  /** Benchmark score by model code. */
  readonly benchmarks: readonly (readonly [model: number, score: number])[];
}

export interface EnsembleRequest {
  readonly show: Show;
  /** Rows of the matrix that are combined. */
  readonly members: readonly number[];
  readonly rules: readonly Rule[];
  readonly benchmarks: LadderRequest['benchmarks'];
  readonly options: Omit<EnsembleOptions, 'grades'>;
  /** For misses: which scores are wrong and right; null where they are 0 and 1. */
  readonly scale: Scale | null;
  /** Whether curves over the number of members are wanted. */
  readonly curves: boolean;
}

/** One rule's outcome: null where it never decides, a Problem where it cannot be formed. */
export interface RuleAnswer {
  readonly rule: Rule;
  readonly result: Result<EnsembleResult | null>;
  readonly curve: EnsembleCurve | null;
}

export interface EnsembleAnswer {
  readonly rules: readonly RuleAnswer[];
  readonly effective: EffectiveNumber | null;
  readonly floor: ErrorFloor | null;
  readonly condorcet: Result<CondorcetGap>;
}

/**
 * A worker that holds the scores of one question and computes on them; it is ended to cancel. Several
 * may hold the same scores and share the replicates.
 */
export interface Resampler {
  load(scores: EncodedScores): Promise<ScoreSummary>;
  matrix(request: MatrixRequest): Promise<MatrixAnswer>;
  disattenuated(request: Omit<MatrixRequest, 'coefficient'>): Promise<DisattenuatedMatrix>;
  pair(
    request: Omit<MatrixRequest, 'coefficient' | 'average'>,
    rows: readonly [number, number],
  ): Promise<PairScores>;
  ladder(request: LadderRequest): Promise<Ladder>;
  ensembles(request: EnsembleRequest): Promise<EnsembleAnswer>;
  /** How many replicates `work` has: `wanted`, or fewer where it is a jackknife or costs too much. */
  replicates(work: ResampleWork, wanted: number): Promise<number>;
  replicate(work: ResampleWork, range: ReplicateRange): Promise<RunningMoments>;
  /** Intervals from all replicates of a matrix, a disattenuated matrix or a pair (two rows). */
  intervals(
    work: Exclude<ResampleWork, { kind: 'shared' }>,
    parts: readonly RunningMoments[],
    seed: number,
  ): Promise<AgreementIntervals>;
  shared(
    work: Extract<ResampleWork, { kind: 'shared' }>,
    parts: readonly RunningMoments[],
    seed: number,
  ): Promise<SharedBehaviourAnswer>;
}
