import { tableFromIPC } from 'apache-arrow';
import { expect, test } from 'vitest';
import { DEFAULT_QUESTION } from '../../../src/domain/question.ts';
import type { SqlParameter } from '../../../src/domain/sql-parameter.ts';
import type { SqlValue } from '../../../src/domain/statement.ts';
import { openSession, textFile } from './open-session.ts';

const STUDY = ['model,item,score,reference']
  .concat(Array.from({ length: 40 }, (_, i) => `${'ab'[i % 2]},i${i},${i % 5},${(i + 1) % 4}`))
  .join('\n');

async function loaded() {
  const at = openSession();
  await at.take(textFile('s.csv', STUDY));
  const ask = async (text: string, values: Record<string, SqlValue> = {}) => {
    const parameters = Object.entries(values).map(([name, value]): SqlParameter => ({
      name,
      kind: 'text',
      value,
    }));
    const result = await at.session.runSql({ text, question: DEFAULT_QUESTION, parameters });
    if (!result.ok) return result.problem;
    const rows = tableFromIPC(result.value.ipc)
      .toArray()
      .map((row: { toJSON(): Record<string, unknown> }) => row.toJSON());
    return { types: result.value.types, rows };
  };
  const state = async () =>
    JSON.stringify(await at.rows('SELECT * FROM observations ORDER BY ALL'));
  return { at, ask, state };
}

test('values are bound by name, with their types, wherever the name stands', async () => {
  const { ask } = await loaded();
  const text = `SELECT $model AS m, count(*) AS n, $Least + 1 AS more, $flag AS flag
    FROM slice WHERE model = $model AND score >= $least AND NOT $flag GROUP BY ALL LIMIT $select`;
  const answer = await ask(text, { model: 'a', least: 1.5, flag: false, select: 1, unused: 'x' });
  expect(answer).toMatchObject({
    types: ['VARCHAR', 'BIGINT', 'DOUBLE', 'BOOLEAN'],
    rows: [{ m: 'a', n: 12, more: 2.5, flag: false }],
  });
  expect(await ask(text, { model: 'b', least: 4, flag: false, select: 1 })).toMatchObject({
    rows: [{ m: 'b', n: 4, more: 5 }],
  });
});

test('an absent value is NULL, and a parameter without any is a Problem', async () => {
  const { ask } = await loaded();
  expect(await ask('SELECT $a IS NULL AS n', { a: null })).toMatchObject({ rows: [{ n: true }] });
  expect(await ask('SELECT $a, $b', { b: 1 })).toMatchObject({
    code: 'missing-parameter',
    message: 'The parameter $a has no value.',
  });
});

test('hostile values stay values', async () => {
  const { ask, state } = await loaded();
  const before = await state();
  for (const value of [
    `'; DROP TABLE observation; --`,
    `'); DELETE FROM observation; --`,
    `"; DETACH mine; --`,
    `getvariable('declination_value_0')`,
    `$$; DROP TABLE observation; $$`,
    '$b',
    `\\'`,
    '\u0000',
    '\u202e\ud83e\udded',
    '__proto__',
    'x'.repeat(2000),
  ]) {
    const answer = await ask('SELECT $a AS a, $b AS b WHERE $a = $a', { a: value, b: 1 });
    expect(answer, value).toMatchObject({ rows: [{ a: value, b: 1 }] });
  }
  for (const value of [1e308, -1e-308, Number.MAX_SAFE_INTEGER, -0.1])
    expect(await ask('SELECT $a::DOUBLE AS a', { a: value })).toMatchObject({
      rows: [{ a: value }],
    });
  expect(await state()).toBe(before);
});

test('a statement with parameters cannot change the observations, nor bring a second one along', async () => {
  const { ask, state } = await loaded();
  const before = await state();
  for (const text of [
    'DELETE FROM observation WHERE score > $a',
    'UPDATE observation SET score = $a',
    'INSERT INTO observation (score) VALUES ($a)',
    'SELECT $a; DELETE FROM observation',
    'SELECT $a; COMMIT; DELETE FROM observation',
    'WITH x AS (SELECT $a) DELETE FROM observation',
    'EXECUTE declination_asked(a := 1)',
    'PREPARE declination_asked AS SELECT $a',
    'SET VARIABLE declination_value_0 = $a',
  ])
    expect(await ask(text, { a: 0 }), text).toHaveProperty('code');
  expect(await state()).toBe(before);
});

test('tables of the reader’s own are added to, changed and emptied with parameters', async () => {
  const { ask } = await loaded();
  await ask('CREATE TABLE kept (a DOUBLE, t VARCHAR)');
  await ask('INSERT INTO kept VALUES ($a, $t)', { a: 1, t: 'one' });
  await ask('INSERT INTO kept VALUES ($a, $t)', { a: 2, t: 'two' });
  await ask('UPDATE kept SET t = $t WHERE a = $a', { a: 2, t: 'zwei' });
  await ask('DELETE FROM kept WHERE a < $a', { a: 1.5 });
  expect(await ask('FROM kept')).toMatchObject({ rows: [{ a: 2, t: 'zwei' }] });
});

test('a mistake is told with the place it has in the text as typed', async () => {
  const { ask } = await loaded();
  expect(await ask('SELECT $a,\n  nonsense FROM slice', { a: 1 })).toMatchObject({
    detail: expect.stringMatching(/LINE 2: {3}nonsense FROM slice\n {10}\^/) as string,
  });
  const late = await ask("SELECT 1 WHERE\n  $a > DATE '2020-01-01'", { a: true });
  expect(late).toMatchObject({ code: 'query-failed' });
  expect('detail' in late && late.detail).not.toContain('declination_');
});

test('an endless statement with parameters stops when told, and leaves the tables as they were', async () => {
  const { at, ask, state } = await loaded();
  const before = await state();
  const running = ask(
    'WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT (n + 1) % $m::INT FROM t) SELECT sum(n) FROM t',
    { m: 1000 },
  );
  await new Promise((resolve) => setTimeout(resolve, 300));
  await at.session.cancelSql();
  expect(await running).toMatchObject({ code: 'query-cancelled' });
  expect(await state()).toBe(before);
  expect(await ask('SELECT count(*) AS n FROM slice WHERE score > $s', { s: -1 })).toMatchObject({
    rows: [{ n: 40 }],
  });
});
