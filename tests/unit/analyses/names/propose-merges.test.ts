import { expect, test } from 'vitest';
import { proposeMerges } from '../../../../src/analyses/names/propose-merges.ts';

test('a model with and without who serves it looks like one, called by the shortest name', () => {
  expect(
    proposeMerges([
      'openai/gpt-4o',
      'gpt-4o',
      'openai:chat:gpt-4o',
      'openrouter/openai/gpt-4o',
      'x',
    ]),
  ).toEqual([
    {
      levels: ['gpt-4o', 'openai/gpt-4o', 'openai:chat:gpt-4o', 'openrouter/openai/gpt-4o'],
      to: 'gpt-4o',
    },
  ]);
  expect(proposeMerges(['GPT 4o', 'gpt-4o'])).toEqual([
    { levels: ['GPT 4o', 'gpt-4o'], to: 'GPT 4o' },
  ]);
});

test('models of two owners, of two sizes or of two dates stay apart', () => {
  expect(proposeMerges(['meta/llama-3', 'unsloth/llama-3', 'llama-3'])).toEqual([]);
  expect(proposeMerges(['llama3:8b', 'mistral:8b', 'llama3:70b'])).toEqual([]);
  expect(proposeMerges(['gpt-4o', 'gpt-4o-2024-08-06', '1/1', '2/1', '', '/', ':'])).toEqual([]);
});
