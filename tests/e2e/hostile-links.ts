import { packLink } from '../../src/state/link.ts';
import { INITIAL_STATE } from '../../src/state/url.ts';

/** Texts that would be a script, a statement, or the end of one, where they were not kept as text. */
const texts = (origin: string): readonly string[] => [
  `<script>window.taken = 1</script>`,
  `<img src=x onerror="window.taken = 1">`,
  `<svg onload="window.taken = 1">`,
  `javascript:window.taken=1`,
  `"><iframe src="${origin}/frame"></iframe>`,
  `{@html '<b>'}\${window.taken = 1}`,
  `'; DROP TABLE observation; --`,
  `"; DELETE FROM observation; --`,
  `') OR 1=1; ATTACH '${origin}/a.db'; --`,
  `__proto__`,
  `constructor`,
  `toString`,
  `\u202etxt.exe\u0000`,
  `${'a'.repeat(1900)}`,
  `=HYPERLINK("${origin}/x")`,
];

/** Statements that write, reach out, or never end. A link may hold them; opening it runs none. */
const statements = (origin: string): readonly string[] => [
  'CREATE TABLE taken AS SELECT 1 AS a',
  'CREATE OR REPLACE VIEW observations AS SELECT 0 AS score',
  'DELETE FROM observation',
  'DROP TABLE observation',
  'UPDATE observation SET score = 0',
  'INSERT INTO observation SELECT * FROM observation',
  'WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n FROM t) SELECT sum(n) FROM t',
  'SELECT count(*) FROM range(1000000) a, range(1000000) b, range(1000000) c',
  `SELECT * FROM read_csv('${origin}/read.csv')`,
  `ATTACH '${origin}/a.db' AS away`,
  `COPY observation TO '${origin}/copy.csv'`,
  'SELECT 1; CREATE TABLE taken AS SELECT 1 AS a',
  `<script>window.taken = 1</script>`,
];

/** Numbers and things that are none, where a number, a name or a list is meant. */
const values: readonly unknown[] = [
  1e308,
  -1e308,
  Number.MAX_SAFE_INTEGER + 2,
  null,
  [],
  {},
  [[[[]]]],
  true,
  'x'.repeat(100_000),
  { __proto__: null, length: 1e9 },
  { toString: 'x', valueOf: 'y' },
  Array.from({ length: 5000 }, () => 'a'),
];

const { question, options } = INITIAL_STATE;

/** A benchmark that was typed in, with names from outside. */
const typed = (text: string) => ({
  from: 'typed',
  name: text.slice(0, 2000),
  scores: [
    { model: 'alpha', score: -1e308 },
    { model: text, score: 1e308 },
  ],
});

/** At least a hundred hashes of hostile links. */
export function hostileHashes(origin: string): string[] {
  const file = { name: 'a.csv', size: 1, hash: 'ab'.repeat(32), rows: 1 };
  const named = texts(origin).flatMap((text) => [
    { ...INITIAL_STATE, view: 'slices', question: { ...question, cluster: text } },
    {
      ...INITIAL_STATE,
      view: 'slices',
      question: { ...question, filters: [{ facet: text, levels: [text] }] },
    },
    {
      ...INITIAL_STATE,
      view: 'slices',
      question: { ...question, filters: [{ facet: 'model', levels: [text] }] },
      options: { ...options, slices: { ...options.slices, by: text, rows: text, columns: text } },
    },
    { ...INITIAL_STATE, files: [{ ...file, name: text }] },
    {
      ...INITIAL_STATE,
      view: 'ladder',
      question: {
        ...question,
        names: [{ facet: 'model', from: [text, 'alpha'], to: text }],
        grades: [{ label: text.slice(0, 200), value: 1e150 }],
      },
      options: { ...options, ladder: { ...options.ladder, marked: text, benchmark: typed(text) } },
    },
    {
      ...INITIAL_STATE,
      view: 'judges',
      options: {
        ...options,
        judges: {
          ...options.judges,
          own: 'family',
          families: [{ name: text, patterns: [text, `${'*a'.repeat(40)}b`] }],
          people: [text],
          sources: [text],
        },
      },
    },
    {
      ...INITIAL_STATE,
      view: 'sql',
      options: {
        ...options,
        sql: {
          version: 1,
          text: `SELECT $a AS a FROM observations WHERE model = $a`,
          chart: null,
          parameters: [{ name: 'a', kind: 'text', value: text }],
        },
      },
    },
  ]);
  const asked = statements(origin).map((text) => ({
    ...INITIAL_STATE,
    view: 'sql',
    options: { ...options, sql: { version: 1, text, chart: null } },
  }));
  const wrong = values.flatMap((value) => [
    { ...INITIAL_STATE, question: { ...question, scale: { low: value, high: value } } },
    { ...INITIAL_STATE, question: { ...question, filters: value } },
    { ...INITIAL_STATE, view: value },
    { ...INITIAL_STATE, files: [{ ...file, rows: value, size: value }] },
    { ...INITIAL_STATE, options: { ...options, sql: { version: 1, text: value, chart: value } } },
    { ...INITIAL_STATE, question: { ...question, names: value } },
    { ...INITIAL_STATE, question: { ...question, grades: [{ label: 'A', value }] } },
    {
      ...INITIAL_STATE,
      options: { ...options, sql: { ...options.sql, text: 'SELECT $a', parameters: value } },
    },
    {
      ...INITIAL_STATE,
      options: {
        ...options,
        sql: {
          ...options.sql,
          text: 'SELECT $a',
          parameters: [{ name: 'a', kind: 'number', value }],
        },
      },
    },
    {
      ...INITIAL_STATE,
      options: {
        ...options,
        ladder: { ...options.ladder, benchmark: { ...typed('a'), scores: value } },
        judges: { ...options.judges, families: value, conditions: value },
        generalization: { ...options.generalization, weights: [value], folds: value },
      },
    },
  ]);
  const polluting = JSON.parse(
    '[{"__proto__": {"taken": 1}}, {"constructor": {"prototype": {"taken": 1}}}]',
  ) as object[];
  return [...named, ...asked, ...wrong, ...polluting].map((state) => `#${packLink(state)}`);
}
