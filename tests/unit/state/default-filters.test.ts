import { expect, test } from 'vitest';
import { EMPTY_DATASET } from '../../../src/domain/dataset.ts';
import type { Dataset } from '../../../src/domain/dataset.ts';
import { DEFAULT_QUESTION, withFilter } from '../../../src/domain/question.ts';
import { withOneMetric } from '../../../src/state/default-filters.ts';

const holding = (...names: string[]): Dataset => ({
  ...EMPTY_DATASET,
  facets: [{ name: 'metric', levels: names.length, present: true, names }],
});

test('the first of several metrics is chosen, and the choice is a filter like any other', () => {
  expect(withOneMetric(DEFAULT_QUESTION, holding('f1', 'exact_match')).filters).toEqual([
    { facet: 'metric', levels: ['f1'] },
  ]);
});

test('one metric, or none, needs no choice', () => {
  expect(withOneMetric(DEFAULT_QUESTION, holding('f1'))).toBe(DEFAULT_QUESTION);
  expect(withOneMetric(DEFAULT_QUESTION, EMPTY_DATASET)).toBe(DEFAULT_QUESTION);
});

test("the reader's choice is kept while the data have it, and replaced once they do not", () => {
  const asked = withFilter(DEFAULT_QUESTION, 'metric', ['exact_match']);
  expect(withOneMetric(asked, holding('f1', 'exact_match'))).toBe(asked);
  expect(withOneMetric(asked, holding('bleu', 'rouge')).filters).toEqual([
    { facet: 'metric', levels: ['bleu'] },
  ]);
});
