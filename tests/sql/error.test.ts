import { beforeAll, describe, expect, test } from 'vitest';
import { ERROR_MEASURES, MISSING_POLICIES } from '../../src/domain/error-measure.ts';
import type { ErrorMeasure, MissingPolicy } from '../../src/domain/error-measure.ts';
import type { Question } from '../../src/domain/question.ts';
import { DEFAULT_QUESTION } from '../../src/domain/question.ts';
import { errorExpression, namedWhere, signedExpression } from '../../src/sql/error.ts';
import { sql } from '../../src/sql/sql.ts';
import { openSession, textFile } from '../unit/workers/open-session.ts';

interface Row {
  task: string;
  score: number | null;
  reference: number | null;
}

const SCORES: (Row & { model: string; item: string })[] = [
  { model: 'a', task: 'T1', item: '1', score: 1, reference: 2 },
  { model: 'a', task: 'T1', item: '2', score: 5, reference: 4 },
  { model: 'a', task: 'T1', item: '3', score: null, reference: 5 },
  { model: 'b', task: 'T1', item: '1', score: 2, reference: 2 },
  { model: 'b', task: 'T1', item: '2', score: null, reference: 4 },
  { model: 'b', task: 'T2', item: '4', score: 0.5, reference: 1 },
  { model: 'b', task: 'T2', item: '5', score: 1, reference: 0 },
  { model: 'c', task: 'T2', item: '6', score: 0, reference: null },
];

const mean = (values: number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
const sd = (values: number[]): number =>
  Math.sqrt(values.reduce((s, v) => s + (v - mean(values)) ** 2, 0) / (values.length - 1));

/** The definitions of statistics.md once more, row by row and without SQL. */
function expected(
  row: Row,
  measure: ErrorMeasure,
  missing: MissingPolicy,
  scale: Question['scale'],
): number | null {
  const task = SCORES.filter((r) => r.task === row.task);
  const scores = task.flatMap((r) => r.score ?? []);
  const byItem = new Map(
    task.flatMap((r) => (r.reference === null ? [] : [[r.item, r.reference] as const])),
  );
  const references = [...byItem.values()];
  const low = scale?.low ?? Math.min(...scores, ...references);
  const high = scale?.high ?? Math.max(...scores, ...references);
  const { reference } = row;
  let score = row.score;
  if (score === null && missing === 'zero') score = 0;
  if (score === null && missing === 'largest') {
    if (measure === 'disagreement') return reference === null ? null : 1;
    if (measure === 'miss') score = low;
    else if (reference !== null) score = high - reference >= reference - low ? high : low;
  }
  if (score === null) return null;
  if (measure === 'miss')
    return scale ? (scale.high - score) / (scale.high - scale.low) : 1 - score;
  if (reference === null) return null;
  switch (measure) {
    case 'signed':
      return score - reference;
    case 'absolute':
      return Math.abs(score - reference);
    case 'squared':
      return (score - reference) ** 2;
    case 'disagreement':
      return score === reference ? 0 : 1;
    case 'standardised':
      return (score - mean(scores)) / sd(scores) - (reference - mean(references)) / sd(references);
  }
}

const at = openSession();
beforeAll(async () => {
  const lines = SCORES.map(
    (r) => `${r.model},${r.task},${r.item},${r.score ?? ''},${r.reference ?? ''}`,
  );
  await at.take(textFile('s.csv', `model,task,item,score,reference\n${lines.join('\n')}\n`));
});

const cases = ERROR_MEASURES.flatMap((measure) =>
  MISSING_POLICIES.flatMap((missing) =>
    [null, { low: -1, high: 7 }].map((scale) => [measure, missing, scale] as const),
  ),
);

describe('the error of an observation', () => {
  test.each(cases)(
    '%s, missing %s, scale %j, follows its definition',
    async (measure, missing, scale) => {
      const question = { ...DEFAULT_QUESTION, measure, missing, scale };
      const { text } =
        sql`SELECT model, task, item, ${errorExpression(question)} AS error FROM observations`;
      const rows = await at.rows(text);
      expect(rows).toHaveLength(SCORES.length);
      for (const row of rows) {
        const source = SCORES.find(
          (r) => r.model === row.model && r.task === row.task && r.item === row.item,
        )!;
        const want = expected(source, measure, missing, scale);
        if (want === null) expect(row.error).toBeNull();
        else expect(row.error).toBeCloseTo(want, 12);
      }
    },
  );

  test('the signed error of a miss is score minus 1', async () => {
    const question = { ...DEFAULT_QUESTION, measure: 'miss' as const };
    const rows = await at.rows(
      sql`SELECT score, ${signedExpression(question)} AS signed FROM observations WHERE score IS NOT NULL`
        .text,
    );
    for (const row of rows) expect(row.signed).toBe((row.score as number) - 1);
  });
});

test('names and levels full of quotes and SQL are data', async () => {
  const facet = 'odd "name"; DROP TABLE observation';
  const level = "it's ? $1 -- /* x";
  await at.take(
    textFile(
      'odd.csv',
      `model,item,score,"${facet.replaceAll('"', '""')}"\nz,1,1,"${level}"\nz,2,1,other\n`,
    ),
  );
  const where = namedWhere([{ facet, levels: [level] }]);
  const rows = await at.rows(`SELECT item FROM observations WHERE ${where.text}`, [
    ...where.params,
  ]);
  expect(rows).toEqual([{ item: '1' }]);
});
