import { expect, test } from 'vitest';
import { EMPTY_DATASET } from '../../../src/domain/dataset.ts';
import { loadedRows } from '../../../src/views/data/file-rows.ts';
import { reasonFor, tilesOf } from '../../../src/views/data/headline.ts';

test('a reason of the import report agrees with its count', () => {
  expect(reasonFor(1, 'models joined to a benchmark figure')).toBe(
    'model joined to a benchmark figure',
  );
  expect(reasonFor(2, 'rows of references')).toBe('rows of references');
  expect(reasonFor(1, 'without a score: refusal')).toBe('without a score: refusal');
});

test('the head of the report counts what there is: scores, or else records', () => {
  const scored = { ...EMPTY_DATASET, observations: 10, missing: 2, comparisons: 5 };
  expect(tilesOf(scored).map(({ value }) => value)).toEqual([10, 8, 2]);
  expect(tilesOf({ ...EMPTY_DATASET, comparisons: 5, benchmarks: 3 })).toEqual([
    { label: 'pairwise comparisons', value: 5 },
    { label: 'benchmark figures', value: 3 },
  ]);
});

test('of a file that the browser kept, nothing is said of what was inside', () => {
  const kept = { name: 'a.csv', size: 10, rows: 3, hash: 'ab' };
  const [row] = loadedRows([kept as unknown as Parameters<typeof loadedRows>[0][number]], []);
  expect(row.detail).toBe('');
});
