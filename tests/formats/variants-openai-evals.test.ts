// Events of OpenAI evals as the evals of its collection write them; each log is written here.
import { expect, test } from 'vitest';
import { readGroups } from './read-groups.ts';
import { cells, file, lines, one } from './written-files.ts';

const SPEC = {
  spec: { completion_fns: ['m'], eval_name: 'e.dev.v0', base_eval: 'e', split: 'dev', run_id: 'r' },
};
const event = (sample_id: string, type: string, data: unknown): unknown => ({
  run_id: 'r',
  event_id: 0,
  sample_id,
  type,
  data,
});

test('a match and further metrics of one sample are all kept, each metric once', async () => {
  const { rows } = await one(
    file(
      'fuzzy.jsonl',
      lines(
        SPEC,
        event('e.1', 'sampling', { prompt: 'Why?', sampled: ['so'] }),
        event('e.1', 'match', { correct: true, expected: ['so'], picked: ['so'] }),
        event('e.1', 'metrics', { accuracy: 1, f1_score: 0.5 }),
        event('e.1', 'match', { correct: false }),
        event('e.2', 'match', { correct: false, expected: 'a', picked: null }),
      ),
    ),
  );
  expect(cells(rows, 'item', 'metric', 'score', 'text', 'response')).toEqual([
    ['e.1', 'match', 1, 'Why?', 'so'],
    ['e.1', 'accuracy', 1, 'Why?', 'so'],
    ['e.1', 'f1_score', 0.5, 'Why?', 'so'],
    ['e.2', 'match', 0, null, null],
  ]);
});

test('a grader’s choice that could not be read is unparsable, with a score or without', async () => {
  const graded = await one(
    file(
      'graded.jsonl',
      lines(
        SPEC,
        event('e.1', 'metrics', { choice: 'Y', score: 1 }),
        event('e.2', 'metrics', { choice: '__invalid__', score: null }),
      ),
    ),
  );
  expect(cells(graded.rows, 'score', 'failure').slice(0, 2)).toEqual([
    [1, null],
    [null, 'unparsable'],
  ]);
  const choices = await one(
    file(
      'choices.jsonl',
      lines(
        SPEC,
        event('e.1', 'metrics', { choice: 'Yes' }),
        event('e.2', 'metrics', { choice: '__invalid__' }),
      ),
    ),
  );
  expect(cells(choices.rows, 'item', 'metric', 'score', 'failure')).toEqual([
    ['e.1', 'choice', 1, null],
    ['e.2', 'choice', null, 'unparsable'],
  ]);
});

test('where a model grades, it is the rater, and the answer is the graded model’s', async () => {
  const spec = {
    spec: {
      ...SPEC.spec,
      completion_fns: ['m', 'judge'],
      run_config: { eval_spec: { cls: 'evals.elsuite.modelgraded.classify:ModelBasedClassify' } },
    },
  };
  const asked = (id: string, text: string, answer: string): unknown[] => [
    event(id, 'sampling', { prompt: [{ role: 'user', content: text }], sampled: [answer] }),
    event(id, 'sampling', { prompt: `Grade this: ${answer}`, sampled: ['Y'] }),
  ];
  const { rows } = await one(
    file(
      'graded.jsonl',
      lines(
        spec,
        ...asked('e.1', 'Why?', 'so'),
        event('e.1', 'metrics', { choice: 'Y', score: 1 }),
        ...asked('e.2', 'When?', 'now'),
        // The sample as a whole, as later versions write it down; the lowest score for no choice.
        event('e.2', 'sampling', {
          prompt: { input: 'When, then?' },
          sampled: { completion: 'now!' },
        }),
        event('e.2', 'metrics', { choice: '__invalid__', score: 0 }),
      ),
    ),
  );
  expect(cells(rows, 'model', 'rater', 'item', 'score', 'failure', 'text', 'response')).toEqual([
    ['m', 'judge', 'e.1', 1, null, 'Why?', 'so'],
    ['m', 'judge', 'e.2', null, 'unparsable', 'When, then?', 'now!'],
  ]);
});

test('a log of which only the final report is left holds figures; one without either says so', async () => {
  const report = { final_report: { accuracy: 0.75, boostrap_std: 0.1, 'counts/Y': 3 } };
  const { kind, rows } = await one(file('report.jsonl', lines(report, SPEC)));
  expect(kind).toBe('benchmarks');
  expect(cells(rows, 'model', 'task', 'metric', 'value', 'se')).toEqual([
    ['m', 'e.dev.v0', 'accuracy', 0.75, 0.1],
  ]);
  const [empty] = await readGroups([file('begun.jsonl', lines(SPEC))]);
  expect(empty.problem?.code).toBe('empty-openai-evals-log');
});

test('output items as the service lists them: in a page, and line by line', async () => {
  const item = (id: number, sample: object, results: unknown[]): unknown => ({
    object: 'eval.run.output_item',
    id: `item_${id}`,
    run_id: 'run_1',
    eval_id: 'eval_1',
    datasource_item_id: id,
    sample: {
      model: 'm',
      input: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: `Question ${id}` },
      ],
      output: [{ role: 'assistant', content: `Answer ${id}` }],
      error: null,
      ...sample,
    },
    results,
  });
  const grader = 'Right-01234567-89ab-cdef-0123-456789abcdef';
  const items = [
    item(1, {}, [{ name: grader, passed: true, score: 1 }]),
    item(2, {}, [{ name: grader, passed: false, score: null }]),
    item(3, { error: { code: 'x', message: 'Request timed out' }, output: [] }, []),
  ];
  for (const text of [JSON.stringify({ object: 'list', data: items }), lines(...items)]) {
    const { format, rows } = await one(file('items.json', text));
    expect(format).toBe('openai-evals-items');
    expect(cells(rows, 'model', 'task', 'item', 'metric', 'score', 'failure', 'response')).toEqual([
      ['m', 'eval_1', '1', 'Right', 1, null, 'Answer 1'],
      ['m', 'eval_1', '2', 'Right', 0, null, 'Answer 2'],
      ['m', 'eval_1', '3', 'Right', null, 'limit', null],
    ]);
    expect(rows[0].prompt).toMatch(/^system #/);
    expect(rows[0].text).toBe('Question 1');
  }
});
