/** Levels of the study, in the order they are written; models from small to large. */
export const MODELS = [
  'Altair-7B',
  'Vega-8B',
  'Rigel-Mini',
  'Arcturus-S',
  'Mira-32B',
  'Vega-70B',
  'Arcturus-L',
  'Rigel-Pro',
] as const;

export const PROMPTS = ['rubric', 'rubric-cot', 'few-shot'] as const;

export const TASKS = [
  'Climate',
  'Precision',
  'Explanation',
  'Reasoning',
  'Equity',
  'Questioning',
  'Feedback',
] as const;

export const RATERS = ['Rater A', 'Rater B', 'Rater C'] as const;

export const ITEMS = Array.from({ length: 120 }, (_, i) => `S${String(i + 1).padStart(3, '0')}`);

/** Three lessons of the same class after one another. */
export const UNITS = Array.from(
  { length: 40 },
  (_, u) => `Class ${String(u + 1).padStart(2, '0')}`,
);

export const LESSONS_PER_UNIT = ITEMS.length / UNITS.length;

/**
 * The first of 1, 2, 3, ... for which no score and no rating leaves the scale, so that nothing is
 * clipped and the components are exactly what they are said to be.
 */
export const SEED = 1;

export const SCALE = { low: 1, high: 7 };

/** Points by which all models grade higher than the raters. */
export const OFFSET = 1;

/** Variances of the random effects that make the signed error, in squared points. */
export const VARIANCES = {
  model: 0.036,
  prompt: 0.008,
  task: 0.006,
  item: 0.11,
  'model:prompt': 0.026,
  'model:task': 0.005,
  'prompt:task': 0.002,
  'model:prompt:task': 0.003,
  'model:item': 0.033,
  'prompt:item': 0.006,
  'task:item': 0.074,
  Residual: 0.11,
} as const;

export type Term = keyof typeof VARIANCES;

/**
 * How much of an item's common error each model makes: the larger the model, the more. Their mean is 1,
 * so that `item` has the variance it is said to have; what differs is part of `model:item`.
 */
export const SHARED = MODELS.map((_, m) => 0.3 + (1.4 * m) / (MODELS.length - 1));

/** Variance of the part of `model:item` that is a model's own. */
export const OWN_MODEL_ITEM = VARIANCES['model:item'] - VARIANCES.item * variance(SHARED);

/** Published figures of the models, in percent, in their order. They rise with size, but for a neighbour or two. */
export const BENCHMARKS = {
  'General knowledge': [52.4, 55.9, 61.3, 70.1, 66.8, 77.5, 81.2, 86.7],
  'Word problems': [31.0, 38.6, 36.2, 49.5, 58.3, 64.9, 73.1, 71.8],
} as const;

/** Standard deviation of one rater around a lesson's quality, before rounding to whole points. */
export const RATER_SD = 0.4;

/** Rounding to whole points adds the variance of a uniform error, 1/12. */
export const REFERENCE_NOISE = (RATER_SD ** 2 + 1 / 12) / RATERS.length;

/** Quality of a lesson in a task: the mean, and variances of what it is made of. */
export const QUALITY = { mean: 3, unit: 0.1, item: 0.06, taskItem: 0.04 };

/** How much of a lesson's quality its common error takes away: weak lessons are graded too kindly. */
export const KINDNESS = 0.5;

/** Learning gain of a class: mean, gain per point of its lessons' mean quality, and noise. */
export const OUTCOME = { mean: 12, slope: 7, noise: 2 };

/** Share of responses without a score. */
export const FAILURE_RATES = [0.028, 0.018, 0.008, 0.008, 0.007, 0.004, 0.002, 0.004] as const;

/** Why, with how often: small models break the format, large ones refuse. */
export const FAILURES = [
  { kind: 'unparsable', small: 0.65, large: 0.35 },
  { kind: 'refusal', small: 0.1, large: 0.35 },
  { kind: 'api error', small: 0.25, large: 0.3 },
] as const;

/** Sample variance. */
function variance(values: readonly number[]): number {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (values.length - 1);
}
