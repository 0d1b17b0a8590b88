import { seededRandom } from '../../src/stats/resample/random.ts';
import {
  ANSWERS_PER_UNIT,
  ITEMS,
  LEANING,
  MODELS,
  OFFSET,
  OUTCOME,
  OWN_ERROR,
  PROMPTS,
  QUALITY,
  RATER_SD,
  RATERS,
  RESIDUAL,
  SCALE,
  TASKS,
  UNITS,
} from './design.ts';

export interface Study {
  readonly scores: readonly {
    model: string;
    prompt: string;
    task: string;
    item: string;
    score: number;
  }[];
  readonly references: readonly { task: string; item: string; rater: string; score: number }[];
  readonly outcomes: readonly { unit: string; outcome: number }[];
  readonly items: readonly { item: string; unit: string }[];
  /** Marks and ratings outside the scale, which would have to be clipped: none, by choice of seed. */
  readonly outside: number;
}

/**
 * score = quality + OFFSET + leaning of the model + its own error with the pupil + its own error with
 * the task and answer + residual; rating = round(quality + noise). Scores are rounded to 0.1.
 */
export function drawStudy(seed: number): Study {
  const random = seededRandom(seed);
  const draw = (count: number, variance: number): Float64Array =>
    Float64Array.from({ length: count }, () => Math.sqrt(variance) * random.normal());
  const I = ITEMS.length;
  const unitOf = (i: number): number => Math.floor(i / ANSWERS_PER_UNIT);
  const ofUnit = draw(UNITS.length, QUALITY.unit);
  const ofItem = draw(I, QUALITY.item);
  const quality = draw(TASKS.length * I, QUALITY.taskItem).map(
    (own, ti) => QUALITY.mean + ofUnit[unitOf(ti % I)]! + ofItem[ti % I]! + own,
  );
  let outside = 0;
  const onScale = (score: number): number => {
    if (score < SCALE.low || score > SCALE.high) outside++;
    return score;
  };
  const references = TASKS.flatMap((task, t) =>
    ITEMS.flatMap((item, i) =>
      RATERS.map((rater) => ({
        task,
        item,
        rater,
        score: onScale(Math.round(quality[t * I + i]! + RATER_SD * random.normal())),
      })),
    ),
  );
  const leaning = draw(MODELS.length, LEANING);
  const scores = MODELS.flatMap((model, m) => {
    const withUnit = draw(UNITS.length, OWN_ERROR[m]! / 2);
    const withItem = draw(TASKS.length * I, OWN_ERROR[m]! / 2);
    return PROMPTS.flatMap((prompt) =>
      TASKS.flatMap((task, t) =>
        ITEMS.map((item, i) => {
          const at = t * I + i;
          const error = leaning[m]! + withUnit[unitOf(i)]! + withItem[at]!;
          const noise = Math.sqrt(RESIDUAL) * random.normal();
          const score = Math.round(10 * (quality[at]! + OFFSET + error + noise)) / 10;
          return { model, prompt, task, item, score: onScale(score) };
        }),
      ),
    );
  });
  return {
    scores,
    references,
    outcomes: UNITS.map((unit, u) => {
      const answers = quality.filter((_, ti) => unitOf(ti % I) === u);
      const mean = answers.reduce((a, b) => a + b, 0) / answers.length;
      const mark =
        OUTCOME.mean + OUTCOME.slope * (mean - QUALITY.mean) + OUTCOME.noise * random.normal();
      return { unit, outcome: Math.round(mark) };
    }),
    items: ITEMS.map((item, i) => ({ item, unit: UNITS[unitOf(i)]! })),
    outside,
  };
}
