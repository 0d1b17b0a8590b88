import { expect, test } from 'vitest';
import { withArrangement } from '../../../src/domain/arrangement.ts';
import { graded } from '../../../src/domain/grade.ts';
import { renamed, unnamed } from '../../../src/domain/naming.ts';
import { DEFAULT_QUESTION, parseQuestion } from '../../../src/domain/question.ts';

const names = [{ facet: 'model', from: ['a', 'b'], to: 'c' }] as const;
const grades = [{ label: 'C', value: 2 }];

test('a question of before, without names and grades, reads as it is', () => {
  expect(parseQuestion(JSON.parse(JSON.stringify(DEFAULT_QUESTION)))).toEqual({
    ok: true,
    value: DEFAULT_QUESTION,
  });
});

test('names and grades come through a link, and nothing else does in their place', () => {
  const question = { ...DEFAULT_QUESTION, names, grades };
  expect(parseQuestion(JSON.parse(JSON.stringify(question)))).toEqual({
    ok: true,
    value: question,
  });
  for (const bad of [
    { names: {} },
    { names: [{ facet: 'task', from: ['a'], to: 'b' }] },
    { names: [{ facet: 'model', from: [], to: 'b' }] },
    { names: [{ facet: 'model', from: ['a'], to: ' ' }] },
    { names: [...names, { facet: 'model', from: ['a'], to: 'd' }] },
    { grades: [{ label: 'C', value: '2' }] },
    { grades: [{ label: 'C', value: NaN }] },
    { grades: [...grades, ...grades] },
    { grades: [null] },
  ])
    expect(parseQuestion({ ...DEFAULT_QUESTION, ...bad })).toMatchObject({
      ok: false,
      problem: { code: 'damaged-link' },
    });
});

test('levels that are merged can be merged on, renamed, and given back', () => {
  const once = renamed([], 'model', ['a', 'b'], 'b');
  expect(once).toEqual([{ facet: 'model', from: ['a', 'b'], to: 'b' }]);
  const twice = renamed(once, 'model', ['b', 'c'], 'd');
  expect(twice).toEqual([{ facet: 'model', from: ['a', 'b', 'c'], to: 'd' }]);
  expect(renamed(twice, 'model', ['d'], 'a')).toEqual([
    { facet: 'model', from: ['a', 'b', 'c'], to: 'a' },
  ]);
  expect(renamed(twice, 'model', ['e'], 'd')).toEqual([
    { facet: 'model', from: ['e', 'a', 'b', 'c'], to: 'd' },
  ]);
  expect(unnamed(twice, 'model', 'd')).toEqual([]);
  expect(unnamed(twice, 'prompt', 'd')).toEqual(twice);
});

test('filters follow levels to their new names', () => {
  const question = { ...DEFAULT_QUESTION, filters: [{ facet: 'model', levels: ['a', 'b'] }] };
  const merged = withArrangement(question, { names }, (facet, level) =>
    facet === 'model' && ['a', 'b'].includes(level) ? 'c' : level,
  );
  expect(merged.filters).toEqual([{ facet: 'model', levels: ['c'] }]);
  expect(withArrangement(merged, { names: [] })).not.toHaveProperty('names');
});

test('a grade that counts as usual again leaves the rule', () => {
  const grade = { label: 'C', value: 1, usual: 1, count: 3 };
  const rule = graded([], grade, 2);
  expect(rule).toEqual([{ label: 'C', value: 2 }]);
  expect(graded(rule, grade, 1)).toEqual([]);
});
