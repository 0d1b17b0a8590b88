import { expect, test } from 'vitest';
import { differences } from './check-answer.ts';

const truth = new Map([
  ['alpha', { n: 10, mean: 0.12345 }],
  ['beta', { n: 12, mean: 0.5 }],
]);

test('means that are right to their printed decimals are no difference', () => {
  const shown = [
    { model: 'alpha', n: 10, mean: '0.123' },
    { model: 'beta', n: 12, mean: '0.50' },
  ];
  expect(differences(shown, truth)).toEqual([]);
});

test('a wrong mean, a wrong count, a stranger and an absence are each named', () => {
  const shown = [
    { model: 'alpha', n: 9, mean: '0.124' },
    { model: 'gamma', n: 1, mean: '0.1' },
    { model: 'delta', n: 1, mean: '0.1' },
  ];
  expect(differences(shown, truth)).toEqual([
    '3 models, not 2',
    'alpha: n 9, not 10',
    'alpha: mean 0.124, not 0.12345',
    'gamma is not in the file',
    'delta is not in the file',
  ]);
});
