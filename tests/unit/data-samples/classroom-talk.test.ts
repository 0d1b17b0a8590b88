import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chiSquaredQuantile } from '../../../src/stats/special/chi-squared-quantile.ts';
import { agreementOf, ensembleOf, ladderOf, spearman } from './patterns.ts';
import { FILES, generate } from '../../../data-samples/classroom-talk/generate.ts';

const folder = join(import.meta.dirname, '../../../data-samples/classroom-talk');
const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as {
  counts: Record<string, number> & { failures: Record<string, number> };
  offset: number;
  components: Record<string, { variance: number; drawn: number }>;
  total: number;
  shares: Record<string, number>;
  ladder: { model: string; benchmark: number; experts: number; outcome: number }[];
  agreement: { modelModel: number; acrossTasks: number; modelExperts: number };
};

let connection: DuckDBConnection;
let again: string;

beforeAll(async () => {
  again = mkdtempSync(join(tmpdir(), 'classroom-talk-'));
  connection = await (await DuckDBInstance.create(':memory:')).connect();
  for (const name of ['scores', 'references', 'outcomes', 'items', 'benchmarks'])
    await connection.run(`CREATE VIEW "${name}" AS FROM read_csv('${folder}/${name}.csv')`);
});

afterAll(() => {
  connection.closeSync();
  rmSync(again, { recursive: true });
});

async function rows(sql: string): Promise<Record<string, unknown>[]> {
  return (await connection.runAndReadAll(sql)).getRowObjectsJS();
}

async function numberOf(sql: string): Promise<number> {
  return Number(Object.values((await rows(sql))[0]!)[0]);
}

test('generating the study again gives the committed bytes', async () => {
  await generate(again);
  for (const name of FILES) {
    const same = readFileSync(join(again, name)).equals(readFileSync(join(folder, name)));
    expect(same, name).toBe(true);
  }
});

test('the counts are those of expected.json', async () => {
  const { counts } = expected;
  expect(await numberOf('SELECT count(*) FROM scores')).toBe(counts['rows']);
  expect(await numberOf('SELECT count(score) FROM scores')).toBe(counts['scored']);
  for (const [name, column] of [
    ['models', 'model'],
    ['prompts', 'prompt'],
    ['tasks', 'task'],
    ['items', 'item'],
  ]) {
    expect(await numberOf(`SELECT count(DISTINCT ${column}) FROM scores`)).toBe(counts[name!]);
  }
  expect(await numberOf('SELECT count(*) FROM "references"')).toBe(counts['references']);
  expect(await numberOf('SELECT count(DISTINCT rater) FROM "references"')).toBe(counts['raters']);
  expect(await numberOf('SELECT count(*) FROM outcomes')).toBe(counts['units']);
  expect(await numberOf('SELECT count(DISTINCT text) FROM items')).toBe(counts['items']);
  const failures = await rows(
    'SELECT failure, count(*)::INTEGER AS n FROM scores WHERE failure IS NOT NULL GROUP BY failure',
  );
  expect(Object.fromEntries(failures.map((f) => [f['failure'], f['n']]))).toEqual(counts.failures);
});

test('every combination has one row, every task and item three ratings, every item a class', async () => {
  const combinations = 'SELECT count(DISTINCT (model, prompt, task, item)) FROM scores';
  expect(await numberOf(combinations)).toBe(expected.counts['rows']);
  const ratings = `SELECT count(*) FROM (SELECT DISTINCT task, item FROM scores) s
    SEMI JOIN (SELECT task, item FROM "references" GROUP BY ALL HAVING count(*) = 3) r
    USING (task, item)`;
  expect(await numberOf(ratings)).toBe(840);
  expect(await numberOf('SELECT count(*) FROM items SEMI JOIN outcomes USING (unit)')).toBe(120);
});

test('the Parquet file holds the rows of the CSV file in the same order', async () => {
  const differing = `SELECT count(*) FROM scores a
    POSITIONAL JOIN read_parquet('${folder}/scores.parquet') b
    WHERE (a.model, a.prompt, a.task, a.item, a.score, a.failure)
      IS DISTINCT FROM (b.model, b.prompt, b.task, b.item, b.score, b.failure)`;
  expect(await numberOf(differing)).toBe(0);
});

test('a score is missing exactly where a failure is named, and none leaves the scale', async () => {
  const wrong = `SELECT count(*) FROM scores
    WHERE (score IS NULL) <> (failure IS NOT NULL) OR score NOT BETWEEN 1 AND 7`;
  expect(await numberOf(wrong)).toBe(0);
});

test('the effects drawn are as spread as their variances say', () => {
  const degrees: Record<string, number> = {
    model: 7,
    prompt: 2,
    task: 6,
    item: 119,
    'model:prompt': 23,
    'model:task': 55,
    'prompt:task': 20,
    'model:prompt:task': 167,
    // Four fifths of it are differences in how much of the item's 119 free effects a model makes.
    'model:item': 184,
    'prompt:item': 359,
    'task:item': 839,
    Residual: 20_159,
  };
  for (const [term, { variance, drawn }] of Object.entries(expected.components)) {
    const df = degrees[term]!;
    // Twelve terms at 0.1 % each side.
    expect((drawn / variance) * df, term).toBeGreaterThan(chiSquaredQuantile(0.001, df));
    expect((drawn / variance) * df, term).toBeLessThan(chiSquaredQuantile(0.999, df));
  }
});

test('mean squares of the errors agree with the components that were drawn', async () => {
  const errors = `SELECT s.model, s.prompt, s.task, s.item, s.score - r.reference AS error FROM scores s
    JOIN (SELECT task, item, avg(score) AS reference FROM "references" GROUP BY ALL) r
    USING (task, item) WHERE s.score IS NOT NULL`;
  // Among the 24 responses to a task and item, everything but task, item and task:item differs.
  const within = await numberOf(
    `SELECT avg(v) FROM (SELECT var_samp(error) AS v FROM (${errors}) GROUP BY task, item)`,
  );
  const { components } = expected;
  const differing = Object.keys(components).filter(
    (t) => !['task', 'item', 'task:item'].includes(t),
  );
  // Sums of squares of 8 models 3 times over, of 3 prompts 8 times over, each on 23 degrees of freedom.
  const weight = (term: string): number => {
    const [model, prompt] = [term.includes('model'), term.includes('prompt')];
    return model === prompt ? 1 : model ? (3 * 7) / 23 : (8 * 2) / 23;
  };
  const sum = differing.reduce((total, t) => total + weight(t) * components[t]!.drawn, 0);
  expect(Math.abs(within / sum - 1)).toBeLessThan(0.1);
  expect(
    Math.abs((await numberOf(`SELECT avg(error) FROM (${errors})`)) - expected.offset),
  ).toBeLessThan(0.3);
});

test('agreement with experts and with the outcome fall from model to model as they are said to', async () => {
  const found = await ladderOf(connection, 'General knowledge');
  expect(found).toHaveLength(expected.ladder.length);
  found.forEach((line) => {
    const truth = expected.ladder.find(({ model }) => model === line.model)!;
    expect(line.benchmark).toBe(truth.benchmark);
    expect(Math.abs(line.experts - truth.experts), `${line.model} experts`).toBeLessThan(0.1);
    // 40 classes: the standard error of such a correlation is 0.1, much of it common to all models.
    expect(Math.abs(line.outcome - truth.outcome), `${line.model} outcome`).toBeLessThan(0.25);
  });
  for (const rung of ['experts', 'outcome'] as const)
    expect(spearman(found, 'benchmark', rung), rung).toBeLessThan(-0.85);
});

test('models agree with each other more than with the experts, also across tasks', async () => {
  const { modelModel, acrossTasks, modelExperts } = expected.agreement;
  expect(acrossTasks).toBeGreaterThan(modelExperts + 0.05);
  const found = await agreementOf(connection);
  expect(Math.abs(found.modelModel - modelModel)).toBeLessThan(0.1);
  expect(Math.abs(found.acrossTasks - acrossTasks)).toBeLessThan(0.1);
  expect(Math.abs(found.modelExperts - modelExperts)).toBeLessThan(0.1);
});

test('the mean of all models errs more than the best of them', async () => {
  const { ofMean, best } = await ensembleOf(connection);
  expect(ofMean).toBeGreaterThan(1.2 * best);
});

test('the folder stays below 2 MB', () => {
  const bytes = FILES.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  expect(bytes).toBeLessThan(2e6);
});
