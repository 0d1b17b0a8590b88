import { expect, test } from 'vitest';
import { EMPTY_DATASET } from '../../../src/domain/dataset.ts';
import type { Dataset } from '../../../src/domain/dataset.ts';
import { DEFAULT_QUESTION } from '../../../src/domain/question.ts';
import { isAnswerable, questionGaps } from '../../../src/state/question-gaps.ts';

const dataset: Dataset = {
  ...EMPTY_DATASET,
  observations: 10,
  facets: [
    { name: 'model', levels: 2, present: true, names: ['a', 'b'] },
    { name: 'item', levels: 5000, present: true, names: null },
  ],
};

const ask = (filters: { facet: string; levels: string[] }[], cluster = 'item') =>
  questionGaps({ ...DEFAULT_QUESTION, filters, cluster }, dataset);

test('a question that the data can answer has no gaps', () => {
  expect(ask([{ facet: 'model', levels: ['a'] }])).toEqual([]);
});

test('a filter on a facet the data do not have stops the answer, and can be taken off', () => {
  const gaps = ask([{ facet: 'language', levels: ['en'] }]);
  expect(gaps).toMatchObject([{ kind: 'facet', facet: 'language', without: { filters: [] } }]);
  expect(isAnswerable(gaps)).toBe(false);
});

test('unknown levels are named, and the known ones stay when they are taken off', () => {
  const gaps = ask([{ facet: 'model', levels: ['a', 'z'] }]);
  expect(gaps).toMatchObject([
    { kind: 'levels', levels: ['z'], without: { filters: [{ facet: 'model', levels: ['a'] }] } },
  ]);
  expect(isAnswerable(gaps)).toBe(true);
});

test('a filter of nothing but unknown levels goes as a whole', () => {
  const [gap] = ask([{ facet: 'model', levels: ['z'] }]);
  expect(gap.without.filters).toEqual([]);
});

test('levels of a facet too large to be listed are taken as they are', () => {
  expect(ask([{ facet: 'item', levels: ['whatever'] }])).toEqual([]);
});

test('a cluster that the data do not have falls back to the item', () => {
  const gaps = ask([], 'class');
  expect(gaps).toMatchObject([{ kind: 'cluster', facet: 'class', without: { cluster: 'item' } }]);
  expect(isAnswerable(gaps)).toBe(false);
});
