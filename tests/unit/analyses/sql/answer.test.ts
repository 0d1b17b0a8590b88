import { expect, test } from 'vitest';
import { orderRows, writeValue } from '../../../../src/analyses/sql/answer-table.ts';
import { csvPieces, tabbed } from '../../../../src/analyses/sql/answer-text.ts';
import { chartModel, suggestCharts } from '../../../../src/analyses/sql/chart.ts';
import { runSql } from '../../../../src/client/run-sql.ts';
import { DEFAULT_QUESTION } from '../../../../src/domain/question.ts';
import { openSession } from '../../workers/open-session.ts';

const { session } = openSession();

async function answer(text: string) {
  const result = await runSql(session, text, DEFAULT_QUESTION);
  if (!result.ok) throw new Error(result.problem.detail ?? result.problem.message);
  return result.value.table;
}

test('values of every type reach the page as what they are', async () => {
  const table = await answer(
    "SELECT 12::HUGEINT AS h, (-7.25)::DECIMAL(9,2) AS d, 3::BIGINT AS b, DATE '2020-01-02' AS day, TIMESTAMP '2020-01-02 03:04:05' AS t, [1, 2] AS list, {'a': 1} AS struct, true AS yes, NULL AS none, 'x'::BLOB AS bytes, 0.5::DOUBLE AS half, 'word' AS word",
  );
  const row = Object.fromEntries(table.columns.map(({ name }, c) => [name, table.at(0, c)]));
  expect(row).toEqual({
    h: 12,
    d: -7.25,
    b: 3,
    day: '2020-01-02',
    t: '2020-01-02 03:04:05',
    list: '[1,2]',
    struct: '{"a":1}',
    yes: true,
    none: null,
    bytes: '78',
    half: 0.5,
    word: 'word',
  });
  expect(table.columns.slice(0, 3).map(({ type }) => type)).toEqual([
    'HUGEINT',
    'DECIMAL(9,2)',
    'BIGINT',
  ]);
});

test('rows are ordered by a column, absent values last in both directions', async () => {
  const table = await answer(
    "SELECT * FROM (VALUES (2, 'item 10'), (NULL, NULL), (-1, 'item 9'), ('NaN'::DOUBLE, 'b')) t(x, name)",
  );
  const by = (column: number, descending: boolean) => [...orderRows(table, { column, descending })];
  expect(by(0, false)).toEqual([2, 0, 1, 3]);
  expect(by(0, true)).toEqual([0, 2, 1, 3]);
  expect(by(1, false)).toEqual([3, 2, 0, 1]);
  expect([...orderRows(table, null)]).toEqual([0, 1, 2, 3]);
});

test('numbers are shown with four decimals, whole ones without, tiny ones in powers', async () => {
  const table = await answer(
    'SELECT 1234.56789::DOUBLE AS a, 1234567 AS b, 0.0000012::DOUBLE AS c, -0.5::DOUBLE AS d',
  );
  const shown = table.columns.map((column, c) => writeValue(table.at(0, c), column));
  expect(shown).toEqual(['1,234.5679', '1,234,567', '1.200e−6', '−0.5000']);
});

test('text for files keeps full precision and no cell that a spreadsheet would run', async () => {
  const table = await answer(
    "SELECT 0.1::DOUBLE + 0.2 AS x, '=1+1' AS f, 'a\tb,\"c\"' AS t, NULL AS n",
  );
  const rows = orderRows(table, null);
  expect([...csvPieces(table, rows)].join('')).toBe(
    'x,f,t,n\r\n0.30000000000000004,\'=1+1,"a\tb,""c""",\r\n',
  );
  expect(tabbed(table, rows)).toBe('x\tf\tt\tn\n0.30000000000000004\t\'=1+1\ta b,"c"\t\n');
});

test('charts are suggested by the columns: means as dots, counts as bars, numbers as points', async () => {
  const means = await answer(
    "SELECT * FROM (VALUES ('a', 3, 0.5), ('b', 4, 0.7)) t(model, n, error)",
  );
  expect(suggestCharts(means)).toEqual(['dots', 'bars', 'points', 'none']);
  expect(chartModel(means, 'dots')).toMatchObject({
    label: 'error by model',
    rows: [{ name: 'a', value: 0.5 }, { name: 'b' }],
  });
  const counts = await answer("SELECT * FROM (VALUES ('a', 3), ('b', 4)) t(model, n)");
  expect(suggestCharts(counts)[0]).toBe('bars');
  const numbers = await answer('SELECT i AS x, i * i AS y FROM range(500) t(i)');
  expect(suggestCharts(numbers)[0]).toBe('points');
  expect(chartModel(numbers, 'points')).toMatchObject({ x: 'x', y: 'y', hidden: 0 });
  expect(suggestCharts(await answer('SELECT 1 AS one'))).toEqual(['none']);
  expect(suggestCharts(await answer("SELECT 'a' AS t FROM range(3)"))).toEqual(['none']);
});
