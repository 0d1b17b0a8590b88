/** One slice of the observations and its misalignment error. All errors are in the measure's unit. */
export interface Slice {
  /** Level names, one per facet of the grouping; empty for the total. */
  readonly levels: readonly string[];
  /** Observations with an error. */
  readonly n: number;
  /** Observations without a score, before the missing-score policy. */
  readonly missing: number;
  readonly clusters: number;
  /** Mean error; NaN where n is 0. */
  readonly mean: number;
  /** Mean signed error (score minus reference; score minus 1 for `miss`). */
  readonly bias: number;
  readonly rmse: number;
  /** Cluster-robust standard error and 95 % interval; null where there are fewer than two clusters. */
  readonly interval: Interval | null;
  /** Standard error as if observations were independent, sd / sqrt(n). */
  readonly naiveSe: number;
}

export interface Interval {
  readonly low: number;
  readonly high: number;
  readonly se: number;
  /** Degrees of freedom of the t quantile; Infinity where the normal one is used. */
  readonly df: number;
  readonly method: 'CR1' | 'CR2' | 'CR3' | 'Wilson';
}

/** Slices of one grouping, in order of first appearance of their levels. */
export interface SliceGroup {
  readonly facets: readonly string[];
  readonly slices: readonly Slice[];
}

/** Counts of the signed error in equal bins: bin b covers [start + b width, start + (b + 1) width). */
export interface Histogram {
  readonly start: number;
  readonly width: number;
  readonly counts: Float64Array;
  readonly mean: number;
  /** Shares of observations below, at and above zero error. */
  readonly below: number;
  readonly exact: number;
  readonly above: number;
}

/** What stands behind the whole question: all filters applied. */
export interface SliceAnswer {
  readonly total: Slice;
  /** A filter on a facet of the grouping itself is left out, so that the chosen mark stays among its peers. */
  readonly groups: readonly SliceGroup[];
  readonly histogram: Histogram | null;
}

/** One row of the items panel. */
export interface ItemRow {
  readonly task: string;
  readonly item: string;
  readonly text: string | null;
  /** Mean of the references, null where there is none. */
  readonly reference: number | null;
  readonly meanScore: number | null;
  readonly meanError: number;
  readonly n: number;
}

export interface ItemPage {
  readonly total: number;
  readonly offset: number;
  readonly rows: readonly ItemRow[];
}

/**
 * What choosing the best model and prompt removes, measured on items it was not chosen on
 * (statistics.md, section 3, answer b).
 */
export interface Removable {
  /** The error that is averaged: the measure itself, or its square where the measure is signed. */
  readonly of: 'error' | 'squared error';
  /** Mean over models and prompts, and the mean of the best, both on the held-out halves. */
  readonly average: number;
  readonly best: number;
  /** (average - best) / average with its 95 % interval. */
  readonly share: number;
  readonly low: number | null;
  readonly high: number | null;
  /** The choice made most often over the splits, as level names of model and prompt. */
  readonly choice: readonly string[];
  readonly choiceFrequency: number;
  readonly splits: number;
  readonly seed: number;
}

/** Levels of a facet compared in pairs on the same items, Holm-adjusted (statistics.md, section 2). */
export interface LevelRanks {
  readonly facet: string;
  /** What is ranked: less of it is better. Errors with a direction are ranked by their size. */
  readonly of: 'error' | 'absolute error' | 'squared error';
  /** Best first; levels without an error are absent. */
  readonly levels: readonly RankedName[];
  /** The last level against the first, on the items both answered; null where they share none. */
  readonly behind: {
    readonly first: string;
    readonly last: string;
    /** Mean error of the last less that of the first. */
    readonly difference: number;
    readonly interval: Interval | null;
    readonly items: number;
  } | null;
  /** Every two levels on the items both answered. */
  readonly compared: readonly PairedDifference[];
  /** Pairs compared, and those that share no items or lie in one cluster: they count as alike. */
  readonly pairs: number;
  readonly untested: number;
}

/** Two levels on the items both answered: the first's error less the second's. */
export interface PairedDifference {
  readonly first: string;
  readonly second: string;
  /** NaN where they share no items. */
  readonly difference: number;
  /** Clustered; null where there are fewer than two clusters. */
  readonly interval: Interval | null;
  /** Two-sided p, and Holm's adjustment over all pairs; null where there is no interval. */
  readonly p: number | null;
  readonly adjusted: number | null;
  readonly items: number;
  readonly clusters: number;
  /** Correlation of the two over items: what pairing takes out of the difference. */
  readonly correlation: number;
  /** Standard errors as if items were independent: paired, and as if each had answered others. */
  readonly naiveSe: number;
  readonly unpairedSe: number;
  /** Smallest true difference that these items would show 8 times in 10; null without an interval. */
  readonly detectable: number | null;
}

/** Items with which a difference would be shown 8 times in 10, as many to a cluster as now. */
export interface NeededItems {
  readonly difference: number;
  readonly items: number;
}

export interface RankedName {
  readonly name: string;
  /** Mean over its own items, each item counted once. */
  readonly mean: number;
  /** 1 + the number of levels that have less error beyond doubt. */
  readonly rank: number;
  /** Levels that share a letter cannot be told apart; null where the letters are too many. */
  readonly letters: readonly string[] | null;
}
