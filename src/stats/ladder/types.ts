import type { Estimate } from '../agreement/types.ts';

/** One line of the ladder. */
export interface LadderLine {
  /** Row of the score matrix. */
  readonly row: number;
  /** Benchmark score; null where none is known. */
  readonly benchmark: number | null;
  /** Correlation with the reference within tasks, pooled as in the agreement matrix. */
  readonly experts: Estimate | null;
  /** Correlation of the unit-level mean score with the outcome. */
  readonly outcome: Estimate | null;
  readonly units: number;
}

/** Spearman's correlation between two rungs over the lines that stand on both. */
export interface RungCorrelation {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly lines: number;
  /** Two-sided p of no rank correlation among lines like these. */
  readonly p: number;
}

/** From benchmark to agreement with experts to the intended impact. */
export interface Ladder {
  readonly lines: readonly LadderLine[];
  /** The same of human raters, each against the others, and of the reference, against no one. */
  readonly humans: readonly LadderLine[];
  readonly benchmarkExperts: RungCorrelation | null;
  readonly expertsOutcome: RungCorrelation | null;
  readonly benchmarkOutcome: RungCorrelation | null;
}
