import type { Result } from '../domain/problem.ts';
import type { Conditions } from '../stats/judges/self-preference.ts';
import type { Kept, NameRoles, SelfPreference } from '../stats/judges/types.ts';

/** Answers to the statements of `src/sql/judges.ts`: Arrow IPC streams, transferred. */
export interface EncodedJudgements {
  /** `codedComparisons`. */
  readonly comparisons: Uint8Array;
}

/** What the reader decided, by the codes of the names. */
export interface JudgesRequest {
  readonly roles: NameRoles;
  readonly kept: Kept;
  readonly conditions: Conditions;
}

/** What judgements say of judges; a part is null where the files hold nothing for it. */
export interface JudgesAnswer {
  /** How many comparisons are kept, whoever judged them. */
  readonly comparisons: number;
  readonly self: SelfPreference | null;
}

/** The judges worker: holds the judgements as typed arrays, and computes on them. */
export interface Judges {
  /** Replaces what it holds. */
  load(judgements: EncodedJudgements): Promise<void>;
  answer(request: JudgesRequest): Promise<Result<JudgesAnswer>>;
}
