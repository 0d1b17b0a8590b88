import { makeDesign } from './design.ts';
import type { Design } from './design.ts';

/** Small studies that between them show every shape the solver treats in its own way. */
export const DESIGNS: readonly { readonly name: string; readonly design: Design }[] = [
  {
    name: 'one term',
    design: makeDesign({ seed: 1, facets: { item: 6 }, terms: ['item'], replicates: 4 }),
  },
  {
    name: 'two crossed terms, cells missing',
    design: makeDesign({
      seed: 2,
      facets: { model: 5, item: 9 },
      terms: ['model', 'item'],
      keep: 0.7,
      replicates: 2,
    }),
  },
  {
    name: 'items nested in tasks',
    design: makeDesign({
      seed: 3,
      facets: { task: 4, item: 5, model: 3 },
      terms: ['model', 'task', 'item', 'model:task'],
      nested: { inner: 'item', outer: 'task' },
      keep: 0.8,
    }),
  },
  {
    name: 'crossed items with every interaction',
    design: makeDesign({
      seed: 4,
      facets: { model: 3, prompt: 2, task: 2, item: 7 },
      terms: [
        'model',
        'prompt',
        'task',
        'item',
        'model:prompt',
        'model:task',
        'prompt:task',
        'model:prompt:task',
        'model:item',
        'prompt:item',
        'task:item',
      ],
      keep: 0.85,
      replicates: 2,
    }),
  },
  {
    name: 'raters crossed with nested items',
    design: makeDesign({
      seed: 5,
      facets: { model: 3, prompt: 2, task: 3, item: 4, rater: 2 },
      terms: ['model', 'prompt', 'task', 'item', 'rater', 'model:prompt', 'model:item'],
      nested: { inner: 'item', outer: 'task' },
      keep: 0.7,
    }),
  },
  {
    name: 'an interaction without its main effects',
    design: makeDesign({
      seed: 6,
      facets: { model: 4, prompt: 3, item: 8 },
      terms: ['model:prompt', 'prompt:item'],
      keep: 0.6,
      replicates: 3,
    }),
  },
  {
    name: 'terms that cross in no hierarchy',
    design: makeDesign({
      seed: 7,
      facets: { a: 5, b: 6, c: 4 },
      terms: ['a', 'b', 'c', 'a:b', 'b:c'],
      keep: 0.5,
      replicates: 2,
    }),
  },
  {
    name: 'items with a level for each of many models',
    design: makeDesign({
      seed: 9,
      facets: { model: 15, item: 16 },
      terms: ['model', 'item', 'model:item'],
      keep: 0.95,
      replicates: 2,
    }),
  },
  {
    name: 'blocks that meet few of many rows',
    design: makeDesign({
      seed: 8,
      facets: { item: 22, model: 16, run: 2 },
      terms: ['item', 'item:run', 'model'],
      keep: 0.14,
      replicates: 2,
    }),
  },
  {
    name: 'many items alike, over few rows',
    design: makeDesign({
      seed: 9,
      facets: { item: 45, model: 3, prompt: 2 },
      terms: ['item', 'model', 'model:prompt'],
      keep: 0.8,
    }),
  },
];
