import { expect, test } from 'vitest';
import { planItemReferences } from '../../src/analyses/slices/item-detail.ts';
import { DEFAULT_QUESTION } from '../../src/domain/question.ts';
import type { Question } from '../../src/domain/question.ts';
import type { Statement } from '../../src/domain/statement.ts';
import {
  humanScores,
  referenceScores,
  scoreColumns,
  scoreSums,
  taskGrades,
} from '../../src/sql/agreement.ts';
import { openSession, textFile } from '../unit/workers/open-session.ts';

const SCORES = `model,prompt,task,item,run,score
A,p,T,i,1,2
A,p,T,i,2,4
A,q,T,i,1,9
A,p,T,j,1,
A,p,U,i,1,5
B,p,T,i,1,1
B,p,U,i,1,3
`;
const REFERENCES = `task,item,rater,score
T,i,Ann,3
T,i,Bob,5
T,j,Ann,4
U,i,Ann,2
`;
const ITEMS = `item,unit,text
i,c1,one
j,c2,two
`;
const OUTCOMES = `unit,outcome
c1,10
c2,20
`;

async function loaded() {
  const at = openSession();
  await at.take(
    textFile('scores.csv', SCORES),
    textFile('references.csv', REFERENCES),
    textFile('items.csv', ITEMS),
    textFile('outcomes.csv', OUTCOMES),
  );
  const run = ({ text, params }: Statement) => at.rows(text, [...params]);
  const names = async (facet: string) =>
    (await at.rows(`SELECT name FROM "level:${facet}" ORDER BY code`)).map((row) => row['name']);
  return { run, names };
}

test('scores are summed by source and task-item, with the runs apart or together', async () => {
  const { run } = await loaded();
  const key = (row: Record<string, unknown>) =>
    ['model', 'prompt', 'run', 'task_item', 'sum', 'n'].map((name) => row[name]).join(' ');
  const apart = await run(scoreSums(DEFAULT_QUESTION, ['prompt', 'run']));
  expect(apart.map(key).sort()).toEqual([
    '0 0 0 0 2 1',
    '0 0 0 2 5 1',
    '0 0 1 0 4 1',
    '0 1 0 0 9 1',
    '1 0 0 0 1 1',
    '1 0 0 2 3 1',
  ]);
  const together = await run(scoreSums(DEFAULT_QUESTION, []));
  expect(together.map(key).sort()).toEqual([
    '0 0 0 0 15 3',
    '0 0 0 2 5 1',
    '1 0 0 0 1 1',
    '1 0 0 2 3 1',
  ]);
});

test('filters and the policy for missing scores hold', async () => {
  const { run } = await loaded();
  const question: Question = {
    ...DEFAULT_QUESTION,
    missing: 'zero',
    filters: [
      { facet: 'model', levels: ['A'] },
      { facet: 'task', levels: ['T'] },
    ],
  };
  const rows = await run(scoreSums(question, []));
  expect(rows.map((row) => [row['task_item'], row['sum'], row['n']]).sort()).toEqual([
    [0, 15, 3],
    [1, 0, 1],
  ]);
  const columns = await run(scoreColumns(question, 'unit'));
  expect(columns.map((row) => row['task_item']).sort()).toEqual([0, 1]);
});

test('columns know task, item, cluster and the outcome of their unit', async () => {
  const { run } = await loaded();
  const columns = await run(scoreColumns({ ...DEFAULT_QUESTION, cluster: 'unit' }, 'unit'));
  columns.sort((a, b) => Number(a['task_item']) - Number(b['task_item']));
  expect(columns).toMatchObject([
    { task_item: 0, task: 0, item: 0, cluster: 0, cluster_high: 0, unit: 0, outcome: 10 },
    { task_item: 1, task: 0, item: 1, cluster: 1, cluster_high: 1, unit: 1, outcome: 20 },
    { task_item: 2, task: 1, item: 0, cluster: 0, cluster_high: 0, unit: 0, outcome: 10 },
  ]);
  const [first] = columns;
  expect(first['score_mean']).toBeCloseTo((2 + 4 + 9 + 1) / 4, 12);
  expect(first['reference_mean']).toBe(4);
  expect(first['reference_sd']).toBe(0);
  expect(columns[2]['reference_sd']).toBeNaN();
  const byModel = await run(scoreColumns({ ...DEFAULT_QUESTION, cluster: 'model' }, 'item'));
  expect(byModel.some((row) => row['cluster'] !== row['cluster_high'])).toBe(true);
});

test('human raters, their mean and the grades they use', async () => {
  const { run, names } = await loaded();
  const humans = await run(humanScores());
  const written = humans.map((row) => `${row['rater']} ${row['task_item']} ${row['score']}`);
  expect(written.sort()).toEqual(['0 0 3', '0 1 4', '0 2 2', '1 0 5']);
  expect(await names('reference rater')).toEqual(['Ann', 'Bob']);
  const references = await run(referenceScores());
  expect(references.map((row) => [row['task_item'], row['reference']]).sort()).toEqual([
    [0, 4],
    [1, 4],
    [2, 2],
  ]);
  const grades = await run(taskGrades());
  expect(grades).toEqual([
    { task: 0, grade: 3 },
    { task: 0, grade: 4 },
    { task: 0, grade: 5 },
    { task: 1, grade: 2 },
  ]);
});

test('the raters of an item are shown by their names', async () => {
  const { run } = await loaded();
  const rows = await run(planItemReferences('T', 'i'));
  expect(rows).toEqual([
    { rater: 'Ann', score: 3 },
    { rater: 'Bob', score: 5 },
  ]);
});
