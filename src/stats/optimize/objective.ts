/** First derivatives and an approximate second-derivative matrix at the point last evaluated. */
export interface Evaluation {
  readonly gradient: Float64Array;
  /** Symmetric; only rows and columns of positive parameters are used. */
  readonly information: readonly Float64Array[];
}

/** A function of non-negative parameters, evaluated in two steps because the first often suffices. */
export interface Objective {
  readonly parameters: number;
  /** The value at x; Infinity where it is undefined. */
  value(x: Float64Array): number;
  /** How far the value last computed may be off by rounding. */
  rounding(): number;
  /** Derivatives at the x last given to `value`. Gradients at parameters of 0 are not defined. */
  evaluation(): Evaluation;
}
