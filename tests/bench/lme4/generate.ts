import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { seededRandom } from '../../../src/stats/resample/random.ts';

/** Share of the responses that are missing. */
const MISSING = 0.15;

/** Variance of every term and of the residual. */
const TRUE_VARIANCES = {
  model: 0.04,
  prompt: 0.01,
  task: 0.09,
  item: 0.25,
  rater: 0.005,
  'model:prompt': 0.006,
  'model:task': 0.05,
  'prompt:task': 0.012,
  'model:prompt:task': 0.02,
  'model:item': 0.08,
  'prompt:item': 0.04,
  Residual: 0.45,
} as const;

/** An evaluation study: items nested in tasks, everything else crossed, some responses missing. */
export interface EvaluationStudy {
  readonly models: number;
  readonly prompts: number;
  readonly tasks: number;
  readonly itemsPerTask: number;
  readonly raters: number;
  /** Whether items differ in how hard they are for one model, and under one prompt. */
  readonly itemInteractions: boolean;
  readonly seed: number;
}

/** Twelve models, six prompts, twenty tasks and two raters, with items for about so many rows. */
export function studyOfRows(rows: number, seed: number): EvaluationStudy {
  const design = { models: 12, prompts: 6, tasks: 20, raters: 2, itemInteractions: false };
  const perItem = design.models * design.prompts * design.tasks * design.raters * (1 - MISSING);
  return { ...design, itemsPerTask: Math.max(1, Math.round(rows / perItem)), seed };
}

/** Model:item and prompt:item with 20,000 levels each: as many models as prompts, on items to match. */
export function studyOfManyLevels(models: number, seed: number): EvaluationStudy {
  const tasks = 20;
  return {
    models,
    prompts: models,
    tasks,
    itemsPerTask: 20_000 / models / tasks,
    raters: 1,
    itemInteractions: true,
    seed,
  };
}

const two = (value: number) => String(value).padStart(2, '0');

/**
 * Yields the study as CSV text, task by task: a line per response with its score, six
 * decimals, and the reference 0, so that the signed error is the score.
 * Each task's rows are shuffled, so that no level comes in runs.
 */
function* evaluationCsv(study: EvaluationStudy): Generator<string> {
  const { models, prompts, tasks, itemsPerTask, raters } = study;
  const random = seededRandom(study.seed);
  const effects = (count: number, variance: number) =>
    Float64Array.from({ length: count }, () => Math.sqrt(variance) * random.normal());
  const t = TRUE_VARIANCES;
  const model = effects(models, t.model);
  const prompt = effects(prompts, t.prompt);
  const task = effects(tasks, t.task);
  const rater = effects(raters, t.rater);
  const modelPrompt = effects(models * prompts, t['model:prompt']);
  yield 'model,prompt,task,item,rater,score,reference\n';
  for (let k = 0; k < tasks; k++) {
    const item = effects(itemsPerTask, t.item);
    const modelTask = effects(models, t['model:task']);
    const promptTask = effects(prompts, t['prompt:task']);
    const all = effects(models * prompts, t['model:prompt:task']);
    const ofItems = (count: number, variance: number) =>
      effects(count * itemsPerTask, study.itemInteractions ? variance : 0);
    const modelItem = ofItems(models, t['model:item']);
    const promptItem = ofItems(prompts, t['prompt:item']);
    const lines: string[] = [];
    for (let m = 0; m < models; m++) {
      for (let p = 0; p < prompts; p++) {
        const mp = m * prompts + p;
        const cell = 0.3 + model[m] + prompt[p] + task[k] + modelPrompt[mp] + modelTask[m];
        const mean = cell + promptTask[p] + all[mp];
        for (let i = 0; i < itemsPerTask; i++) {
          const at = mean + modelItem[m * itemsPerTask + i] + promptItem[p * itemsPerTask + i];
          for (let r = 0; r < raters; r++) {
            const score = at + item[i] + rater[r] + Math.sqrt(t.Residual) * random.normal();
            if (random.uniform() < MISSING) continue;
            lines.push(
              `m${two(m)},p${two(p)},t${two(k)},t${two(k)}_i${i},r${r},${score.toFixed(6)},0\n`,
            );
          }
        }
      }
    }
    yield random.shuffle(lines).join('');
  }
}

/** Writes the study into a folder unless it is there from an earlier run; returns its path. */
export async function writeStudy(folder: string, study: EvaluationStudy): Promise<string> {
  const { models, prompts, tasks, itemsPerTask, raters, seed } = study;
  const design = [models, prompts, tasks, itemsPerTask, raters].join('x');
  const path = join(folder, `evaluation-${design}-seed-${seed}.csv`);
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  const file = await open(`${path}.part`, 'w');
  for (const text of evaluationCsv(study)) await file.write(text);
  await file.close();
  // Whole or not at all: a file left by a broken run must not be timed.
  renameSync(`${path}.part`, path);
  return path;
}
