/** Levels of the study, in the order they are written; models from small to large. */
export const MODELS = [
  'Corvus-1B',
  'Lynx-Mini',
  'Corvus-9B',
  'Norma-S',
  'Lynx-Large',
  'Norma-XL',
] as const;

export const PROMPTS = ['plain', 'worked example'] as const;

export const TASKS = ['Content', 'Evidence', 'Language'] as const;

export const RATERS = ['Rater 1', 'Rater 2'] as const;

export const UNITS = Array.from(
  { length: 60 },
  (_, u) => `Pupil ${String(u + 1).padStart(2, '0')}`,
);

export const ANSWERS_PER_UNIT = 3;

/** Answers, those of a pupil after one another. */
export const ITEMS = Array.from(
  { length: UNITS.length * ANSWERS_PER_UNIT },
  (_, i) => `A${String(i + 1).padStart(3, '0')}`,
);

/** The first of 1, 2, 3, ... for which no mark and no rating leaves the scale: nothing is clipped. */
export const SEED = 1;

export const SCALE = { low: 0, high: 20 };

/** Quality of an answer in a task: the mean, and variances of what it is made of. */
export const QUALITY = { mean: 10, unit: 1.5, item: 0.6, taskItem: 1.2 };

/** Marks by which all models are stricter, and the variance of a model's own leaning. */
export const OFFSET = -0.2;
export const LEANING = 0.05;

/**
 * Variance of each model's own error, independent of the other models': half of it goes with the
 * pupil, half with the task and answer. The larger the model, the less.
 */
export const OWN_ERROR = [4.5, 3.3, 2.4, 1.6, 1.0, 0.6] as const;

/** Variance of what differs from prompt to prompt. */
export const RESIDUAL = 0.5;

/** Standard deviation of one rater around an answer's quality, before rounding to whole marks. */
export const RATER_SD = 0.8;

/** Rounding to whole marks adds the variance of a uniform error, 1/12. */
export const REFERENCE_NOISE = (RATER_SD ** 2 + 1 / 12) / RATERS.length;

/** Examination mark of a pupil: mean, gain per mark of the answers' mean quality, and noise. */
export const OUTCOME = { mean: 55, slope: 6, noise: 6 };

/** Published figures of the models, in percent, in their order. They rise with size, but for two neighbours. */
export const BENCHMARKS = {
  Reading: [41.3, 48.8, 56.0, 73.9, 64.7, 80.2],
  Vocabulary: [22.4, 41.0, 39.7, 63.2, 70.5, 84.1],
} as const;
