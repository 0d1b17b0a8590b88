import { expect, test } from 'vitest';
import { errorPlace, errorWords } from '../../../../src/analyses/sql/error-place.ts';
import { openSession } from '../../workers/open-session.ts';

test('the word that the engine points at is found in the text, whatever stands around it', async () => {
  const { session } = openSession();
  const long = `SELECT ${Array.from({ length: 60 }, (_, i) => `${i} AS column_${i}`).join(', ')}`;
  for (const [text, word] of [
    ['SELECT nope FROM (SELECT 1 AS a)', 'nope'],
    ['-- first\n\n  SELECT 1,\n   nope\nFROM (SELECT 1 AS a)', 'nope'],
    [`${long}, nope FROM (SELECT 1 AS a)`, 'nope'],
    [`${long}, nope, ${long.slice(7)} FROM (SELECT 1 AS a)`, 'nope'],
    ['SELECT * FROM nowhere', 'nowhere'],
    ['SELECT * FRM nowhere', 'nowhere'],
    ['SELECT wrong_function(1)', 'wrong_function'],
    ['SELECT "no such" FROM (SELECT 1 AS a)', '"no such"'],
    ['SELECT 1 +', '+'],
  ]) {
    const result = await session.query({ text, params: [] });
    const message = result.ok ? '' : result.problem.detail!;
    const place = errorPlace(text, message);
    expect(place && text.slice(place.from, place.to), message).toBe(word);
    expect(errorWords(message)).not.toContain('LINE');
  }
});

test('a message that points nowhere, or at another text, marks nothing', () => {
  expect(errorPlace('SELECT 1', 'Out of Memory Error: failed')).toBeNull();
  expect(
    errorPlace('SELECT 1', 'Binder Error: x\n\nLINE 3: SELECT nope\n              ^'),
  ).toBeNull();
  expect(
    errorPlace('SELECT 1', 'Binder Error: x\n\nLINE 1: SELECT nope\n              ^'),
  ).toBeNull();
});
