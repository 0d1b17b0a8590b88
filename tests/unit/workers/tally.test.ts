import { expect, test } from 'vitest';
import { Tally } from '../../../workers/tally.ts';

test('rows read from several files name the first and count the others', () => {
  const tally = new Tally();
  tally.read('observations', 'a.csv', 3);
  tally.read('observations', 'b.csv', 4);
  tally.read('observations', 'empty.csv', 0);
  tally.read('references', 'r.csv', 2);
  expect(tally.entries()).toEqual([
    {
      kind: 'read',
      count: 7,
      reason: 'rows of observations',
      example: 'a.csv and 1\u00a0other file',
    },
    { kind: 'read', count: 2, reason: 'rows of references', example: 'r.csv' },
  ]);
});
