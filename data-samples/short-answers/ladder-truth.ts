import {
  ANSWERS_PER_UNIT,
  MODELS,
  OUTCOME,
  OWN_ERROR,
  PROMPTS,
  QUALITY,
  REFERENCE_NOISE,
  RESIDUAL,
  TASKS,
} from './design.ts';

const OF_QUALITY = QUALITY.unit + QUALITY.item + QUALITY.taskItem;
const NOISE = RESIDUAL / PROMPTS.length;

/** Variance between the answers of a task of the mean over prompts of a model's scores. */
function ofScores(m: number): number {
  return OF_QUALITY + OWN_ERROR[m]! + NOISE;
}

/** Correlation of a model's scores, averaged over prompts, with the mean of the ratings, in a task. */
export function withExperts(m: number): number {
  return OF_QUALITY / Math.sqrt(ofScores(m) * (OF_QUALITY + REFERENCE_NOISE));
}

/** Correlation of a model's mean score of a pupil with the pupil's outcome. */
export function withOutcome(m: number): number {
  const all = ANSWERS_PER_UNIT * TASKS.length;
  const quality = QUALITY.unit + QUALITY.item / ANSWERS_PER_UNIT + QUALITY.taskItem / all;
  const own = OWN_ERROR[m]! / 2;
  const scores = quality + own + (own + NOISE) / all;
  const outcome = OUTCOME.slope ** 2 * quality + OUTCOME.noise ** 2;
  return (OUTCOME.slope * quality) / Math.sqrt(scores * outcome);
}

/** Mean correlation over all pairs of models, in a task or in two different ones. */
export function meanBetweenModels(across: boolean): number {
  const shared = across ? QUALITY.unit + QUALITY.item : OF_QUALITY;
  let sum = 0;
  let pairs = 0;
  for (let a = 0; a < MODELS.length; a++)
    for (let b = 0; b < a; b++, pairs++) sum += shared / Math.sqrt(ofScores(a) * ofScores(b));
  return sum / pairs;
}
