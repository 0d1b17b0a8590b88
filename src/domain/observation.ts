/**
 * What a column of a result file means. `facet` keeps any other grouping column; `number` keeps any
 * other quantity; `failure` says why a score is missing (error, refusal, unparsable, limit);
 * `benchmark` names the benchmark that a `score` is a published figure of, and `figure` is such a figure
 * on the benchmark that its header names; `bymodel` and `byrater` are the scores of the model, or given by the
 * rater, that the header names, and `byitem` those of the item; `text` is the item's text and `response` what the model wrote.
 */
export const ROLES = [
  'model',
  'prompt',
  'task',
  'item',
  'run',
  'rater',
  'unit',
  'score',
  'reference',
  'outcome',
  'benchmark',
  'figure',
  'bymodel',
  'byrater',
  'byitem',
  'failure',
  'text',
  'response',
  'facet',
  'number',
  'ignore',
] as const;

export type Role = (typeof ROLES)[number];

/** Roles that at most one column of a file may have. */
export const SINGLE_ROLES: readonly Role[] = [
  'model',
  'prompt',
  'task',
  'item',
  'run',
  'rater',
  'unit',
  'score',
  'reference',
  'outcome',
  'benchmark',
  'failure',
  'text',
  'response',
];

/** Facets that every data set has a column for; one that no file names has the single level `ABSENT_LEVEL`. */
export const CORE_FACETS = ['model', 'prompt', 'task', 'item', 'run', 'rater', 'unit'] as const;

export type CoreFacet = (typeof CORE_FACETS)[number];

/** The level of a core facet that the files do not mention. */
export const ABSENT_LEVEL = '(none)';

/**
 * What the rows of a file are: by which roles its columns have, or, for the last three, by a format
 * that names its columns as `comparison.ts`, `generalization.ts` and `benchmark.ts` say.
 */
export type TableKind =
  | 'observations'
  | 'references'
  | 'outcomes'
  | 'items'
  | 'comparisons'
  | 'generalizations'
  | 'benchmarks';
