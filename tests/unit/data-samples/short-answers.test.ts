import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FILES, generate } from '../../../data-samples/short-answers/generate.ts';
import { agreementOf, ensembleOf, ladderOf, spearman } from './patterns.ts';

const folder = join(import.meta.dirname, '../../../data-samples/short-answers');
const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as {
  counts: Record<string, number>;
  ladder: { model: string; benchmark: number; experts: number; outcome: number }[];
  agreement: { modelModel: number; acrossTasks: number; modelExperts: number };
};

let connection: DuckDBConnection;
let again: string;

beforeAll(async () => {
  again = mkdtempSync(join(tmpdir(), 'short-answers-'));
  connection = await (await DuckDBInstance.create(':memory:')).connect();
  for (const name of ['scores', 'references', 'outcomes', 'items'])
    await connection.run(`CREATE VIEW "${name}" AS FROM read_csv('${folder}/${name}.csv')`);
  await connection.run(`CREATE VIEW benchmarks AS SELECT model, 'Reading' AS benchmark,
    "Reading" AS score FROM read_csv('${folder}/benchmarks.csv')`);
});

afterAll(() => {
  connection.closeSync();
  rmSync(again, { recursive: true });
});

async function numberOf(sql: string): Promise<number> {
  const [row] = (await connection.runAndReadAll(sql)).getRowsJS();
  return Number(row![0]);
}

test('generating the study again gives the committed bytes', () => {
  generate(again);
  for (const name of FILES) {
    const same = readFileSync(join(again, name)).equals(readFileSync(join(folder, name)));
    expect(same, name).toBe(true);
  }
});

test('the counts are those of expected.json, and every answer has its ratings and its pupil', async () => {
  const { counts } = expected;
  expect(await numberOf('SELECT count(score) FROM scores')).toBe(counts['rows']);
  expect(await numberOf('SELECT count(DISTINCT (model, prompt, task, item)) FROM scores')).toBe(
    counts['rows'],
  );
  expect(await numberOf('SELECT count(DISTINCT model) FROM scores')).toBe(counts['models']);
  expect(await numberOf('SELECT count(*) FROM "references"')).toBe(counts['references']);
  expect(await numberOf('SELECT count(*) FROM outcomes')).toBe(counts['units']);
  expect(await numberOf('SELECT count(*) FROM items SEMI JOIN outcomes USING (unit)')).toBe(
    counts['items'],
  );
  expect(
    await numberOf(`SELECT count(*) FROM (SELECT DISTINCT task, item FROM scores)
      SEMI JOIN "references" USING (task, item)`),
  ).toBe(counts['items']! * counts['tasks']!);
  expect(await numberOf('SELECT count(*) FROM scores WHERE score NOT BETWEEN 0 AND 20')).toBe(0);
});

test('agreement with experts and with the outcome rise from model to model as they are said to', async () => {
  const found = await ladderOf(connection, 'Reading');
  expect(found).toHaveLength(expected.ladder.length);
  found.forEach((line) => {
    const truth = expected.ladder.find(({ model }) => model === line.model)!;
    expect(line.benchmark).toBe(truth.benchmark);
    expect(Math.abs(line.experts - truth.experts), `${line.model} experts`).toBeLessThan(0.1);
    expect(Math.abs(line.outcome - truth.outcome), `${line.model} outcome`).toBeLessThan(0.2);
  });
  for (const rung of ['experts', 'outcome'] as const)
    expect(spearman(found, 'benchmark', rung), rung).toBeGreaterThan(0.85);
});

test('models agree with the experts more than with each other', async () => {
  const { modelModel, acrossTasks, modelExperts } = expected.agreement;
  expect(modelModel).toBeLessThan(modelExperts - 0.05);
  expect(acrossTasks).toBeLessThan(modelModel);
  const found = await agreementOf(connection);
  expect(Math.abs(found.modelModel - modelModel)).toBeLessThan(0.1);
  expect(Math.abs(found.acrossTasks - acrossTasks)).toBeLessThan(0.1);
  expect(Math.abs(found.modelExperts - modelExperts)).toBeLessThan(0.1);
});

test('the mean of all models errs less than the best of them', async () => {
  const { ofMean, best } = await ensembleOf(connection);
  expect(ofMean).toBeLessThan(0.9 * best);
});

test('the folder stays below 1 MB', () => {
  const bytes = FILES.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  expect(bytes).toBeLessThan(1e6);
});
