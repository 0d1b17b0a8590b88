/**
 * Sufficient statistics of one GROUP BY: a row per combination of codes that occurs.
 * `sum` is of the centred response y - shift.
 */
export interface CellTable {
  readonly facets: readonly string[];
  /** One code array per facet, all of the same length. Codes are 0-based but need not be dense. */
  readonly codes: Readonly<Record<string, Int32Array>>;
  readonly n: Float64Array;
  readonly sum: Float64Array;
}

export interface VarianceRequest {
  readonly method: 'REML' | 'ML';
  /** Candidate terms as lists of facets, e.g. `[['model'], ['model', 'prompt']]`. */
  readonly terms: readonly (readonly string[])[];
  /**
   * Terms already known to have a level per observation, each the residual itself: no cells are
   * needed for them.
   */
  readonly residualTerms: readonly (readonly string[])[];
  /** Tables of the maximal unions of facets; every pair of terms is inside one of them. */
  readonly cells: readonly CellTable[];
  /** Observations, and sums of the response: y, centred by `shift`. */
  readonly n: number;
  readonly shift: number;
  readonly sum: number;
  readonly sumSquares: number;
}

/** What one can do about a part of the variance (statistics.md, section 3). */
export type ComponentGroup = 'choice' | 'common' | 'not-choosable' | 'measurement';

export interface Share {
  /** In [0, 1]. */
  readonly value: number;
  /**
   * 95 % Wald interval on the logit; null where a term has fewer than ten levels, is at the boundary, or
   * is so near it that the standard error exceeds the share.
   */
  readonly wald: { readonly low: number; readonly high: number } | null;
}

export interface Component {
  /** `model:prompt`, or `Residual`. */
  readonly term: string;
  readonly facets: readonly string[];
  /** As shown: for the residual, the terms it stands for, e.g. `model:prompt:item, residual`. */
  readonly label: string;
  readonly levels: number;
  readonly variance: number;
  readonly sd: number;
  readonly share: Share;
  readonly group: ComponentGroup;
  /** For the group `choice`: one choice for all tasks, or one per task. */
  readonly scope: 'all-tasks' | 'per-task' | null;
  /** True where the estimate is exactly zero, on the edge of what is possible. */
  readonly boundary: boolean;
}

export interface GroupSum {
  readonly group: ComponentGroup;
  readonly variance: number;
  readonly share: Share;
}

/** A term that was not fitted, and why, in words. */
export interface Refusal {
  readonly term: string;
  readonly code:
    | 'one-level'
    | 'same-partition'
    | 'is-residual'
    | 'constant-response'
    | 'exact-response'
    | 'diverged'
    | 'unknown-facet';
  readonly message: string;
}

export interface DesignWarning {
  readonly term: string;
  readonly code: 'few-levels' | 'boundary' | 'not-converged';
  readonly message: string;
}

/** How the fit went, so that it can be judged and repeated. */
export interface FitRecord {
  readonly method: 'REML' | 'ML';
  readonly iterations: number;
  readonly evaluations: number;
  readonly stopped: 'relative-step' | 'flat' | 'budget' | 'line-search';
  readonly relativeStep: number;
  readonly tolerance: number;
  /** The criterion each start ended at. */
  readonly starts: readonly { readonly gamma: number; readonly criterion: number }[];
  readonly milliseconds: {
    readonly frame: number;
    readonly symbolic: number;
    readonly fit: number;
    readonly intervals: number;
  };
}

export interface VarianceFit {
  readonly n: number;
  /** Generalised-least-squares mean of the response (uncentred) and its standard error. */
  readonly mean: number;
  readonly meanSe: number;
  /** -2 log restricted likelihood (or -2 log likelihood), as lme4's REMLcrit. */
  readonly criterion: number;
  /** In the order asked for, the residual last. */
  readonly components: readonly Component[];
  readonly total: number;
  readonly groups: readonly GroupSum[];
  /** mu_hat^2 - Var(mu_hat): the offset common to all, shown for signed error only. */
  readonly offset: number;
  /** s_item^2 / (s_item^2 + s_model:item^2); `atLeast` where model:item is part of the residual. */
  readonly commonItem: { readonly value: number; readonly atLeast: boolean } | null;
  readonly refused: readonly Refusal[];
  readonly warnings: readonly DesignWarning[];
  readonly record: FitRecord;
}
