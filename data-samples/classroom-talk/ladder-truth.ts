import {
  KINDNESS,
  LESSONS_PER_UNIT,
  MODELS,
  OUTCOME,
  OWN_MODEL_ITEM,
  PROMPTS,
  QUALITY,
  REFERENCE_NOISE,
  SHARED,
  TASKS,
  VARIANCES,
} from './design.ts';

/** A lesson's quality in a task is B - KINDNESS (item + task:item), with B of these variances. */
const OWN = QUALITY.unit + QUALITY.item + QUALITY.taskItem;

const BY_PROMPT = VARIANCES['prompt:item'] / PROMPTS.length;
const NOISE = VARIANCES.Residual / PROMPTS.length;

/** Correlation of variables of these variances and covariance. */
function correlation(covariance: number, x: number, y: number): number {
  return covariance / Math.sqrt(x * y);
}

/** Variance between the lessons of a task of the mean over prompts of a model's scores. */
function ofScores(m: number): number {
  const item = (SHARED[m]! - KINDNESS) ** 2 * VARIANCES.item;
  const taskItem = (1 - KINDNESS) ** 2 * VARIANCES['task:item'];
  return OWN + item + taskItem + OWN_MODEL_ITEM + BY_PROMPT + NOISE;
}

/** Correlation of a model's scores, averaged over prompts, with the mean of the ratings, in a task. */
export function withExperts(m: number): number {
  const taskItem = VARIANCES['task:item'];
  const quality = OWN + KINDNESS ** 2 * (VARIANCES.item + taskItem);
  const shared =
    KINDNESS * (SHARED[m]! - KINDNESS) * VARIANCES.item + KINDNESS * (1 - KINDNESS) * taskItem;
  return correlation(OWN - shared, ofScores(m), quality + REFERENCE_NOISE);
}

/** Correlation of two models' scores, averaged over prompts, in a task, or in two different ones. */
function betweenModels(a: number, b: number, across: boolean): number {
  const item =
    (SHARED[a]! - KINDNESS) * (SHARED[b]! - KINDNESS) * VARIANCES.item +
    QUALITY.unit +
    QUALITY.item +
    BY_PROMPT;
  const ofTask = QUALITY.taskItem + (1 - KINDNESS) ** 2 * VARIANCES['task:item'];
  return correlation(across ? item : item + ofTask, ofScores(a), ofScores(b));
}

/** Correlation of a model's mean score in a class with the outcome of the class. */
export function withOutcome(m: number): number {
  const lessons = LESSONS_PER_UNIT;
  const all = lessons * TASKS.length;
  const own = QUALITY.unit + QUALITY.item / lessons + QUALITY.taskItem / all;
  const item = VARIANCES.item / lessons;
  const taskItem = VARIANCES['task:item'] / all;
  const scores =
    own +
    (SHARED[m]! - KINDNESS) ** 2 * item +
    (1 - KINDNESS) ** 2 * taskItem +
    (OWN_MODEL_ITEM + BY_PROMPT) / lessons +
    NOISE / all;
  const quality = own + KINDNESS ** 2 * (item + taskItem);
  const shared = KINDNESS * (SHARED[m]! - KINDNESS) * item + KINDNESS * (1 - KINDNESS) * taskItem;
  const outcome = OUTCOME.slope ** 2 * quality + OUTCOME.noise ** 2;
  return correlation(OUTCOME.slope * (own - shared), scores, outcome);
}

/** Mean of a correlation over all pairs of models. */
export function meanBetweenModels(across: boolean): number {
  let sum = 0;
  let pairs = 0;
  for (let a = 0; a < MODELS.length; a++)
    for (let b = 0; b < a; b++, pairs++) sum += betweenModels(a, b, across);
  return sum / pairs;
}
