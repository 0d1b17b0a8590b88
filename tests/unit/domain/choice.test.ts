import { expect, test } from 'vitest';
import { choiceKey, choiceOf, isChosen, isLit, withChoice } from '../../../src/domain/choice.ts';
import type { Choice } from '../../../src/domain/choice.ts';
import { DEFAULT_QUESTION } from '../../../src/domain/question.ts';

const vega: Choice = [['model', 'Vega']];
const rigel: Choice = [['model', 'Rigel']];
const cell: Choice = [
  ['model', 'Vega'],
  ['task', 'Equity "7"'],
];

test('a choice survives being written into a mark', () => {
  expect(choiceOf(choiceKey(cell))).toEqual(cell);
});

test('choosing a mark filters to it, choosing it again frees the question', () => {
  const once = withChoice(DEFAULT_QUESTION, vega);
  expect(once.filters).toEqual([{ facet: 'model', levels: ['Vega'] }]);
  expect(withChoice(once, vega)).toEqual(DEFAULT_QUESTION);
});

test('another mark of the facet takes its place, or joins it when extending', () => {
  const once = withChoice(DEFAULT_QUESTION, vega);
  expect(withChoice(once, rigel).filters).toEqual([{ facet: 'model', levels: ['Rigel'] }]);
  const both = withChoice(once, rigel, true);
  expect(both.filters).toEqual([{ facet: 'model', levels: ['Vega', 'Rigel'] }]);
  expect(withChoice(both, vega, true).filters).toEqual([{ facet: 'model', levels: ['Rigel'] }]);
  expect(withChoice(both, vega).filters).toEqual([{ facet: 'model', levels: ['Vega'] }]);
});

test('a cell of two facets filters both and leaves other filters alone', () => {
  const before = withChoice(DEFAULT_QUESTION, [['prompt', 'rubric']]);
  const after = withChoice(before, cell);
  expect(after.filters.map((f) => f.facet)).toEqual(['prompt', 'model', 'task']);
  expect(isChosen(after, cell)).toBe(true);
  expect(withChoice(after, cell)).toEqual(before);
});

test('a mark is lit by a filter on either of its facets, unless another excludes it', () => {
  const once = withChoice(DEFAULT_QUESTION, vega);
  expect(isLit(once, cell)).toBe(true);
  expect(isChosen(once, cell)).toBe(false);
  expect(isLit(DEFAULT_QUESTION, cell)).toBe(false);
  expect(isLit(withChoice(once, [['task', 'Climate']]), cell)).toBe(false);
});
