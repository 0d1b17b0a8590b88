import { seededRandom } from '../../src/stats/resample/random.ts';
import type { Random } from '../../src/stats/resample/random.ts';
import {
  FAILURE_RATES,
  FAILURES,
  ITEMS,
  KINDNESS,
  LESSONS_PER_UNIT,
  MODELS,
  OFFSET,
  OUTCOME,
  OWN_MODEL_ITEM,
  PROMPTS,
  QUALITY,
  RATER_SD,
  RATERS,
  SCALE,
  SHARED,
  TASKS,
  UNITS,
  VARIANCES,
} from './design.ts';
import type { Term } from './design.ts';
import { snippets } from './snippets.ts';

export interface Score {
  readonly model: string;
  readonly prompt: string;
  readonly task: string;
  readonly item: string;
  /** Null where the response failed. */
  readonly score: number | null;
  readonly failure: string | null;
}

export interface Study {
  readonly scores: readonly Score[];
  readonly references: readonly { task: string; item: string; rater: string; score: number }[];
  readonly outcomes: readonly { unit: string; outcome: number }[];
  readonly items: readonly { item: string; unit: string; text: string }[];
  /** Sample variance of the effects as drawn; `task:item` with the reference noise in it. */
  readonly realised: Readonly<Record<Term, number>>;
  /** Scores and ratings outside the scale, which would have to be clipped: none, by choice of seed. */
  readonly outside: number;
}

/**
 * score = quality + OFFSET + sum of effects, and rater = round(quality + noise), so that the signed
 * error score - mean(raters) is OFFSET + sum of effects - mean rater noise: exactly the stated
 * components, the noise of the reference being part of task:item. Scores are rounded to 0.01.
 */
export function drawStudy(seed: number): Study {
  const random = seededRandom(seed);
  const draw = (count: number, variance: number): Float64Array =>
    Float64Array.from({ length: count }, () => Math.sqrt(variance) * random.normal());
  const [M, P, T, I] = [MODELS.length, PROMPTS.length, TASKS.length, ITEMS.length];
  const effects = {
    // Names are given to the drawn models in order, the least generous first.
    model: draw(M, VARIANCES.model).sort(),
    prompt: draw(P, VARIANCES.prompt),
    task: draw(T, VARIANCES.task),
    item: draw(I, VARIANCES.item),
    'model:prompt': draw(M * P, VARIANCES['model:prompt']),
    'model:task': draw(M * T, VARIANCES['model:task']),
    'prompt:task': draw(P * T, VARIANCES['prompt:task']),
    'model:prompt:task': draw(M * P * T, VARIANCES['model:prompt:task']),
    'model:item': draw(M * I, OWN_MODEL_ITEM),
    'prompt:item': draw(P * I, VARIANCES['prompt:item']),
    'task:item': draw(T * I, VARIANCES['task:item']),
  };

  // A model makes SHARED[m] times the item's common error, that is once and the difference.
  const ownModelItem = sampleVariance(effects['model:item']);
  for (let m = 0; m < M; m++)
    for (let i = 0; i < I; i++)
      effects['model:item'][m * I + i]! += (SHARED[m]! - 1) * effects.item[i]!;

  const unitQuality = draw(UNITS.length, QUALITY.unit);
  const itemQuality = draw(I, QUALITY.item);
  const ownQuality = draw(T * I, QUALITY.taskItem);
  const quality = ownQuality.map((own, ti) => {
    const i = ti % I;
    const lesson = unitQuality[Math.floor(i / LESSONS_PER_UNIT)]! + itemQuality[i]!;
    return QUALITY.mean + lesson + own - KINDNESS * (effects.item[i]! + effects['task:item'][ti]!);
  });

  let outside = 0;
  const references: Study['references'][number][] = [];
  const realisedTaskItem = effects['task:item'].slice();
  TASKS.forEach((task, t) =>
    ITEMS.forEach((item, i) => {
      for (const rater of RATERS) {
        const score = Math.round(quality[t * I + i]! + RATER_SD * random.normal());
        if (isOutside(score)) outside++;
        references.push({ task, item, rater, score });
        realisedTaskItem[t * I + i]! -= (score - quality[t * I + i]!) / RATERS.length;
      }
    }),
  );

  const scores: Score[] = [];
  const residuals: number[] = [];
  MODELS.forEach((model, m) =>
    PROMPTS.forEach((prompt, p) =>
      TASKS.forEach((task, t) =>
        ITEMS.forEach((item, i) => {
          const expected =
            quality[t * I + i]! +
            OFFSET +
            effects.model[m]! +
            effects.prompt[p]! +
            effects.task[t]! +
            effects.item[i]! +
            effects['model:prompt'][m * P + p]! +
            effects['model:task'][m * T + t]! +
            effects['prompt:task'][p * T + t]! +
            effects['model:prompt:task'][(m * P + p) * T + t]! +
            effects['model:item'][m * I + i]! +
            effects['prompt:item'][p * I + i]! +
            effects['task:item'][t * I + i]!;
          const noise = Math.sqrt(VARIANCES.Residual) * random.normal();
          const score = Math.round(100 * (expected + noise)) / 100;
          residuals.push(score - expected);
          if (isOutside(score)) outside++;
          const failure = random.uniform() < FAILURE_RATES[m]! ? failureKind(m, random) : null;
          scores.push({ model, prompt, task, item, score: failure ? null : score, failure });
        }),
      ),
    ),
  );

  const texts = snippets(I, random);
  return {
    scores,
    references,
    outcomes: UNITS.map((unit, u) => {
      const lessons = quality.filter((_, ti) => Math.floor((ti % I) / LESSONS_PER_UNIT) === u);
      const above = mean(lessons) - QUALITY.mean;
      const gain = OUTCOME.mean + OUTCOME.slope * above + OUTCOME.noise * random.normal();
      return { unit, outcome: Math.round(10 * gain) / 10 };
    }),
    items: ITEMS.map((item, i) => ({
      item,
      unit: UNITS[Math.floor(i / LESSONS_PER_UNIT)]!,
      text: texts[i]!,
    })),
    realised: {
      ...(Object.fromEntries(
        Object.entries(effects).map(([term, drawn]) => [term, sampleVariance(drawn)]),
      ) as Record<keyof typeof effects, number>),
      // The differences of SHARED from 1 sum to zero, so that M - 1 of them are free.
      'model:item': ownModelItem + sampleVariance(SHARED) * sampleVariance(effects.item),
      'task:item': sampleVariance(realisedTaskItem),
      Residual: sampleVariance(residuals),
    },
    outside,
  };
}

function isOutside(score: number): boolean {
  return score < SCALE.low || score > SCALE.high;
}

function failureKind(model: number, random: Random): string {
  const size = FAILURE_RATES[model]! > 0.01 ? 'small' : 'large';
  let left = random.uniform();
  for (const failure of FAILURES) {
    left -= failure[size];
    if (left < 0) return failure.kind;
  }
  return FAILURES[0].kind;
}

function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}

function sampleVariance(values: ArrayLike<number>): number {
  const centre = mean(values);
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += (values[i]! - centre) ** 2;
  return squares / (values.length - 1);
}
