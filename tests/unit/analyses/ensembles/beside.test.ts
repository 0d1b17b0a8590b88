import { expect, test } from 'vitest';
import type {
  EnsembleResult,
  EnsemblesAnswer,
  Estimate,
} from '../../../../src/analyses/ensembles/answers.ts';
import { errorModel } from '../../../../src/analyses/ensembles/beside.ts';
import { errorWords } from '../../../../src/analyses/ensembles/error-words.ts';
import { viewSentence } from '../../../../src/analyses/ensembles/sentences.ts';
import { plainText } from '../../../../src/domain/panel.ts';

const around = (value: number, half: number): Estimate => ({
  value,
  low: value - half,
  high: value + half,
  method: 'bootstrap',
});

/** A rule's result with these differences from the average and the best model. */
function ruled(lessAverage: Estimate, lessBest: Estimate): EnsembleResult {
  return {
    error: around(0.4, 0.03),
    averageMember: around(0.4, 0.03),
    bestMember: around(0.29, 0.03),
    lessAverage,
    lessBest,
    coverage: 1,
    members: 5,
    columns: 360,
    leftOut: 0,
    clusters: 360,
    outcome: null,
  } as unknown as EnsembleResult;
}

const answer = {
  rules: [
    {
      rule: { kind: 'mean' },
      result: { ok: true, value: ruled(around(1e-17, 0), around(0.11, 0.03)) },
    },
    {
      rule: { kind: 'median' },
      result: { ok: true, value: ruled(around(-0.034, 0.008), around(0.0712, 0.003)) },
    },
  ],
} as unknown as EnsemblesAnswer;

test('a mean of right and wrong errs as its members do, and is said to, in percentage points', () => {
  expect(plainText(viewSentence(answer, errorWords('miss'))).replaceAll('\u00a0', ' ')).toBe(
    'The mean of the 5 models has a share missed of 40 % (95 % 37 to 43): the same as a single model on average, and 11 percentage points more than the best single model (95 % +8 to +14).',
  );
});

test('a column has the same decimals in every row, as many as its most exact number carries', () => {
  const cells = errorModel(answer, errorWords('miss')).rows.map((row) => row.cells.slice(1, 3));
  expect(cells).toEqual([
    ['0.0', '+11.0'],
    ['−3.4', '+7.1'],
  ]);
});

test('a rule that decides one item has no best model, and its row says so', () => {
  const none: Estimate = { value: NaN, low: null, high: null, method: 'none' };
  const one = { ...ruled(around(0, 0.1), none), bestMember: none };
  const [row] = errorModel(
    {
      rules: [{ rule: { kind: 'unanimous' }, result: { ok: true, value: one } }],
    } as unknown as EnsemblesAnswer,
    errorWords('miss'),
  ).rows;
  expect(row.label).toContain('too few items to tell the best');
  expect(row.cells.join(' ')).not.toContain('NaN');
});
