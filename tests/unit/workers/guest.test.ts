import { tableFromIPC } from 'apache-arrow';
import { expect, test } from 'vitest';
import { DEFAULT_QUESTION } from '../../../src/domain/question.ts';
import type { Question } from '../../../src/domain/question.ts';
import { openSession, textFile } from './open-session.ts';

const STUDY = ['model,item,score,reference']
  .concat(
    ['a', 'b'].flatMap((model, m) =>
      Array.from({ length: 20 }, (_, i) => `${model},i${i},${i % 5},${(i + m) % 4}`),
    ),
  )
  .join('\n');

async function loaded() {
  const at = openSession();
  await at.take(textFile('s.csv', STUDY));
  const ask = async (text: string, question: Question = DEFAULT_QUESTION) => {
    const result = await at.session.runSql({ text, question, parameters: [] });
    if (!result.ok) return result.problem;
    const rows = tableFromIPC(result.value.ipc)
      .toArray()
      .map((row: { toJSON(): Record<string, unknown> }) => row.toJSON());
    return { ...result.value, rows };
  };
  /** Everything that the workbench has, as one text. */
  const state = async () =>
    JSON.stringify([
      await at.rows('SELECT * FROM observations ORDER BY ALL'),
      await at.rows(
        "SELECT table_name, table_type FROM information_schema.tables WHERE table_catalog = 'memory' ORDER BY ALL",
      ),
      await at.rows('SELECT count(*)::DOUBLE AS n, sum(score) AS s FROM observation'),
    ]);
  return { at, ask, state };
}

test('a statement is answered with its rows and the types the engine gives its columns', async () => {
  const { ask } = await loaded();
  const answer = await ask(
    '-- how many\nSELECT model, count(*) AS n, sum(score)::DECIMAL(9,2) AS s FROM observations GROUP BY model ORDER BY model;',
  );
  expect(answer).toMatchObject({ complete: true, types: ['VARCHAR', 'BIGINT', 'DECIMAL(9,2)'] });
  expect('rows' in answer && answer.rows.map((row) => row['n'])).toEqual([20, 20]);
});

test('`slice` is what the filters leave, with the error that the question asks for', async () => {
  const { ask } = await loaded();
  const question: Question = {
    ...DEFAULT_QUESTION,
    measure: 'squared',
    filters: [{ facet: 'model', levels: ['b', "it's"] }],
  };
  const answer = await ask(
    'SELECT count(*) AS n, avg(error) AS e, avg((score - reference) ^ 2) AS own FROM slice',
    question,
  );
  const [row] = 'rows' in answer ? answer.rows : [];
  expect(row['n']).toBe(20);
  expect(row['e']).toBeCloseTo(Number(row['own']), 12);
});

test('tables and views of the reader’s own are kept from one statement to the next', async () => {
  const { at, ask, state } = await loaded();
  const before = await state();
  await ask('CREATE TABLE worst AS SELECT * FROM slice WHERE error > 2');
  await ask('INSERT INTO worst SELECT * FROM slice WHERE error <= 2');
  await ask('CREATE OR REPLACE VIEW few AS FROM worst LIMIT 3');
  expect(await ask('SELECT count(*) AS n FROM worst')).toMatchObject({ rows: [{ n: 40 }] });
  expect(await ask('SELECT count(*) AS n FROM few')).toMatchObject({ rows: [{ n: 3 }] });
  expect(await state()).toBe(before);
  await at.session.clear();
  expect(await ask('FROM worst')).toMatchObject({ code: 'query-failed' });
  await at.take(textFile('again.csv', STUDY));
  expect(await ask('SELECT count(*) AS n FROM slice')).toMatchObject({ rows: [{ n: 40 }] });
});

const CHANGING = [
  'DELETE FROM observation',
  'DELETE FROM memory.main.observation WHERE TRUE RETURNING *',
  'UPDATE observation SET score = 0',
  'INSERT INTO observation SELECT * FROM observation',
  'TRUNCATE observation',
  'DROP TABLE observation',
  'DROP VIEW observations',
  'DROP VIEW IF EXISTS memory.main.observations CASCADE',
  'ALTER TABLE observation DROP COLUMN score',
  'ALTER TABLE observation RENAME TO gone',
  'CREATE OR REPLACE VIEW memory.main.observations AS SELECT 1 AS score',
  'CREATE OR REPLACE TABLE memory.main.observation AS SELECT 1 AS score',
  'CREATE TABLE memory.main.extra AS SELECT 1 AS a',
  'CREATE TABLE observations AS SELECT 1 AS score',
  'CREATE VIEW Observations AS SELECT 1 AS score',
  'CREATE TABLE scored AS SELECT 1 AS score',
  'CREATE TEMP TABLE observations AS SELECT 1 AS score',
  'CREATE TABLE temp.observations AS SELECT 1 AS score',
  'CREATE MACRO abs(x) AS 0',
  'CREATE SCHEMA memory.other',
  'CREATE SEQUENCE s',
  'EXPLAIN ANALYZE DELETE FROM observation',
  'WITH x AS (SELECT 1) DELETE FROM observation',
  'WITH x AS (SELECT 1 AS score) INSERT INTO observation (score) FROM x',
  'MERGE INTO observation USING (SELECT 1 AS score) n ON TRUE WHEN MATCHED THEN DELETE',
  'SELECT 1; DELETE FROM observation',
  'SELECT 1; COMMIT; DELETE FROM observation',
  'COMMIT; DELETE FROM memory.main.observation; BEGIN',
  'SELECT $$;$$; DELETE FROM observation',
  "SELECT ';'; DROP TABLE observation",
  '/* /* */ SELECT */ COMMIT',
  '/* SELECT */ ROLLBACK',
  'BEGIN',
  'END',
  'ABORT',
  'USE memory',
  'DETACH mine',
  "ATTACH ':memory:' AS other",
  'SET threads = 1',
  "SET search_path = 'memory'",
  'RESET search_path',
  'PRAGMA database_list',
  'CALL pragma_version()',
  'CHECKPOINT',
  'VACUUM',
  'PREPARE p AS DELETE FROM observation',
  'EXECUTE p',
  "COPY observation TO '/in/out.csv'",
  "COPY observation FROM '/in/in.csv'",
  "EXPORT DATABASE '/in/out'",
  'INSTALL json',
  'LOAD json',
];

test('nothing that is typed changes the observations', async () => {
  const { ask, state } = await loaded();
  const before = await state();
  const succeeded: string[] = [];
  for (const text of CHANGING) if ('rows' in (await ask(text))) succeeded.push(text);
  expect(succeeded).toEqual([]);
  expect(await state()).toBe(before);
  expect(await ask('SELECT count(*) AS n FROM observations')).toMatchObject({ rows: [{ n: 40 }] });
});

test('a change of the workbench’s tables is refused as what it is', async () => {
  const { ask } = await loaded();
  expect(await ask('DELETE FROM observation')).toMatchObject({ code: 'read-only' });
  expect(await ask('SELECT 1; SELECT 2')).toMatchObject({ code: 'several-statements' });
  expect(await ask('CREATE VIEW observations AS SELECT 1')).toMatchObject({ code: 'name-taken' });
  expect(await ask('INSTALL json')).toMatchObject({ code: 'statement-refused', found: 'INSTALL' });
  expect(await ask(' -- nothing\n;')).toMatchObject({ code: 'empty-statement' });
});

test('a pivot, which the engine takes apart, is one statement', async () => {
  const { ask } = await loaded();
  expect(await ask('PIVOT slice ON model USING count(*) GROUP BY task')).toMatchObject({
    rows: [{ a: 20, b: 20 }],
  });
});

test('a statement that would run for ever stops when told, and the next one is answered', async () => {
  const { at, ask, state } = await loaded();
  const before = await state();
  const endless =
    'WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT (n + 1) % 1000 FROM t) SELECT sum(n) FROM t';
  for (const text of [endless, endless.replace('sum(n)', '*')]) {
    const running = ask(text);
    await new Promise((resolve) => setTimeout(resolve, 300));
    const start = performance.now();
    await at.session.cancelSql();
    const outcome = await running;
    expect(performance.now() - start).toBeLessThan(500);
    if (!('rows' in outcome)) expect(outcome).toMatchObject({ code: 'query-cancelled' });
  }
  expect(await state()).toBe(before);
  expect(await ask('SELECT count(*) AS n FROM slice')).toMatchObject({ rows: [{ n: 40 }] });
});

test('an answer with more rows than can be shown is cut, and says so', async () => {
  const { ask } = await loaded();
  const answer = await ask('SELECT range AS n FROM range(3000000)');
  expect(answer).toMatchObject({ complete: false });
  expect('rows' in answer && answer.rows.length).toBeGreaterThanOrEqual(500_000);
  expect('rows' in answer && answer.rows.length).toBeLessThan(600_000);
});
