import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { seededRandom } from '../../../src/stats/resample/random.ts';

/** Models, prompts, tasks and raters of the study; items per task set its size. */
const MODELS = 12;
const PROMPTS = 6;
const TASKS = 20;
const RATERS = 2;
/** Share of the responses that are missing. */
const MISSING = 0.15;

/** Variance of every term and of the residual. */
export const TRUE_VARIANCES = {
  model: 0.04,
  prompt: 0.01,
  task: 0.09,
  item: 0.25,
  rater: 0.005,
  'model:prompt': 0.006,
  'model:task': 0.05,
  'prompt:task': 0.012,
  'model:prompt:task': 0.02,
  Residual: 0.45,
} as const;

/** The study of the published benchmark: items nested in tasks, everything else crossed. */
export interface EvaluationStudy {
  readonly itemsPerTask: number;
  readonly seed: number;
}

/** Items per task that give about so many rows. */
export function studyOfRows(rows: number, seed: number): EvaluationStudy {
  const perItem = MODELS * PROMPTS * TASKS * RATERS * (1 - MISSING);
  return { itemsPerTask: Math.max(1, Math.round(rows / perItem)), seed };
}

const two = (value: number) => String(value).padStart(2, '0');

/**
 * Yields the study as CSV text, task by task: a line per response with its error, six decimals.
 * Each task's rows are shuffled, so that no level comes in runs.
 */
export function* evaluationCsv({ itemsPerTask, seed }: EvaluationStudy): Generator<string> {
  const random = seededRandom(seed);
  const effects = (count: number, variance: number) =>
    Float64Array.from({ length: count }, () => Math.sqrt(variance) * random.normal());
  const t = TRUE_VARIANCES;
  const model = effects(MODELS, t.model);
  const prompt = effects(PROMPTS, t.prompt);
  const task = effects(TASKS, t.task);
  const rater = effects(RATERS, t.rater);
  const modelPrompt = effects(MODELS * PROMPTS, t['model:prompt']);
  yield 'model,prompt,task,item,rater,err\n';
  for (let k = 0; k < TASKS; k++) {
    const item = effects(itemsPerTask, t.item);
    const modelTask = effects(MODELS, t['model:task']);
    const promptTask = effects(PROMPTS, t['prompt:task']);
    const all = effects(MODELS * PROMPTS, t['model:prompt:task']);
    const lines: string[] = [];
    for (let m = 0; m < MODELS; m++) {
      for (let p = 0; p < PROMPTS; p++) {
        const mp = m * PROMPTS + p;
        const cell = 0.3 + model[m] + prompt[p] + task[k] + modelPrompt[mp] + modelTask[m];
        const mean = cell + promptTask[p] + all[mp];
        for (let i = 0; i < itemsPerTask; i++) {
          for (let r = 0; r < RATERS; r++) {
            const error = mean + item[i] + rater[r] + Math.sqrt(t.Residual) * random.normal();
            if (random.uniform() < MISSING) continue;
            lines.push(`m${two(m)},p${p},t${two(k)},t${two(k)}_i${i},r${r},${error.toFixed(6)}\n`);
          }
        }
      }
    }
    yield random.shuffle(lines).join('');
  }
}

/** Writes the study into a folder unless it is there from an earlier run; returns its path. */
export async function writeStudy(folder: string, study: EvaluationStudy): Promise<string> {
  const path = join(folder, `evaluation-${study.itemsPerTask}-items-seed-${study.seed}.csv`);
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  const file = await open(`${path}.part`, 'w');
  for (const text of evaluationCsv(study)) await file.write(text);
  await file.close();
  // Whole or not at all: a file left by a broken run must not be timed.
  renameSync(`${path}.part`, path);
  return path;
}
