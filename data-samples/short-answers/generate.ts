// Makes the files of this folder: npx tsx data-samples/short-answers/generate.ts [folder]
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { csv, round } from '../csv.ts';
import { BENCHMARKS, ITEMS, MODELS, PROMPTS, RATERS, SEED, TASKS, UNITS } from './design.ts';
import { meanBetweenModels, withExperts, withOutcome } from './ladder-truth.ts';
import { drawStudy } from './study.ts';
import type { Study } from './study.ts';

/** Names of the files that `generate` writes. */
export const FILES = [
  'scores.csv',
  'references.csv',
  'outcomes.csv',
  'items.csv',
  'benchmarks.csv',
  'expected.json',
] as const;

/** Writes all files of the study into `folder`; the same bytes every time. */
export function generate(folder: string): void {
  const study = drawStudy(SEED);
  if (study.outside > 0)
    throw new Error(`invalid seed; scores outside the scale: ${study.outside}`);
  mkdirSync(folder, { recursive: true });
  const write = (name: (typeof FILES)[number], text: string): void =>
    writeFileSync(join(folder, name), text);
  const scores = study.scores.map((row) => ({ ...row, score: row.score.toFixed(1) }));
  write('scores.csv', csv(['model', 'prompt', 'task', 'item', 'score'], scores));
  write('references.csv', csv(['task', 'item', 'rater', 'score'], study.references));
  write('outcomes.csv', csv(['unit', 'outcome'], study.outcomes));
  write('items.csv', csv(['item', 'unit'], study.items));
  const figures = MODELS.map((model, m) => ({
    model,
    Reading: BENCHMARKS.Reading[m]!.toFixed(1),
    Vocabulary: BENCHMARKS.Vocabulary[m]!.toFixed(1),
  }));
  write('benchmarks.csv', csv(['model', 'Reading', 'Vocabulary'], figures));
  write('expected.json', `${JSON.stringify(expected(study), null, 2)}\n`);
}

/** What the files hold and what is true of them, for the tests and the README. */
function expected(study: Study): object {
  return {
    seed: SEED,
    counts: {
      rows: study.scores.length,
      models: MODELS.length,
      prompts: PROMPTS.length,
      tasks: TASKS.length,
      items: ITEMS.length,
      raters: RATERS.length,
      references: study.references.length,
      units: UNITS.length,
    },
    ladder: MODELS.map((model, m) => ({
      model,
      benchmark: BENCHMARKS.Reading[m],
      experts: round(withExperts(m)),
      outcome: round(withOutcome(m)),
    })),
    agreement: {
      modelModel: round(meanBetweenModels(false)),
      acrossTasks: round(meanBetweenModels(true)),
      modelExperts: round(MODELS.reduce((sum, _, m) => sum + withExperts(m), 0) / MODELS.length),
    },
  };
}

const here = fileURLToPath(import.meta.url);
if (process.argv[1] === here) generate(process.argv[2] ?? dirname(here));
