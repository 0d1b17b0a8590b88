import { expect, test } from 'vitest';
import {
  designSentences,
  designTable,
  sameAs,
  warningMessages,
} from '../../../../src/analyses/variance/design-words.ts';
import type { VarianceDesign } from '../../../../src/analyses/variance/design.ts';
import type { VarianceFit } from '../../../../src/stats/variance/types.ts';
import { FIT } from '../../../figures/study.ts';

/** A design of facets with so many levels, and what each determines. */
function design(
  levels: Readonly<Record<string, number>>,
  determines: Readonly<Record<string, readonly string[]>> = {},
): VarianceDesign {
  const facets = Object.entries(levels).map(([name, count]) => ({
    name,
    levels: count,
    determines: determines[name] ?? [],
  }));
  return { observations: 1000, mean: 0, facets };
}

test('facets of which none is nested are crossed', () => {
  expect(designSentences(design({ model: 8, prompt: 3, item: 120 }))).toEqual([
    'model, prompt, item are crossed: none is nested in another.',
  ]);
});

test('a nested facet is said to be, with its number', () => {
  expect(designSentences(design({ task: 20, item: 1000 }, { item: ['task'] }))).toEqual([
    'item is nested in task: each of the 1,000 items is seen in one task only.',
  ]);
});

test('facets that determine each other go together, and are not called nested', () => {
  const twins = design({ model: 5, family: 5 }, { model: ['family'], family: ['model'] });
  expect(designSentences(twins)).toEqual([
    'model and family go together: each model comes with one family and the other way round, so their parts cannot be told apart.',
  ]);
});

test('a facet with one level has no variance, and nothing is nested in it', () => {
  const one = design({ model: 8, task: 1 }, { model: ['task'] });
  expect(designSentences(one)).toEqual(['There is one task: what does not vary has no variance.']);
});

test('a term is the same as one that divides the observations alike', () => {
  const nested = design({ model: 8, task: 20, item: 1000 }, { item: ['task'] });
  const present = [['model'], ['item'], ['model', 'task']];
  expect(sameAs(nested, ['task', 'item'], present)).toBe('item');
  expect(sameAs(nested, ['task', 'model'], present)).toBe('model:task');
  expect(sameAs(nested, ['task'], present)).toBeNull();
  expect(sameAs(nested, ['rater'], present)).toBeNull();
});

test('the table holds warnings, refusals, what is in the residual, and how facets lie', () => {
  const fit: VarianceFit = {
    ...FIT,
    warnings: [{ term: 'prompt', code: 'few-levels', message: '3 prompts.' }],
    refused: [
      { term: 'rater', code: 'one-level', message: 'One rater.' },
      { term: 'model:item', code: 'is-residual', message: 'A level per observation.' },
    ],
  };
  const { columns, rows } = designTable(design({ model: 8, prompt: 3 }), fit);
  expect(columns.map((column) => column.name)).toEqual(['kind', 'term', 'what']);
  expect(rows.map((row) => row.map((cell) => cell.text))).toEqual([
    ['warning', 'prompt', '3 prompts.'],
    ['refused', 'rater', 'One rater.'],
    ['in the residual', 'model:item', 'A level per observation.'],
    ['design', '', 'model, prompt are crossed: none is nested in another.'],
  ]);
});

test('terms at zero share one warning, each other keeps its own with the name apart', () => {
  const atZero = (term: string) => ({
    term,
    code: 'boundary' as const,
    message: `The ${term} one.`,
  });
  const few = { term: 'model', code: 'few-levels' as const, message: '5 models: the model one.' };
  const fit: VarianceFit = { ...FIT, warnings: [few, atZero('prompt'), atZero('model:prompt')] };
  expect(warningMessages(fit)).toEqual([
    ['5 models: the ', 'model', ' one.'],
    [
      'The components of ',
      'prompt, model:prompt',
      ' are estimated as exactly zero: their levels differ by no more than chance would make them.',
    ],
  ]);
  expect(warningMessages({ ...FIT, warnings: [atZero('prompt')] })).toEqual([
    ['The ', 'prompt', ' one.'],
  ]);
});
