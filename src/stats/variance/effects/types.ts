/** Predicted effects of the levels of one term, ascending by effect. */
export interface TermEffects {
  readonly term: string;
  readonly facets: readonly string[];
  /** Levels in all; the arrays below hold each of them. */
  readonly levels: number;
  /** Per facet the code of each level in the cells of the request. */
  readonly codes: Readonly<Record<string, Int32Array>>;
  /** Observations of each level. */
  readonly counts: Float64Array;
  /** Best linear unbiased prediction, in units of the response. */
  readonly effect: Float64Array;
  /** Standard error of prediction, the mean's own uncertainty included, the variances' not. */
  readonly se: Float64Array;
  /** Half the width of the 95 % prediction interval is this many standard errors. */
  readonly z: number;
}

/** Spread of what the terms leave unexplained, by level of one facet. */
export interface ResidualSpread {
  readonly facet: string;
  readonly levels: readonly {
    readonly code: number;
    readonly n: number;
    /** Root mean square of observation less prediction. */
    readonly rms: number;
  }[];
}
