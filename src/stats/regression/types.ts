/** One column of the design, `values` of length n, all finite. */
export interface DesignColumn {
  /** As shown in the table of coefficients. */
  readonly name: string;
  readonly values: Float64Array;
}

/** What a logistic regression is fitted to: n records in column order. */
export interface LogisticDesign {
  /** Without the intercept, which every regression here has. */
  readonly columns: readonly DesignColumn[];
  /** Length n, in [0, 1]: 1 where it happened; 0.5 counts a tie half for either side. */
  readonly response: Float64Array;
  /**
   * Cluster of each record, dense and 0-based, for a covariance that lets records of one cluster go
   * together; null takes the records as independent.
   */
  readonly clusters: Int32Array | null;
}

/** One row of the table of coefficients. */
export interface Coefficient {
  readonly name: string;
  /** On the log odds scale. */
  readonly estimate: number;
  readonly se: number;
  /** 95 % interval. */
  readonly low: number;
  readonly high: number;
  /** estimate / se. */
  readonly statistic: number;
  /** Two-sided, of a coefficient of 0. */
  readonly p: number;
}

export interface LogisticFit {
  /** The intercept first, then the columns in their order. */
  readonly coefficients: readonly Coefficient[];
  /** Covariance of the estimates, row by row. */
  readonly covariance: readonly Float64Array[];
  readonly method: 'model' | 'clustered';
  readonly n: number;
  /** Clusters, or null where records are independent. */
  readonly clusters: number | null;
  /** Degrees of freedom of the intervals: Infinity means normal quantiles. */
  readonly df: number;
  /** -2 log likelihood; with responses of 0 and 1, R's residual deviance. */
  readonly deviance: number;
  readonly nullDeviance: number;
  readonly iterations: number;
}

/** Area under the ROC curve with its interval. */
export interface AreaUnderCurve {
  readonly value: number;
  /** 95 % interval; null at 0 and 1, with one record of a class, and where all records are tied. */
  readonly low: number | null;
  readonly high: number | null;
  readonly positives: number;
  readonly negatives: number;
}

/** Name of the coefficient that stands for no column. */
export const INTERCEPT = '(intercept)';
