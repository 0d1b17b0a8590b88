import { beforeAll, describe, expect, test } from 'vitest';
import { lme4Statement } from '../../src/analyses/variance/lme4-script.ts';
import { DEFAULT_QUESTION } from '../../src/domain/question.ts';
import type { Question } from '../../src/domain/question.ts';
import type { Statement } from '../../src/domain/statement.ts';
import { errorSource } from '../../src/sql/error.ts';
import { referenceNoiseStatement, residualCellsStatement } from '../../src/sql/variance-noise.ts';
import { decodeSquaredCells } from '../../workers/decode-cells.ts';
import { FIT } from '../figures/study.ts';
import { openSession, textFile } from '../unit/workers/open-session.ts';

const TASKS = ['T1', 'T2'];
const ITEMS = ['1', '2', '3', '4', '5'];
/** Raters of an item: item 4 has one, item 5 none. */
const RATERS = [3, 2, 2, 1, 0];

function rating(task: number, item: number, rater: number): number {
  return 2 + ((3 * item + 2 * task + rater * (item + 1)) % 5);
}

const SCORES = [
  'model,task,item,score',
  ...['a', 'b', 'c'].flatMap((model, m) =>
    TASKS.flatMap((task, t) =>
      ITEMS.map((item, i) => [model, task, item, i === 2 && m === 1 ? '' : 1 + ((i + m + t) % 6)]),
    ),
  ),
].map((row) => (Array.isArray(row) ? row.join(',') : row));

const REFERENCES = [
  'task,item,rater,score',
  ...TASKS.flatMap((task, t) =>
    ITEMS.flatMap((item, i) =>
      Array.from({ length: RATERS[i] }, (_, r) => `${task},${item},r${r},${rating(t, i, r)}`),
    ),
  ),
];

const signed: Question = { ...DEFAULT_QUESTION, measure: 'signed' };
const at = openSession();
const run = ({ text, params }: Statement) => at.rows(text, [...params]);

beforeAll(async () => {
  await at.take(
    textFile('scores.csv', SCORES.join('\n')),
    textFile('references.csv', REFERENCES.join('\n')),
  );
});

/** Variance of a mean of an item's raters. */
function noiseOf(task: number, item: number): number {
  const ratings = Array.from({ length: RATERS[item] }, (_, r) => rating(task, item, r));
  const mean = ratings.reduce((a, b) => a + b, 0) / ratings.length;
  const squares = ratings.reduce((sum, x) => sum + (x - mean) ** 2, 0);
  return squares / (ratings.length - 1) / ratings.length;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}

describe('reference noise', () => {
  test('is the mean over rated items of rater variance over raters', async () => {
    const [row] = await run(referenceNoiseStatement(signed));
    const noise = TASKS.flatMap((_, t) => [0, 1, 2].map((i) => noiseOf(t, i)));
    // Item 5 has no reference, so no error: four items in each of two tasks.
    expect(row).toMatchObject({ items: 8, rated: 6 });
    expect(row['noise']).toBeCloseTo(meanOf(noise), 12);
  });

  test('is of the items that the question`s filters leave', async () => {
    const question = { ...signed, filters: [{ facet: 'task', levels: ['T2'] }] };
    const [row] = await run(referenceNoiseStatement(question));
    expect(row).toMatchObject({ items: 4, rated: 3 });
    expect(row['noise']).toBeCloseTo(meanOf([0, 1, 2].map((i) => noiseOf(1, i))), 12);
  });

  test('is in squared standard deviations of the references for a standardised error', async () => {
    const [row] = await run(referenceNoiseStatement({ ...signed, measure: 'standardised' }));
    const scaled = TASKS.flatMap((_, t) => {
      const references = [0, 1, 2, 3].map((i) =>
        meanOf(Array.from({ length: RATERS[i] }, (_, r) => rating(t, i, r))),
      );
      const mean = meanOf(references);
      const variance = references.reduce((sum, x) => sum + (x - mean) ** 2, 0) / 3;
      return [0, 1, 2].map((i) => noiseOf(t, i) / variance);
    });
    expect(row['noise']).toBeCloseTo(meanOf(scaled), 12);
  });

  test('is unknown where no item has two raters', async () => {
    const question = { ...signed, filters: [{ facet: 'item', levels: ['4'] }] };
    expect(await run(referenceNoiseStatement(question))).toMatchObject([
      { items: 2, rated: 0, noise: null },
    ]);
  });
});

test('cells of the residual spread add up to the rows behind them', async () => {
  const facets = ['task', 'model'];
  const shift = -1.25;
  const statement = residualCellsStatement(errorSource(signed, facets), facets, shift);
  const answer = await at.session.query(statement);
  if (!answer.ok) throw new Error(answer.problem.detail);
  const cells = decodeSquaredCells({ facets, bytes: answer.value });
  const errors = (await run(errorSource(signed, facets))).map(
    (row) => Number(row['error']) - shift,
  );
  const sum = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0);
  expect(cells.n.length).toBe(6);
  expect(sum(cells.n)).toBe(errors.length);
  expect(sum(cells.sum)).toBeCloseTo(sum(errors), 10);
  expect(sum(cells.squares)).toBeCloseTo(sum(errors.map((e) => e * e)), 10);
  expect([...new Set(cells.codes['model'])]).toHaveLength(3);
});

test.each(['shared', 'within-task'] as const)(
  'the rows for another program are bound and complete, item ids %s',
  async (identity) => {
    const components = FIT.components.filter((c) => !c.facets.includes('prompt'));
    const rows = await run(lme4Statement(signed, { ...FIT, components }, identity));
    const errors = await run(errorSource(signed, ['model']));
    expect(rows).toHaveLength(errors.length);
    const items = new Set(rows.map((row) => row['item']));
    expect(items.size).toBe(identity === 'shared' ? 4 : 8);
  },
);
