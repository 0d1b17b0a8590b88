// Other forms in which the formats are found; each file is written here, after what its tool writes.
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { named, readGroups } from './read-groups.ts';
import type { ReadGroup, Row } from './read-groups.ts';

const file = (path: string, content: unknown): File =>
  named(typeof content === 'string' ? content : JSON.stringify(content), path);
const lines = (...records: unknown[]): string => records.map((r) => JSON.stringify(r)).join('\n');

async function one(...files: File[]): Promise<ReadGroup> {
  const [group, ...others] = await readGroups(files);
  expect(others.map(({ name }) => name)).toEqual([]);
  expect(group.problem).toBeNull();
  return group;
}

/** Some columns of all rows. */
const cells = (rows: readonly Row[], ...columns: string[]): unknown[][] =>
  rows.map((row) => columns.map((column) => row[column] ?? null));

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

describe('pairwise judgments', () => {
  test('AlpacaEval: people have numbers, draws and failures are told apart', async () => {
    const pair = {
      instruction: 'i',
      output_1: 'x',
      output_2: 'y',
      generator_1: 'a',
      generator_2: 'b',
    };
    const text = JSON.stringify([
      { ...pair, preference: 1.5, annotator: 'judge' },
      { ...pair, preference: 2, annotator_index: 7 },
      { ...pair, preference: 99, annotator: 'judge' },
    ]);
    const group = await one(file('annotations.json', text.replace('99', 'NaN')));
    expect(cells(group.rows, 'judge', 'preference', 'failure')).toEqual([
      ['judge', 0.5, null],
      ['annotator 7', 0, null],
      ['judge', null, 'no preference found'],
    ]);
  });

  test('AlpacaEval’s leaderboard holds figures of the models its first column names', async () => {
    const group = await one(
      file(
        'leaderboard.csv',
        ',win_rate,standard_error,n_total,length_controlled_winrate,lc_standard_error\na,40.5,1.5,805,50.25,0.5\nb,10,1,805,,\n',
      ),
    );
    expect(group.kind).toBe('benchmarks');
    expect(cells(group.rows, 'model', 'task', 'metric', 'value', 'se', 'n')).toEqual([
      ['a', 'AlpacaEval', 'length_controlled_winrate', 50.25, 0.5, 805],
      ['a', 'AlpacaEval', 'win_rate', 40.5, 1.5, 805],
      ['b', 'AlpacaEval', 'win_rate', 10, 1, 805],
    ]);
  });

  test('MT-bench pairs: agreed, not agreed, and an error', async () => {
    const pair = {
      question_id: 81,
      model_1: 'a',
      model_2: 'b',
      judge: ['gpt-4', 'pair-v2'],
      turn: 1,
    };
    const group = await one(
      file(
        'gpt-4_pair.jsonl',
        lines(
          { ...pair, g1_winner: 'model_1', g2_winner: 'model_1' },
          { ...pair, g1_winner: 'model_1', g2_winner: 'model_2' },
          { ...pair, g1_winner: 'error', g2_winner: 'tie' },
        ),
      ),
    );
    expect(cells(group.rows, 'preference', 'failure', 'forward', 'backward')).toEqual([
      [1, null, 'a', 'a'],
      [0.5, null, 'a', 'b'],
      [null, 'no verdict found', null, 'tie'],
    ]);
  });

  test('Arena battles: both bad is a tie; as a table with a column per outcome too', async () => {
    const battle = { model_a: 'a', model_b: 'b', judge: 'p', turn: 1 };
    const group = await one(
      file('battles.json', [
        { ...battle, question_id: 'x', winner: 'tie (bothbad)' },
        { ...battle, question_id: 'y', winner: 'model_b' },
      ]),
    );
    expect(cells(group.rows, 'item', 'preference')).toEqual([
      ['x', 0.5],
      ['y', 0],
    ]);
    const table = await one(
      file(
        'train.csv',
        'id,model_a,model_b,prompt,response_a,response_b,winner_model_a,winner_model_b,winner_tie\n7,a,b,q,x,y,1,0,0\n8,a,b,q,x,y,0,0,1\n',
      ),
    );
    expect(cells(table.rows, 'item', 'model_a', 'preference', 'response_b')).toEqual([
      ['7', 'a', 1, 'y'],
      ['8', 'a', 0.5, 'y'],
    ]);
  });

  test('Arena-Hard: two games against a baseline, which stands first in the first', async () => {
    const game = (score: string | null): unknown => ({ user_prompt: 'p', judgment: 'j', score });
    const record = { question_id: 'q', model: 'a', judge: 'gpt-4' };
    const group = await one(
      file(
        'a.jsonl',
        lines(
          { ...record, games: [game('B>>A'), game('A>B')] },
          { ...record, games: [game('A>B'), game('A=B')] },
          { ...record, games: [game(null), game('A=B')] },
        ),
      ),
    );
    expect(cells(group.rows, 'model_a', 'model_b', 'preference', 'failure')).toEqual([
      ['a', 'baseline', 1, null],
      ['a', 'baseline', 0.25, null],
      ['a', 'baseline', null, 'no verdict found'],
    ]);
  });

  test('LLM Comparator without raters and with a missing score', async () => {
    const group = await one(
      file('c.json', {
        metadata: { custom_fields_schema: [] },
        models: [{ name: 'a' }, { name: 'b' }],
        examples: [
          {
            input_text: 'q',
            tags: ['t'],
            output_text_a: 'x',
            output_text_b: 'y',
            score: -1.5,
            individual_rater_scores: [],
            custom_fields: {},
          },
          { input_text: 'r', tags: [], output_text_a: 'x', output_text_b: 'y', score: null },
        ],
      }),
    );
    expect(cells(group.rows, 'model_a', 'task', 'preference', 'failure')).toEqual([
      ['a', 't', 0, null],
      ['a', null, null, 'no rating found'],
    ]);
  });
});
