import { expect, test } from 'vitest';
import { compareFiles, extraFiles, sameFiles } from '../../../src/state/wanted-files.ts';

const file = (name: string, hash: string) => ({ name, hash, size: 1, rows: 1 });
const scores = file('scores.csv', 'a');
const references = file('references.csv', 'b');

test('a file matches by content, whatever it is called', () => {
  const [wanted] = compareFiles([scores], [file('copy of scores.csv', 'a')]);
  expect(wanted.state).toBe('match');
});

test('a file of the same name with other content is told from one that is absent', () => {
  const wanted = compareFiles([scores, references], [file('folder/scores.csv', 'c')]);
  expect(wanted.map(({ state }) => state)).toEqual(['differs', 'absent']);
});

test('the same files are loaded only where none is missing and none is beyond', () => {
  expect(sameFiles([scores, references], [references, scores])).toBe(true);
  expect(sameFiles([scores, references], [scores])).toBe(false);
  expect(sameFiles([scores], [scores, references])).toBe(false);
  expect(extraFiles([scores], [scores, references])).toEqual([references]);
});
