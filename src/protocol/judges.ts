import type { Result } from '../domain/problem.ts';
import type { AgainstPeople } from '../stats/judges/against-people.ts';
import type { JudgeRatings } from '../stats/judges/judge-ratings.ts';
import type { LengthControlled } from '../stats/judges/length-controlled.ts';
import type { RelationShares } from '../stats/judges/relation-shares.ts';
import type { Conditions } from '../stats/judges/self-preference.ts';
import type { SingleAnswer } from '../stats/judges/single-texts.ts';
import type { Kept, NameRoles, SelfPreference } from '../stats/judges/types.ts';

/** Answers to the statements of `src/sql/judges.ts`: Arrow IPC streams, transferred. */
export interface EncodedJudgements {
  /** `codedComparisons`. */
  readonly comparisons: Uint8Array;
  /** `singleJudgements`; null where no rater is a writer's name. */
  readonly singles: Uint8Array | null;
}

/** Codes of the level tables as codes of the names. */
export interface NameMaps {
  readonly rater: Int32Array;
  readonly model: Int32Array;
  readonly task: Int32Array;
}

/** What the reader decided, by the codes of the names. */
export interface JudgesRequest {
  readonly roles: NameRoles;
  readonly kept: Kept;
  readonly conditions: Conditions;
  /** Null where no single texts were loaded. */
  readonly maps: NameMaps | null;
}

/** What judgements say of judges and their own texts; a part is null where the files hold nothing for it. */
export interface JudgesAnswer {
  /** How many comparisons there are, whoever judged them. */
  readonly comparisons: number;
  readonly self: SelfPreference | null;
  readonly singles: SingleAnswer | null;
}

/** What judged pairs say of judges, writers and people. */
export interface JudgedPairs {
  /** Over all judges, then by judge; empty where no judge is a model. */
  readonly shares: readonly RelationShares[];
  /** Without and with the models' strengths; empty where no judge has texts of its own. */
  readonly regressions: readonly LengthControlled[];
  readonly ratings: JudgeRatings | null;
  readonly people: AgainstPeople | null;
}

/** The judges worker: holds the judgements as typed arrays, and computes on them. */
export interface Judges {
  /** Replaces what it holds. */
  load(judgements: EncodedJudgements): Promise<void>;
  answer(request: JudgesRequest): Promise<Result<JudgesAnswer>>;
  /** Asked after the answer, which it may not hold up. */
  judged(request: JudgesRequest): Promise<Result<JudgedPairs>>;
}
