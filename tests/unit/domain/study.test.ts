import { expect, test } from 'vitest';
import { parseStudies } from '../../../src/domain/study.ts';

const study = {
  id: 'spring-2026',
  title: 'Spring',
  says: 'Two models.',
  holds: '80 scores',
  files: ['data/scores.csv', { path: './data/references.csv', bytes: 12 }],
  queries: 'data/queries.json',
};

const list = (...studies: unknown[]) => parseStudies({ version: 1, studies });

test('a list of studies is read', () => {
  expect(list(study)).toEqual({
    ok: true,
    value: [
      {
        ...study,
        files: [
          { path: 'data/scores.csv', bytes: null },
          { path: './data/references.csv', bytes: 12 },
        ],
        queries: { path: 'data/queries.json', bytes: null },
        isSample: false,
        sketch: null,
      },
    ],
  });
  const { id, title, files } = study;
  expect(list({ id, title, files })).toMatchObject({
    ok: true,
    value: [{ says: '', holds: '', queries: null }],
  });
});

test.each([
  '/etc/passwd',
  '//elsewhere.test/scores.csv',
  'https://elsewhere.test/scores.csv',
  'javascript:alert(1)',
  'data:text/csv,a',
  '../scores.csv',
  'data/../../scores.csv',
  'data/%2e%2e/scores.csv',
  'data\\..\\scores.csv',
  'data//scores.csv',
  'data/./scores.csv',
  'scores.csv?x=1',
  'scores.csv#x',
  'sco\nres.csv',
  'sco\u0000res.csv',
  '',
  `${'x'.repeat(1001)}.csv`,
])('a file must lie below the page: %j is refused', (path) => {
  const refused = { ok: false, problem: { code: 'damaged-studies' } };
  expect(list({ ...study, files: [path] })).toMatchObject(refused);
  expect(list({ ...study, files: [{ path }] })).toMatchObject(refused);
  expect(list({ ...study, queries: path })).toMatchObject(refused);
});

test('what is no list of studies is a Problem that names the field', () => {
  const fieldOf = (input: unknown) => {
    const read = parseStudies(input);
    return read.ok ? null : read.problem.field;
  };
  for (const input of [null, 7, 'x', [], {}, { version: 2, studies: [] }])
    expect(fieldOf(input)).toBe('version');
  expect(fieldOf({ version: 1, studies: {} })).toBe('studies');
  expect(fieldOf({ version: 1, studies: Array(201).fill(study) })).toBe('studies');
  const cases: [string, unknown][] = [
    ['id', { ...study, id: '../x' }],
    ['id', { ...study, id: 7 }],
    ['id', null],
    ['title', { ...study, title: '  ' }],
    ['title', { ...study, title: 'x'.repeat(121) }],
    ['says', { ...study, says: {} }],
    ['holds', { ...study, holds: 1 }],
    ['files', { ...study, files: [] }],
    ['files', { ...study, files: 'scores.csv' }],
    ['files', { ...study, files: [{ path: 'scores.csv', bytes: -1 }] }],
    ['files', { ...study, files: [{ path: 'scores.csv', bytes: 1e300 }] }],
    ['queries', { ...study, queries: 7 }],
  ];
  for (const [field, entry] of cases) expect(fieldOf({ version: 1, studies: [entry] })).toBe(field);
  expect(fieldOf({ version: 1, studies: [study, study] })).toBe('id');
});

test('prototype keys in a list of studies change nothing', () => {
  const text =
    '{"version":1,"studies":[{"__proto__":{"isSample":true},"id":"a","title":"A","files":["a.csv"]}]}';
  expect(parseStudies(JSON.parse(text))).toMatchObject({ ok: true, value: [{ isSample: false }] });
  expect(({} as { isSample?: unknown }).isSample).toBeUndefined();
});
