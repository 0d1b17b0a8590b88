import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gzip, readTable } from './read-table.ts';

describe('JSON tables', () => {
  test('an array, lines, concatenated objects and a data member give the same rows', async () => {
    const a = '{"model": "m", "score": 1.5}';
    const b = '{"model": "n", "score": null}';
    for (const text of [`[${a},\n ${b}]`, `${a}\n${b}\n`, `${a}${b}`, `{"data": [${a}, ${b}]}`]) {
      const table = await readTable(text);
      expect(table.columns).toEqual(['model', 'score']);
      expect(table.rows).toEqual([
        ['m', '1.5'],
        ['n', null],
      ]);
    }
  });

  test('bare NaN and Infinity are missing, also beside strings that spell them', async () => {
    const table = await readTable(
      '[{"a": "NaN", "b": NaN}, {"a": "x", "b": -Infinity}, {"a": "y", "b": 2}]',
    );
    expect(table.rows).toEqual([
      ['NaN', null],
      ['x', null],
      ['y', '2'],
    ]);
  });

  test('nested objects become dotted columns and lists stay as text', async () => {
    const table = await readTable('{"id": 7, "scores": {"f1": 0.5, "ok": true}, "tags": ["a"]}\n');
    expect(table.columns).toEqual(['id', 'scores.f1', 'scores.ok', 'tags']);
    expect(table.rows).toEqual([['7', '0.5', '1', '["a"]']]);
  });

  test('a cut last line and a line that is no object are left out and said', async () => {
    const table = await readTable('{"a": 1}\n{"a": oops}\n{"a": 3}\n{"a": 4');
    expect(table.rows).toEqual([['1'], ['3']]);
    expect(table.skips.map((skip) => skip.reason)).toEqual([
      'not a JSON object',
      'the last record is cut off',
    ]);
  });

  test('keys named __proto__ and constructor are plain data', async () => {
    const table = await readTable('{"__proto__": 1, "constructor": 2, "a": 3}\n');
    expect(table.columns).toEqual(['__proto__', 'constructor', 'a']);
    expect(table.rows).toEqual([['1', '2', '3']]);
  });

  test('any rows survive writing and reading, whatever the pieces', async () => {
    const cell = fc.oneof(
      fc.string({ unit: fc.constantFrom('a', 'ü', '😀', '"', '\\', '\n', '{', '}', '[', ']') }),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => (x === 0 ? 0 : x)),
      fc.constant(null),
    );
    const rows = fc.array(fc.record({ model: cell, score: cell }), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(
        rows,
        fc.integer({ min: 1, max: 50 }),
        fc.constantFrom('array', 'lines', 'packed'),
        async (data, chunk, form) => {
          const text =
            form === 'array'
              ? JSON.stringify(data)
              : data.map((row) => JSON.stringify(row)).join('\n');
          const table = await readTable(
            form === 'packed' ? await gzip(text) : text,
            'table',
            chunk,
          );
          const expected = data.map((row) =>
            [row.model, row.score].map((value) =>
              value === null || value === '' ? null : String(value),
            ),
          );
          expect(table.rows).toEqual(expected);
          expect(table.skips).toEqual([]);
        },
      ),
      { numRuns: 150 },
    );
  });
});

test('ids longer than a number holds keep their digits, in flat objects and in nested ones', async () => {
  const ids = ['1234567890123456789', '1234567890123456790', '1234567890123456791'];
  const text = (id: string, more: string): string => `{"item":${id},"score":1${more}}`;
  const columns = async (content: string): Promise<unknown[]> =>
    (await readTable(content)).rows.map((row) => row[0]);
  expect(await columns(ids.map((id) => text(id, '')).join('\n'))).toEqual(ids);
  expect(await columns(ids.map((id) => text(id, ',"meta":{"x":[1]}')).join('\n'))).toEqual(ids);
  expect(await columns(`[${ids.map((id) => text(id, '')).join(',')}]`)).toEqual(ids);
  expect(
    await columns(`{"columns":["item","score"],"data":[[${ids[0]},1],[${ids[1]},0]]}`),
  ).toEqual(ids.slice(0, 2));
});
