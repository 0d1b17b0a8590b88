import type { VarianceRequest } from '../types.ts';

/**
 * A part of the variance: the components of `terms` over those of `of`. Terms go by the names in
 * `VarianceFit.components`, `Residual` among them.
 */
export interface Ratio {
  readonly terms: readonly string[];
  /** What they are a part of, themselves included; null for the total. */
  readonly of: readonly string[] | null;
}

/** 95 % interval of a ratio or of one component by the likelihood-ratio curve. */
export interface ProfileInterval {
  /** The estimate: in [0, 1] for a ratio, a variance for a component. */
  readonly value: number;
  readonly low: number;
  /** Infinity where the data set a variance no upper end. */
  readonly high: number;
  /** Ends that are the edge of what is possible (0, or 1) because the data do not rule it out. */
  readonly edge: { readonly low: boolean; readonly high: boolean };
  /** Ends whose search ran out of evaluations: they are as far as it came. */
  readonly unfinished: { readonly low: boolean; readonly high: boolean };
  /** Rise of the criterion at the ends: chi-squared on 1, 95 %, times the small-sample factor. */
  readonly threshold: number;
  /** That factor, 1 in large designs (see `bartlettFactor`). */
  readonly factor: number;
  readonly evaluations: number;
}

/** Likelihood-ratio test that a ratio equals a given value. */
export interface RatioTest {
  readonly value: number;
  readonly hypothesis: number;
  /** Rise of the criterion under the hypothesis, divided by `factor`; chi-squared on 1. */
  readonly statistic: number;
  readonly factor: number;
  readonly p: number;
  /** Why p is approximate, in words; null where it is not. */
  readonly approximate: string | null;
  readonly evaluations: number;
}

/** What a worker needs to run replicates of a fit: plain values, to be copied to each worker. */
export interface BootstrapSource {
  readonly request: VarianceRequest;
  /** Terms as fitted, in the order of `gamma`. */
  readonly terms: readonly string[];
  readonly gamma: Float64Array;
  readonly residual: number;
}

/** Replicates `from` to `to`, `to` excluded; the same whatever worker runs them. */
export interface BootstrapRange {
  readonly seed: number;
  readonly from: number;
  readonly to: number;
}

/** Components of each replicate, a row per replicate: terms in order, then the residual. */
export interface BootstrapPart {
  readonly seed: number;
  readonly from: number;
  readonly to: number;
  readonly terms: readonly string[];
  /** Row-major, (to - from) x (terms + 1); NaN throughout a row whose fit did not come to rest. */
  readonly variances: Float64Array;
}

/** Percentile interval; `low` and `high` are the 2.5 % and 97.5 % quantiles of the replicates. */
export interface BootstrapInterval {
  readonly low: number;
  readonly high: number;
  readonly median: number;
}

/** What the replicates of all workers say together. */
export interface BootstrapSummary {
  readonly seed: number;
  readonly replicates: number;
  /** Replicates whose fit did not come to rest; the intervals are of the others. */
  readonly failed: number;
  /** By component, the residual last. */
  readonly components: readonly {
    readonly term: string;
    readonly variance: BootstrapInterval;
    readonly share: BootstrapInterval;
  }[];
  /** In the order asked for. */
  readonly ratios: readonly (BootstrapInterval & { readonly ratio: Ratio })[];
}
