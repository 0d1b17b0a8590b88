import type { Result } from '../domain/problem.ts';
import type { DStudy, DStudyRequest } from '../stats/generalizability/types.ts';
import type { ResidualSpread, TermEffects } from '../stats/variance/effects/types.ts';
import type { HendersonComponents } from '../stats/variance/henderson.ts';
import type {
  BootstrapPart,
  BootstrapRange,
  BootstrapSource,
  BootstrapSummary,
  ProfileInterval,
  Ratio,
  RatioTest,
} from '../stats/variance/uncertainty/types.ts';
import type { EncodedCells } from './encoded-cells.ts';
import type { Progress } from './progress.ts';

/** Called with determinate progress; a proxy where it crosses to a worker. */
export type OnProgress = (progress: Progress) => void;

/**
 * What can be asked of the model a worker fitted last. Before a fit, every answer is the Problem
 * `no-fit`. One question is answered after the other; intervals and tests pause now and then, so that
 * they can be stopped.
 */
export interface FittedModel {
  /** Ends the questions asked so far with the Problem `stopped`, at the next pause. */
  stopAsking(): Promise<void>;
  /** 95 % profile intervals, one per ratio, in order. */
  profileShares(
    ratios: readonly Ratio[],
    onProgress: OnProgress,
  ): Promise<Result<readonly ProfileInterval[]>>;
  /** 95 % profile interval of a component's variance. */
  profileVariance(term: string): Promise<Result<ProfileInterval>>;
  /** Likelihood-ratio test that a ratio is `hypothesis`, in [0, 1]. */
  testShare(ratio: Ratio, hypothesis: number): Promise<Result<RatioTest>>;
  /** Henderson's method I from the same statistics. */
  henderson(): Promise<Result<HendersonComponents>>;
  /** Predicted effects of every term's levels. */
  effects(): Promise<Result<readonly TermEffects[]>>;
  /** Spread of the residuals by level of a facet, from the cells of `residualCellsStatement`. */
  residualSpread(cells: EncodedCells, facet: string): Promise<Result<ResidualSpread>>;
  /**
   * Reliability of a design, curves, and the cheapest design that reaches a target. Intervals are
   * percentiles of the replicates where there are any, else profiles.
   */
  generalize(request: DStudyRequest, replicates: readonly BootstrapPart[]): Promise<Result<DStudy>>;
  /** What other workers need to run replicates of this fit: copied to each of them. */
  bootstrapSource(): Promise<Result<BootstrapSource>>;
  /** Puts the parts of all workers together and reads off percentile intervals. */
  summariseBootstrap(
    parts: readonly BootstrapPart[],
    ratios: readonly Ratio[],
  ): Promise<Result<BootstrapSummary>>;
}

/** What a worker can do for a fit made elsewhere. */
export interface BootstrapRunner {
  /** Runs replicates `from` to `to` (excluded); the same whatever worker runs them. */
  bootstrap(
    source: BootstrapSource,
    range: BootstrapRange,
    onProgress: OnProgress,
  ): Promise<Result<BootstrapPart>>;
}
