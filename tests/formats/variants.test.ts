// Other forms in which the formats are found; each file is written here, after what its tool writes.
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { named } from './read-groups.ts';
import type { ReadGroup } from './read-groups.ts';
import { cells, file, lines, one } from './written-files.ts';

describe('Inspect', () => {
  const log = (version: number, samples: unknown[]): unknown => ({
    version,
    status: 'success',
    eval: {
      run_id: 'r',
      created: '2026-01-01T00:00:00',
      task: 't',
      task_id: 'i',
      model: 'm/x',
      dataset: {},
      config: {},
    },
    plan: { steps: [{ solver: 'generate', params: {} }] },
    results: { scorer: { name: 'match' }, metrics: {} },
    samples,
  });

  test('the first version: one score without a name', async () => {
    const { rows } = await one(
      file(
        'a.json',
        log(1, [
          { id: 1, epoch: 1, input: 'q', target: 'a', score: { value: 'C', answer: 'a' } },
          { id: 2, epoch: 1, input: 'q', target: 'a', score: { value: 'P' } },
        ]),
      ),
    );
    expect(cells(rows, 'item', 'score', 'failure')).toEqual([
      ['1', 1, null],
      ['2', 0.5, null],
    ]);
  });

  test('scores as dicts, lists, booleans and texts; limits, errors and invalidated samples', async () => {
    const { rows } = await one(
      file(
        'a.json',
        log(2, [
          {
            id: 'a',
            epoch: 1,
            scores: { g: { value: { x: 1, y: 'I' } }, l: { value: [0.5, true] } },
          },
          {
            id: 'b',
            epoch: 1,
            scores: { g: { value: { x: 0, y: 'C' } }, l: { value: [0, false] } },
            limit: { type: 'token', limit: 9 },
          },
          { id: 'c', epoch: 1, scores: {}, error: { message: 'boom', traceback: '' } },
          {
            id: 'd',
            epoch: 1,
            scores: { g: { value: { x: 1, y: 'C' } }, l: { value: [1, true] } },
            invalidation: { author: 'x', reason: 'leak' },
          },
        ]),
      ),
    );
    expect(
      cells(
        rows.filter(({ item }) => item !== 'd'),
        'item',
        'metric',
        'score',
        'failure',
      ),
    ).toEqual([
      ['a', 'g.x', 1, null],
      ['a', 'g.y', 0, null],
      ['a', 'l[1]', 0.5, null],
      ['a', 'l[2]', 1, null],
      ['b', 'g.x', 0, null],
      ['b', 'g.y', 1, null],
      ['b', 'l[1]', 0, null],
      ['b', 'l[2]', 0, null],
      ['c', 'g.x', null, 'error'],
      ['c', 'g.y', null, 'error'],
      ['c', 'l[1]', null, 'error'],
      ['c', 'l[2]', null, 'error'],
    ]);
    expect(rows.filter(({ item }) => item === 'd').map(({ failure }) => failure)).toEqual(
      Array<string>(4).fill('invalidated'),
    );
  });

  test('a score of NaN is missing', async () => {
    const text = JSON.stringify(log(2, [{ id: 1, epoch: 1, scores: { s: { value: 12345 } } }]));
    const { rows } = await one(file('a.json', text.replace('12345', 'NaN')));
    expect(cells(rows, 'score', 'failure')).toEqual([[null, 'unscored']]);
  });
});

describe('HELM', () => {
  const adapter = { method: 'generation', model: 'acme/a', max_train_instances: 5 };
  const spec = {
    name: 'boolq:model=acme_a',
    scenario_spec: { class_name: 'x.BoolQ', args: {} },
    adapter_spec: adapter,
  };
  const stat = (name: string, split: string, mean: number, perturbation?: unknown): unknown => ({
    name: { name, split, ...(perturbation ? { perturbation } : {}) },
    count: 1,
    sum: mean,
    mean,
  });

  test('statistics of the whole run alone are figures', async () => {
    const group = await one(
      file('runs/boolq/run_spec.json', spec),
      file('runs/boolq/stats.json', [
        stat('exact_match', 'test', 0.7),
        stat('exact_match', 'valid', 0.6),
        stat('exact_match', 'test', 0.5, { name: 'typos' }),
        stat('num_output_tokens', 'test', 3),
      ]),
    );
    expect(group.kind).toBe('benchmarks');
    expect(cells(group.rows, 'model', 'task', 'metric', 'value')).toEqual([
      ['acme/a', 'boolq', 'exact_match', 0.7],
      ['acme/a', 'boolq', 'exact_match, valid', 0.6],
    ]);
  });

  test('a run without its specification takes the model from its state, the task from its folder', async () => {
    const folder = 'mmlu-subject=law,method=multiple_choice_joint,model=acme_a';
    const group = await one(
      file(`${folder}/scenario_state.json`, {
        adapter_spec: adapter,
        request_states: [
          {
            instance: { id: 'i1', input: { text: 'q?' } },
            result: { completions: [{ text: 'B' }] },
          },
        ],
      }),
      file(`${folder}/per_instance_stats.json`, [
        { instance_id: 'i1', train_trial_index: 1, stats: [stat('exact_match', 'test', 1)] },
      ]),
    );
    expect(cells(group.rows, 'model', 'task', 'prompt', 'item', 'run', 'score', 'text')).toEqual([
      ['acme/a', 'mmlu-subject=law', 'generation, 5-shot', 'i1', '2', 1, 'q?'],
    ]);
  });
});

describe('lm-evaluation-harness', () => {
  test('results of the first versions name model and shots in their configuration', async () => {
    const group = await one(
      file('r.json', {
        results: { boolq: { acc: 0.5, acc_stderr: 0.1 } },
        versions: { boolq: 1 },
        config: {
          model: 'hf-causal',
          model_args: 'pretrained=acme/a,dtype=float16',
          num_fewshot: 3,
        },
      }),
    );
    expect(cells(group.rows, 'model', 'task', 'prompt', 'metric', 'value', 'se')).toEqual([
      ['acme/a', 'boolq', '3-shot', 'acc', 0.5, 0.1],
    ]);
  });

  test('samples as one array, several filters, metrics that are booleans or texts', async () => {
    const sample = {
      doc_id: 0,
      doc: { question: 'q' },
      target: '4',
      arguments: [['q', {}]],
      resps: [['4']],
      filtered_resps: ['4'],
    };
    const group = await one(
      file('acme__a/samples_gsm8k_2026-01-02T03-04-05.6.jsonl', [
        { ...sample, filter: 'strict-match', metrics: ['exact_match'], exact_match: true },
        { ...sample, filter: 'flexible-extract', metrics: ['exact_match'], exact_match: 0 },
      ]),
    );
    expect(cells(group.rows, 'model', 'task', 'item', 'filter', 'score')).toEqual([
      ['acme/a', 'gsm8k', '0', 'strict-match', 1],
      ['acme/a', 'gsm8k', '0', 'flexible-extract', 0],
    ]);
  });
});

describe('promptfoo', () => {
  const result = (model: string, testIdx: number, score: number, failureReason = 0): unknown => ({
    provider: { id: model },
    prompt: { raw: 'Say {{x}}', label: 'Say {{x}}' },
    promptIdx: 0,
    testIdx,
    vars: { x: `v${testIdx}` },
    success: score === 1,
    score,
    failureReason,
    namedScores: {},
    response: { output: 'o' },
  });
  const scores = ({ rows }: ReadGroup): unknown[][] =>
    cells(
      rows.filter(({ metric }) => metric === 'score'),
      'model',
      'prompt',
      'item',
      'score',
      'failure',
    );
  const expected = [
    ['a', 'Say {{x}}', '0', 1, null],
    ['a', 'Say {{x}}', '1', null, 'error'],
  ];

  test('JSON lines, a result each', async () => {
    const group = await one(file('out.jsonl', lines(result('a', 0, 1), result('a', 1, 0, 2))));
    expect(group.format).toBe('promptfoo');
    expect(scores(group)).toEqual(expected);
  });

  test('results at the top level, as the first versions write them', async () => {
    const group = await one(
      file('out.json', {
        results: [result('a', 0, 1), result('a', 1, 0, 2)],
        stats: {},
        table: {},
      }),
    );
    expect(group.format).toBe('promptfoo');
    expect(scores(group)).toEqual(expected);
  });

  test('CSV: a column per provider and prompt, the verdict before the output', async () => {
    const group = await one(
      file(
        'out.csv',
        'topic,"[a:x] Say {{x}}","[b:y] Say {{x}}"\nsun,"[PASS] (1.00, tone: 0.50)\n\nyes","[FAIL] (0.25)\nno"\nsea,"[ERROR] (0.00)\nboom",\n',
      ),
    );
    expect(group.format).toBe('promptfoo-table');
    expect(
      cells(group.rows, 'model', 'prompt', 'metric', 'score', 'failure', 'text', 'response'),
    ).toEqual([
      ['a:x', 'Say {{x}}', 'score', 1, null, 'sun', 'yes'],
      ['a:x', 'Say {{x}}', 'pass', 1, null, 'sun', 'yes'],
      ['a:x', 'Say {{x}}', 'tone', 0.5, null, 'sun', 'yes'],
      ['b:y', 'Say {{x}}', 'score', 0.25, null, 'sun', 'no'],
      ['b:y', 'Say {{x}}', 'pass', 0, null, 'sun', 'no'],
      ['a:x', 'Say {{x}}', 'score', null, 'error', 'sea', 'boom'],
      ['a:x', 'Say {{x}}', 'pass', null, 'error', 'sea', 'boom'],
    ]);
  });
});

describe('OpenAI evals', () => {
  test('a graded run: choice and score, failed samples, the report first, gzipped', async () => {
    const event = (sample_id: string, type: string, data: unknown): unknown => ({
      run_id: 'r',
      event_id: 0,
      sample_id,
      type,
      data,
    });
    const text = lines(
      { final_report: { accuracy: 0.5 } },
      {
        spec: {
          completion_fns: ['acme/a'],
          eval_name: 'fact.v0',
          base_eval: 'fact',
          split: 'v0',
          run_id: 'r',
          created_at: '2026-01-01 00:00:00.5',
        },
      },
      event('s.0', 'sampling', { prompt: [{ role: 'user', content: 'q' }], sampled: ['a'] }),
      event('s.0', 'metrics', { choice: 'C', score: 1 }),
      event('s.1', 'sampling', { prompt: 'q', sampled: 'b' }),
      event('s.1', 'error', { type: 'RateLimit', message: 'rate limit exceeded' }),
    );
    const group = await one(named(gzipSync(text), 'run.jsonl.gz'));
    expect(cells(group.rows, 'model', 'task', 'item', 'metric', 'score', 'failure')).toEqual([
      ['acme/a', 'fact.v0', 's.0', 'score', 1, null],
      ['acme/a', 'fact.v0', 's.1', 'score', null, 'limit'],
    ]);
  });
});
