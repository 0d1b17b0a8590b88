import { expect, test } from 'vitest';
import { parametersOf } from '../../../src/analyses/sql/parameters.ts';
import { MOST_PARAMETERS, asKind, parseParameters } from '../../../src/domain/sql-parameter.ts';
import { numberParameters, parameterNames } from '../../../src/sql/parameters.ts';
import { readUserStatement } from '../../../src/sql/user-statement.ts';

test('parameters are found in order, each once, whatever the case they are written in', () => {
  expect(parameterNames('SELECT $b, $a_1, $B FROM slice WHERE x=$größe AND y<$_c')).toEqual([
    'b',
    'a_1',
    'größe',
    '_c',
  ]);
});

test('a dollar sign in a string, a name, a comment or a dollar-quoted text is no parameter', () => {
  for (const text of [
    "SELECT '$a', 'it''s $a', E'\\'$a'",
    'SELECT "a $a ""$b"',
    'SELECT 1 -- $a\n',
    'SELECT 1 /* $a /* $b */ $c */',
    'SELECT $$ $a $$, $tag$ $a $tag$',
    'SELECT 1 AS a$b',
    'SELECT $1, ?',
    "SELECT 'unclosed $a",
    'SELECT /* unclosed $a',
  ])
    expect(parameterNames(text), text).toEqual([]);
  expect(parameterNames('SELECT \'\' || $a, "x", $b -- $c\n, $d /* $e */ + $f')).toEqual([
    'a',
    'b',
    'd',
    'f',
  ]);
});

test('a parameter compared by size, added or limiting rows is guessed to be a number, others a text', () => {
  const kinds = (text: string) => parametersOf(text, []).map(({ name, kind }) => [name, kind]);
  expect(kinds('FROM slice WHERE n >= $n AND model = $m AND e<$e LIMIT $most')).toEqual([
    ['n', 'number'],
    ['m', 'text'],
    ['e', 'number'],
    ['most', 'number'],
  ]);
  const given = [{ name: 'n', kind: 'text', value: 'x' }] as const;
  expect(parametersOf('FROM slice WHERE n >= $N', given)).toEqual(given);
});

test('parameters from outside are taken only whole: known kinds, finite numbers, texts of some length', () => {
  const one = { name: 'n', kind: 'number', value: 3 };
  expect(parseParameters(undefined)).toEqual([]);
  expect(parseParameters([{ ...one, more: 1 }])).toEqual([one]);
  for (const hostile of [
    null,
    {},
    'n',
    [null],
    [one, one],
    [{ ...one, value: '3' }],
    [{ ...one, value: Infinity }],
    [{ ...one, value: { valueOf: 3 } }],
    [{ ...one, kind: '__proto__' }],
    [{ ...one, name: '__pro to__' }],
    [{ ...one, name: 'N' }],
    [{ ...one, name: "a'); DROP TABLE observation; --" }],
    [{ name: 't', kind: 'text', value: 'x'.repeat(2001) }],
    [{ name: 't', kind: 'yes or no', value: 1 }],
    Array.from({ length: MOST_PARAMETERS + 1 }, (_, i) => ({ ...one, name: `n${i}` })),
  ])
    expect(parseParameters(hostile), JSON.stringify(hostile)).toBe(null);
});

test('statements that the engine does not prepare are refused with parameters, as are too many', () => {
  const many = Array.from({ length: MOST_PARAMETERS + 1 }, (_, i) => `$p${i}`).join();
  for (const text of ['CREATE TABLE t AS SELECT $a AS a', 'PIVOT x ON $a', `SELECT ${many}`])
    expect(readUserStatement(text)).toMatchObject({ problem: { code: 'statement-refused' } });
  expect(readUserStatement('DELETE FROM mine.t WHERE a = $a')).toMatchObject({
    value: { parameters: ['a'] },
  });
});

test('names become numbers without moving anything else', () => {
  const text = "SELECT $min_n, '$min_n', $m FROM slice WHERE n > $MIN_N";
  expect(numberParameters(text)).toEqual({
    names: ['m', 'min_n'],
    text: "SELECT $2    , '$min_n', $1 FROM slice WHERE n > $2    ",
  });
});

test('a parameter taken for another kind keeps what of its value the kind can hold', () => {
  const text = { name: 'a', kind: 'text', value: '2.5' } as const;
  expect(asKind(text, 'number').value).toBe(2.5);
  expect(asKind({ ...text, value: 'x' }, 'number').value).toBe(null);
  expect(asKind({ ...text, value: '' }, 'number').value).toBe(null);
  expect(asKind({ name: 'a', kind: 'number', value: null }, 'text').value).toBe('');
  expect(asKind({ name: 'a', kind: 'number', value: 2 }, 'text').value).toBe('2');
  expect(asKind(text, 'yes or no').value).toBe(false);
});
