import type { Facet } from './facet.ts';
import type { Fingerprint } from './fingerprint.ts';
import type { Grade } from './grade.ts';
import type { Scale } from './question.ts';

/**
 * What is loaded, as the page needs to know it; the rows stay in the database worker.
 */
export interface Dataset {
  /** Grows with every import; results carry it so that stale ones are told apart. */
  readonly version: number;
  readonly files: readonly Fingerprint[];
  readonly facets: readonly Facet[];
  /** Names of further numeric columns kept as they are. */
  readonly numbers: readonly string[];
  readonly observations: number;
  /** Observations without a score. */
  readonly missing: number;
  /** Observations with a score but no reference. */
  readonly unmatched: number;
  readonly hasReference: boolean;
  readonly hasOutcome: boolean;
  readonly hasText: boolean;
  readonly hasResponse: boolean;
  /** Largest number of reference raters any item has. */
  readonly referenceRaters: number;
  /** Lowest and highest score or reference seen. */
  readonly scale: { readonly low: number; readonly high: number } | null;
  /**
   * `shared`: an id names the same item in every task (texts equal across tasks, or each id seen in
   * one task only). `within-task`: ids restart in every task, so an item is task + id.
   */
  readonly itemIdentity: 'shared' | 'within-task';
  /** Labels among the scores and references, with the numbers they count as; absent or empty where there is none. */
  readonly grades?: readonly Grade[];
  /** Rows that are no observations: pairwise comparisons, generalization records, benchmark figures. */
  readonly comparisons: number;
  readonly generalizations: number;
  readonly benchmarks: number;
}

/** Nothing is loaded. */
export const EMPTY_DATASET: Dataset = {
  version: 0,
  files: [],
  facets: [],
  numbers: [],
  observations: 0,
  missing: 0,
  unmatched: 0,
  hasReference: false,
  hasOutcome: false,
  hasText: false,
  hasResponse: false,
  referenceRaters: 0,
  scale: null,
  itemIdentity: 'shared',
  comparisons: 0,
  generalizations: 0,
  benchmarks: 0,
};

/** Whether anything is loaded that a view could speak of, observations or records. */
export function hasRows(dataset: Dataset): boolean {
  const { observations, comparisons, generalizations, benchmarks } = dataset;
  return observations + comparisons + generalizations + benchmarks > 0;
}

/** Whether anybody judged: pairs of texts were compared, or scores name who gave them. */
export function hasJudgements({ comparisons, observations, facets }: Dataset): boolean {
  const hasRaters = facets.some(({ name, present }) => name === 'rater' && present);
  return comparisons > 0 || (observations > 0 && hasRaters);
}

/** Rounding in files: a score of 1.0000001 is right. */
const SLACK = 1e-6;

/**
 * Whether a score may say right or wrong by itself: all lie between 0 and 1, or there are several
 * metrics, of which one may, or it was declared what is wrong and what is right.
 */
export function mayBeRightOrWrong({ scale, facets }: Dataset, declared: Scale | null): boolean {
  if (declared) return true;
  const metrics = facets.find(({ name }) => name === 'metric')?.levels ?? 0;
  return !scale || metrics > 1 || (scale.low >= -SLACK && scale.high <= 1 + SLACK);
}
