/**
 * Comparisons as parallel arrays, one entry per comparison, in any order. Names (judges, models, tasks,
 * prompts, runs) share one set of codes from 0 on; -1 where the file does not say.
 */
export interface Comparisons {
  readonly count: number;
  /** 0 which is better, 1 which is the judge's own. */
  readonly question: Int8Array;
  readonly judge: Int32Array;
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly task: Int32Array;
  /** Codes from 0 on, ascending by task. */
  readonly item: Int32Array;
  readonly prompt: Int32Array;
  readonly run: Int32Array;
  /** How far A is chosen, in [0, 1]; NaN where there is no verdict. */
  readonly preference: Float64Array;
  /** Choice with A shown first, and with B shown first: 1 A, 0 B, 2 a tie, -1 not asked. */
  readonly forward: Int8Array;
  readonly backward: Int8Array;
  /** Characters of A less those of B; NaN where a text is absent. */
  readonly lengthDifference: Float64Array;
}

/** What the reader decides about the names, by their codes. */
export interface NameRoles {
  readonly names: number;
  /** Names that mean the same judge or model have the same number. */
  readonly identity: Int32Array;
  /** Model family; -1 where none is known. */
  readonly family: Int32Array;
  /** 1 where the name is a person. */
  readonly human: Uint8Array;
}

/** Whose texts count as the judge's: those it wrote, or those of its family. */
export type Own = 'own' | 'family';

/** Which comparisons are looked at; 1 keeps a name. Null keeps all. */
export interface Kept {
  readonly own: Own;
  readonly sources: Uint8Array | null;
  readonly tasks: Uint8Array | null;
  readonly judges: Uint8Array | null;
}

/** A mean with its 95 % interval clustered by item; low and high are null where there is none. */
export interface Mean {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly se: number | null;
  readonly n: number;
  readonly clusters: number;
}

/**
 * Examples in which a judge chose between its own text and another, in both questions where both were
 * asked: parallel arrays in order of judge, source, item.
 */
export interface OwnPairs {
  readonly count: number;
  readonly judge: Int32Array;
  readonly source: Int32Array;
  readonly task: Int32Array;
  readonly item: Int32Array;
  /** Questions that were asked of the example: 1 preference, 2 recognition, 3 both. */
  readonly asked: Uint8Array;
  /** How far the own text is called own, and preferred; NaN where not asked or without an answer. */
  readonly recognition: Float64Array;
  readonly preference: Float64Array;
  /** The two choices of each question, see `Outcome`. */
  readonly recognised: Uint8Array;
  readonly preferred: Uint8Array;
  /** Share of choices, over both orders and questions, that fell on the text shown first; ties half. */
  readonly first: Float64Array;
}

/**
 * What the two orders of one question gave. `own` and `other`: the same text both times; `first` and
 * `second`: the same place both times, so the order decided; `tie`: a tie in either; `one`: one order
 * was asked.
 */
export const OUTCOMES = ['one', 'own', 'other', 'first', 'second', 'tie'] as const;

export type Outcome = (typeof OUTCOMES)[number];

/** Shares of examples by what both orders gave; they sum to 1 over `n` examples asked in both orders. */
export interface OrderShares {
  readonly n: number;
  readonly own: number;
  readonly other: number;
  readonly first: number;
  readonly second: number;
  readonly tie: number;
  /** First or second: the order decided. */
  readonly ambiguous: number;
}

/** One judge, or one judge and source, or one judge and data set. */
export interface PreferenceSummary {
  readonly judge: number;
  /** -1 over all sources. */
  readonly source: number;
  /** -1 over all data sets. */
  readonly task: number;
  readonly n: number;
  /** Examples that were asked and have no number. */
  readonly missingRecognition: number;
  readonly missingPreference: number;
  /** Null where the question was not asked. */
  readonly recognition: Mean | null;
  readonly preference: Mean | null;
  readonly recognisedOrders: OrderShares | null;
  readonly preferredOrders: OrderShares | null;
  /** Kendall's tau-b of preference and recognition over the examples that have both; NaN where undefined. */
  readonly tau: number;
  readonly tauN: number;
  /** Share of choices that fell on the text shown first. */
  readonly first: Mean | null;
  /** Examples by bins of recognition (columns) and preference (rows), `DENSITY_BINS` squared. */
  readonly density: Uint32Array | null;
}

/** Bins per side of a density. */
export const DENSITY_BINS = 20;

/** A line of y on x with Pearson's r and its 95 % interval. */
export interface Line {
  readonly n: number;
  readonly intercept: number;
  readonly slope: number;
  readonly r: number;
  /** Null below four points. */
  readonly low: number | null;
  readonly high: number | null;
}

/** Recognition and preference under one condition, and how far each lies from the first condition. */
export interface ConditionSummary {
  /** Position in the list of conditions. */
  readonly condition: number;
  readonly judges: number;
  readonly n: number;
  readonly recognition: Mean | null;
  readonly preference: Mean | null;
  /** Less the first condition that has examples; null for that one. */
  readonly recognitionChange: Mean | null;
  readonly preferenceChange: Mean | null;
}

/** How far judges prefer their own texts, and what goes with it. */
export interface SelfPreference {
  readonly examples: number;
  readonly items: number;
  /** Examples whose answer was asked for and is missing. */
  readonly missingRecognition: number;
  readonly missingPreference: number;
  /** Over judges, each counting once; null where the question was not asked. */
  readonly recognition: Mean | null;
  readonly preference: Mean | null;
  readonly judges: readonly PreferenceSummary[];
  readonly sources: readonly PreferenceSummary[];
  /** Judges by data set, where there are several data sets. */
  readonly tasks: readonly PreferenceSummary[];
  /** Preference on recognition over judges, and over judges and sources. */
  readonly line: Line | null;
  readonly sourceLine: Line | null;
  readonly conditions: readonly ConditionSummary[];
  /** Preference less that of people for the same texts; null where nobody judged them. */
  readonly adjusted: AdjustedPreference | null;
}

/** Own preference at equal human judgement. */
export interface AdjustedPreference {
  /** Judge's preference for the own text less people's, over judges, each counting once. */
  readonly excess: Mean;
  /** What people and judges say on these examples. */
  readonly people: Mean;
  readonly judges: Mean;
  readonly byJudge: readonly {
    readonly judge: number;
    readonly excess: Mean;
    readonly people: Mean;
    readonly own: Mean;
  }[];
}

/** Wins between models: `wins[a * models + b]` is how often a was preferred to b, ties half to each. */
export interface WinTable {
  readonly models: number;
  readonly wins: Float64Array;
}
