import type { JudgedPairs, JudgesAnswer } from '../../protocol/judges.ts';
import type { SelfPreference } from '../../stats/judges/types.ts';
import type { NameGroup } from './name-patterns.ts';

export type { SelfPreference };

/** A name in the judgements, and what it is the name of. */
export interface KnownName {
  readonly name: string;
  readonly judges: boolean;
  readonly writes: boolean;
  readonly isDataset: boolean;
  readonly isPerson: boolean;
}

/** The answer with its names: codes in it are positions in `names`. */
export interface JudgesReport {
  readonly names: readonly KnownName[];
  readonly answer: JudgesAnswer;
  /** Nothing until it has been worked out, after the answer. */
  readonly judged: JudgedPairs;
  /** The conditions that were compared, in their order. */
  readonly conditions: readonly NameGroup[];
}

/** What is known of judged pairs before it is worked out. */
export const NOTHING_JUDGED: JudgedPairs = {
  shares: [],
  regressions: [],
  ratings: null,
  people: null,
};

/** The name of a code; -1 is what the file does not say. */
export function nameOf(report: JudgesReport, code: number): string {
  return code < 0 ? '(not named)' : report.names[code].name;
}
