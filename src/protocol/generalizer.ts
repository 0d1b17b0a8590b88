import type { Result } from '../domain/problem.ts';
import type { SourcePair } from '../stats/generalization/change-matrix.ts';
import type { Validation } from '../stats/generalization/explain-changes.ts';
import type { Beliefs, DeploymentAnswer, SurveyAnswer } from '../stats/generalization/types.ts';
import type { OnProgress } from './fitted-model.ts';

/** Changes of belief by pair of sources, with the names of the sources. */
export interface ChangeMatrix {
  readonly sources: readonly string[];
  readonly cells: readonly SourcePair[];
  /** Whether changes were observed, rather than predicted. */
  readonly isObserved: boolean;
}

/** Models on question pairs. */
export interface DeploymentReport {
  readonly answer: DeploymentAnswer;
  /** Null where no record names both sources. */
  readonly matrix: ChangeMatrix | null;
}

/** What people said. */
export interface SurveyReport {
  readonly answer: SurveyAnswer;
  readonly matrix: ChangeMatrix | null;
}

/**
 * The part of the fit worker that studies human generalization. Records are the Arrow IPC streams of
 * the statements in `src/sql/generalization.ts`, transferred.
 */
export interface Generalizer {
  describeDeployments(
    records: Uint8Array,
    beliefs: Beliefs,
    weights: readonly number[],
  ): Promise<Result<DeploymentReport>>;
  explainChanges(
    records: Uint8Array,
    validation: Validation,
    onProgress: OnProgress,
  ): Promise<Result<SurveyReport>>;
}
