// Makes the files of this folder: npx tsx data-samples/classroom-talk/generate.ts [folder]
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { csv, round } from '../csv.ts';
import {
  BENCHMARKS,
  ITEMS,
  MODELS,
  OFFSET,
  PROMPTS,
  RATERS,
  REFERENCE_NOISE,
  SEED,
  TASKS,
  UNITS,
  VARIANCES,
} from './design.ts';
import type { Term } from './design.ts';
import { meanBetweenModels, withExperts, withOutcome } from './ladder-truth.ts';
import { drawStudy } from './study.ts';
import type { Study } from './study.ts';

/** Names of the files that `generate` writes. */
export const FILES = [
  'scores.csv',
  'scores.parquet',
  'references.csv',
  'outcomes.csv',
  'items.csv',
  'benchmarks.csv',
  'expected.json',
] as const;

/** Writes all files of the study into `folder`; the same bytes every time. */
export async function generate(folder: string): Promise<void> {
  const study = drawStudy(SEED);
  if (study.outside > 0)
    throw new Error(`invalid seed; scores outside the scale: ${study.outside}`);
  mkdirSync(folder, { recursive: true });
  const write = (name: (typeof FILES)[number], text: string): void =>
    writeFileSync(join(folder, name), text);
  write(
    'scores.csv',
    csv(
      ['model', 'prompt', 'task', 'item', 'score', 'failure'],
      study.scores.map((row) => ({ ...row, score: row.score?.toFixed(2) ?? null })),
    ),
  );
  write('references.csv', csv(['task', 'item', 'rater', 'score'], study.references));
  write(
    'outcomes.csv',
    csv(
      ['unit', 'outcome'],
      study.outcomes.map((row) => ({ ...row, outcome: row.outcome.toFixed(1) })),
    ),
  );
  write('items.csv', csv(['item', 'unit', 'text'], study.items));
  write(
    'benchmarks.csv',
    csv(
      ['model', 'benchmark', 'score'],
      Object.entries(BENCHMARKS).flatMap(([benchmark, scores]) =>
        MODELS.map((model, m) => ({ model, benchmark, score: scores[m]!.toFixed(1) })),
      ),
    ),
  );
  write('expected.json', `${JSON.stringify(expected(study), null, 2)}\n`);
  await writeParquet(join(folder, 'scores.csv'), join(folder, 'scores.parquet'));
}

/** The same rows as Parquet, in the same order; one thread, so that the bytes repeat. */
async function writeParquet(from: string, to: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  const quoted = (path: string): string => `'${path.replaceAll("'", "''")}'`;
  rmSync(to, { force: true });
  await connection.run(
    `COPY (SELECT * FROM read_csv(${quoted(from)}, header = true, columns = {
       model: 'VARCHAR', prompt: 'VARCHAR', task: 'VARCHAR', item: 'VARCHAR',
       score: 'DOUBLE', failure: 'VARCHAR'})) TO ${quoted(to)} (FORMAT parquet, COMPRESSION snappy)`,
  );
  connection.closeSync();
  instance.closeSync();
}

/** What the files hold and what is true of them, for the tests and the README. */
function expected(study: Study): object {
  const failures: Record<string, number> = {};
  for (const { failure } of study.scores)
    if (failure) failures[failure] = (failures[failure] ?? 0) + 1;
  const missing = Object.values(failures).reduce((a, b) => a + b, 0);
  const truth = (term: Term): number =>
    VARIANCES[term] + (term === 'task:item' ? REFERENCE_NOISE : 0);
  const terms = Object.keys(VARIANCES) as Term[];
  const total = terms.reduce((sum, term) => sum + truth(term), 0);
  const share = (members: readonly Term[]): number =>
    round(members.reduce((sum, term) => sum + truth(term), 0) / total);
  const forAll: Term[] = ['model', 'prompt', 'model:prompt'];
  const perTask: Term[] = ['model:task', 'prompt:task', 'model:prompt:task'];
  return {
    seed: SEED,
    counts: {
      rows: study.scores.length,
      scored: study.scores.length - missing,
      missing,
      failures,
      models: MODELS.length,
      prompts: PROMPTS.length,
      tasks: TASKS.length,
      items: ITEMS.length,
      raters: RATERS.length,
      references: study.references.length,
      units: UNITS.length,
    },
    measure: 'signed',
    offset: OFFSET,
    components: Object.fromEntries(
      terms.map((term) => [
        term,
        { variance: round(truth(term)), drawn: round(study.realised[term]) },
      ]),
    ),
    total: round(total),
    referenceNoise: round(REFERENCE_NOISE),
    shares: {
      choice: share([...forAll, ...perTask]),
      choiceForAllTasks: share(forAll),
      common: share(['task', 'item', 'task:item']),
      notChoosable: share(['model:item', 'prompt:item']),
      measurement: share(['Residual']),
    },
    ladder: MODELS.map((model, m) => ({
      model,
      benchmark: BENCHMARKS['General knowledge'][m],
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
if (process.argv[1] === here) await generate(process.argv[2] ?? dirname(here));
