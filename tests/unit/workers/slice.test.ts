import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Question } from '../../../src/domain/question.ts';
import { DEFAULT_QUESTION } from '../../../src/domain/question.ts';
import { openSession, textFile } from './open-session.ts';

interface Row {
  model: string;
  task: string;
  item: string;
  run: string;
  score: number;
  reference: number;
}

const level = (prefix: string, n: number) =>
  fc.integer({ min: 1, max: n }).map((i) => `${prefix}${i}`);
const designs = fc.record({
  rows: fc.array(
    fc.record({
      model: level('m', 3),
      task: level('t', 2),
      item: level('i', 6),
      run: level('r', 3),
      score: fc.integer({ min: 0, max: 20 }).map((x) => x / 4),
      reference: fc.integer({ min: 0, max: 5 }),
    }),
    { minLength: 20, maxLength: 120 },
  ),
  model: level('m', 3),
});

const mean = (values: number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

test('slices, the distribution and the items of any study equal a plain computation over its rows', async () => {
  await fc.assert(
    fc.asyncProperty(designs, async ({ rows, model }) => {
      const at = openSession();
      const lines = rows.map((r) =>
        [r.model, r.task, r.item, r.run, r.score, r.reference].join(','),
      );
      await at.take(
        textFile('s.csv', `model,task,item,run,score,reference\n${lines.join('\n')}\n`),
      );
      const question: Question = {
        ...DEFAULT_QUESTION,
        filters: [{ facet: 'model', levels: [model] }],
      };
      const result = await at.session.slice({
        question,
        groupings: [['model'], ['model', 'task']],
        histogram: true,
      });
      if (!result.ok) throw new Error(result.problem.detail);
      const { total, groups, histogram } = result.value;
      const error = (r: Row): number => Math.abs(r.score - r.reference);
      const kept = rows.filter((r) => r.model === model);

      expect(total.n).toBe(kept.length);
      if (kept.length > 0) {
        expect(total.mean).toBeCloseTo(mean(kept.map(error)), 10);
        expect(total.bias).toBeCloseTo(mean(kept.map((r) => r.score - r.reference)), 10);
        expect(histogram!.mean).toBeCloseTo(total.bias, 10);
        expect(histogram!.counts.reduce((a, b) => a + b, 0)).toBe(kept.length);
        expect(histogram!.exact).toBeCloseTo(
          mean(kept.map((r) => Number(r.score === r.reference))),
          10,
        );
      }
      for (const slice of groups[1].slices) {
        const inside = rows.filter(
          (r) => r.model === slice.levels[0] && r.task === slice.levels[1],
        );
        expect(slice.n).toBe(inside.length);
        expect(slice.mean).toBeCloseTo(mean(inside.map(error)), 10);
      }
      expect(groups[0].slices.map((s) => s.levels[0]).sort()).toEqual(
        [...new Set(rows.map((r) => r.model))].sort(),
      );

      const items = await at.session.items({ question, offset: 0, limit: 100, order: 'worst' });
      if (!items.ok) throw new Error(items.problem.detail);
      const keys = new Set(kept.map((r) => `${r.task}/${r.item}`));
      expect(items.value.total).toBe(keys.size);
      for (const row of items.value.rows) {
        const inside = kept.filter((r) => r.task === row.task && r.item === row.item);
        expect(row.n).toBe(inside.length);
        expect(row.meanError).toBeCloseTo(mean(inside.map(error)), 10);
      }
      const means = items.value.rows.map((row) => row.meanError);
      expect(means).toEqual([...means].sort((a, b) => b - a));
    }),
    { numRuns: 15 },
  );
});

test('a filter on a level the data do not have keeps nothing and is no error', async () => {
  const at = openSession();
  await at.take(textFile('s.csv', 'model,item,score,reference\na,1,1,2\na,2,1,2\n'));
  const question: Question = {
    ...DEFAULT_QUESTION,
    filters: [{ facet: 'model', levels: ['nobody'] }],
  };
  const result = await at.session.slice({ question, groupings: [['model']], histogram: true });
  expect(result).toMatchObject({ ok: true, value: { total: { n: 0 } } });
});
