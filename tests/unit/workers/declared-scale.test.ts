import { beforeAll, describe, expect, test } from 'vitest';
import { ensembleStatement } from '../../../src/analyses/ensembles/sql.ts';
import { DEFAULT_QUESTION } from '../../../src/domain/question.ts';
import type { Question } from '../../../src/domain/question.ts';
import { openSession, textFile } from './open-session.ts';

// Ratings from 1 to 9 of two models, without a reference.
const RATINGS = { a: [9, 5, 3, 7], b: [1, 5, 8, 2] };
const QUESTION: Question = { ...DEFAULT_QUESTION, measure: 'miss', scale: { low: 1, high: 9 } };
const missed = (rating: number): number => (9 - rating) / 8;
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const at = openSession();
beforeAll(async () => {
  const lines = Object.entries(RATINGS).flatMap(([model, ratings]) =>
    ratings.map((rating, item) => `${model},i${item},${rating}`),
  );
  await at.take(textFile('ratings.csv', `model,item,score\n${lines.join('\n')}\n`));
});

describe('misses on a declared scale', () => {
  test('are the part of the way from right to wrong', async () => {
    const sliced = await at.session.slice({
      question: QUESTION,
      groupings: [['model']],
      histogram: true,
    });
    if (!sliced.ok) throw new Error(sliced.problem.detail);
    const { groups, histogram } = sliced.value;
    for (const { levels, mean: found } of groups[0].slices)
      expect(found).toBeCloseTo(mean(RATINGS[levels[0] as 'a' | 'b'].map(missed)), 12);
    const all = [...RATINGS.a, ...RATINGS.b];
    expect(histogram!.mean).toBeCloseTo(-mean(all.map(missed)), 12);
  });

  test('leave the score of an item what it was in the file', async () => {
    const page = await at.session.items({
      question: QUESTION,
      offset: 0,
      limit: 10,
      order: 'worst',
    });
    if (!page.ok) throw new Error(page.problem.detail);
    const byItem = new Map(page.value.rows.map((row) => [row.item, row]));
    RATINGS.a.forEach((rating, i) => {
      const row = byItem.get(`i${i}`)!;
      const both = [rating, RATINGS.b[i]];
      expect(row.meanScore).toBeCloseTo(mean(both), 12);
      expect(row.meanError).toBeCloseTo(mean(both.map(missed)), 12);
    });
  });

  test('of an ensemble are those of its combined score, in SQL', async () => {
    const { text, params } = ensembleStatement(QUESTION, ['a', 'b']);
    const rows = await at.rows(text, [...params]);
    const combined = RATINGS.a.map((rating, i) => mean([rating, RATINGS.b[i]]));
    const found = new Map(rows.map((row) => [row.rule, row.error as number]));
    expect(found.get('mean')).toBeCloseTo(mean(combined.map(missed)), 12);
    expect(found.get('a')).toBeCloseTo(mean(RATINGS.a.map(missed)), 12);
  });
});
