// Forms in which BIG-bench and the files of studies are found; each file is written here.
import { expect, test } from 'vitest';
import { readGroups } from './read-groups.ts';
import { cells, file, lines, one } from './written-files.ts';

test('BIG-bench: figures that are not there are none, and a task shows no -1 examples', async () => {
  const score = { subtask_description: 't', preferred_score: 'loss', low_score: 10, high_score: 0 };
  const { rows } = await one(
    file('scores.json', {
      model: { model_family: 'F', model_name: '2b' },
      scores: [{ ...score, number_of_shots: -1, score_dict: { loss: 3, accuracy: null } }],
    }),
  );
  expect(cells(rows, 'metric', 'value', 'shots', 'prompt', 'higher_is_better')).toEqual([
    ['loss', 3, null, null, 0],
  ]);
});

test('tasks of BIG-bench and BIG-bench Hard hold no answers', async () => {
  const examples = [{ input: 'not True is', target: 'False' }];
  const task = { name: 't', metrics: ['exact_str_match'], keywords: [], examples };
  const groups = await readGroups([
    file('t/task.json', task),
    file('bbh/boolean.json', { canary: 'c', examples }),
  ]);
  expect(groups.map(({ problem }) => problem?.code)).toEqual([
    'task-without-answers',
    'task-without-answers',
  ]);
});

test('answers to BIG-bench Hard with their targets hold no scores, until they have a field of them', async () => {
  const answer = { input: 'not True is', prediction: 'So the answer is False.', target: 'False' };
  const [bare] = await readGroups([file('cot/boolean.json', [answer])]);
  expect(bare.problem?.code).toBe('answers-without-scores');
  const scored = await one(file('cot/boolean.json', [{ ...answer, exact_match: 1 }]));
  expect([scored.kind, scored.rows.length]).toEqual(['observations', 1]);
});

test('pairs of self-recognition as a table', async () => {
  const { kind, rows } = await one(
    file(
      'news/judge_results.csv',
      'key,model,forward_detection,backward_detection,detection_score\n1,human,1.0,2.0,0.875\n2,human,,,\n',
    ),
  );
  expect(kind).toBe('comparisons');
  expect(cells(rows, 'judge', 'model_b', 'preference', 'forward', 'backward')).toEqual([
    ['judge', 'human', 0.875, 'a', 'a'],
    ['judge', 'human', null, null, null],
  ]);
});

test('pairs of human generalization as JSON', async () => {
  const pair = { source1: 's', source2: 't', previous_correct: 1, q1: 'p', q2: 'q' };
  const records = [
    { ...pair, belief_change: 0.5 },
    { ...pair, belief_change: null },
  ];
  for (const text of [JSON.stringify(records), lines(...records)]) {
    const { kind, rows } = await one(file('survey.json', text));
    expect(kind).toBe('generalizations');
    expect(cells(rows, 'source1', 'previous_correct', 'belief_change')).toEqual([
      ['s', 1, 0.5],
      ['s', 1, null],
    ]);
  }
});
