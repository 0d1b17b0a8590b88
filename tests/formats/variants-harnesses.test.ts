// Forms in which lm-evaluation-harness and lighteval are found, old and new; each file is written here,
// after what its tool writes.
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, test } from 'vitest';
import { parsePython } from '../../src/formats/python-literal.ts';
import { named, readGroups } from './read-groups.ts';
import { cells, file, lines, one } from './written-files.ts';

describe('lm-evaluation-harness', () => {
  const old = (modelArgs: unknown, fewshot: unknown = 3): unknown => ({
    results: { boolq: { acc: 0.5, acc_stderr: 0.1 }, wsc: { acc: 0.25 } },
    versions: { boolq: 1, wsc: 0 },
    config: { model: 'hf-causal', model_args: modelArgs, num_fewshot: fewshot },
  });

  test('revision and adapter make a model another one', async () => {
    const model = async (args: unknown): Promise<unknown> =>
      (await one(file('r.json', old(args)))).rows[0].model;
    expect(await model('pretrained=acme/a,revision=step3000')).toBe('acme/a@step3000');
    expect(await model('dtype=float16, pretrained=acme/a, revision=main')).toBe('acme/a');
    expect(await model('pretrained=acme/a,peft=acme/lora')).toBe('acme/a + acme/lora');
    expect(await model({ pretrained: 'acme/a', revision: 'v2' })).toBe('acme/a@v2');
  });

  test('examples shown as a list go by the order of the tasks', async () => {
    const { rows } = await one(file('r.json', old('pretrained=acme/a', [3, 1])));
    expect(cells(rows, 'task', 'prompt')).toEqual([
      ['boolq', '3-shot'],
      ['wsc', '1-shot'],
    ]);
  });

  test('results without settings, longer than the head, without a model', async () => {
    const figures = { alias: 't', 'acc,none': 0.5, 'acc_stderr,none': 'N/A', 'bypass,none': 999 };
    const tasks = Array.from({ length: 2000 }, (_, i) => [`a task of many, number ${i}`, figures]);
    const results = JSON.stringify({
      results: Object.fromEntries(tasks) as unknown,
      configs: {},
      model_name: 'acme/a',
    });
    const long = await one(file('results.json', results));
    expect([long.format, long.rows.length]).toEqual(['lm-eval-results', 2000]);
    const bare = await one(
      file('runs/acme__b/results.json', { results: { arc: { 'acc,none': 0.5 } } }),
    );
    expect(cells(bare.rows, 'model', 'task', 'value')).toEqual([['acme/b', 'arc', 0.5]]);
    const nameless = await one(file('mine.json', { results: { arc: { 'acc,none': 0.5 } } }));
    expect(cells(nameless.rows, 'model')).toEqual([['mine']]);
    expect(nameless.skips[0].reason).toContain('does not name its model');
  });

  test('a figure that is infinite is told, its direction is that of the configuration', async () => {
    const text = JSON.stringify({
      results: { t: { 'mae,none': 12345, 'acc,none': 0.5 } },
      configs: { t: { metric_list: [{ metric: 'acc', higher_is_better: false }] } },
      model_name: 'm',
    });
    const { rows, skips } = await one(file('r.json', text.replace('12345', 'Infinity')));
    expect(cells(rows, 'metric', 'higher_is_better')).toEqual([['acc', 0]]);
    expect(skips.map(({ found }) => found)).toEqual(['mae,none']);
  });

  test('questions written by the first versions: scores as texts, a list or an object of them', async () => {
    const questions = [
      {
        doc_id: 0,
        prompt_0: 'Is it? yes',
        logit_0: '-1.5',
        prompt_1: 'Is it? no',
        logit_1: '-3',
        truth: 'yes',
        acc: 'True',
        f1: "('a', 'b')",
      },
      { doc_id: 1, prompt_0: 'Say it', logit_0: 'well', truth: 'good', acc: '0.0', f1: 'nan' },
    ];
    const [listed] = await readGroups([
      file('out/boolq_write_out_info.json', questions),
      file('out/results.json', old('pretrained=acme/a')),
    ]);
    const columns = ['model', 'prompt', 'task', 'item', 'metric', 'score', 'text', 'response'];
    expect(cells(listed.rows, ...columns)).toEqual([
      ['acme/a', '3-shot', 'boolq', '0', 'acc', 1, 'Is it?', null],
      ['acme/a', '3-shot', 'boolq', '1', 'acc', 0, 'Say it', 'well'],
      ['acme/a', '3-shot', 'boolq', '1', 'f1', null, 'Say it', 'well'],
    ]);
    const alone = await one(
      file('fin_write_out_info.json', { 0: questions[0], 1: questions[1] } as unknown),
    );
    expect([alone.rows.length, alone.asks]).toEqual([3, { model: 'fin_write_out_info' }]);
  });

  test('samples of the first versions: one call flat, the model in the name', async () => {
    const sample = (doc_id: number): unknown => ({
      doc_id,
      doc: { Problem: `how many? ${doc_id}`, Rationale: 'a long explanation of the answer' },
      target: '4',
      arguments: [`Q: how many? ${doc_id} A:`, { temperature: 0 }],
      resps: [['4']],
      filtered_resps: ['4'],
      acc: 1 - doc_id,
      f1: `id_${doc_id}`,
    });
    const group = await one(
      file('pretrained=acme__a-2.8b_trivia_qa.jsonl', lines(sample(0), sample(1))),
    );
    expect(cells(group.rows, 'model', 'task', 'metric', 'score', 'text')).toEqual([
      ['acme/a-2.8b', 'trivia_qa', 'acc', 1, 'how many? 0'],
      ['acme/a-2.8b', 'trivia_qa', 'acc', 0, 'how many? 1'],
    ]);
    expect(group.rows[0].prompt).toMatch(/^prompt #/);
  });

  test('samples without documents, asked as a chat; those that no metric has looked at', async () => {
    const sample = (doc_id: number, score: object): unknown => ({
      doc_id,
      target: `${doc_id}`,
      arguments: {
        gen_args_0: {
          arg_0: [
            JSON.stringify([
              { role: 'system', content: 'Be brief.' },
              { role: 'user', content: `Question "${doc_id}"` },
            ]),
          ],
        },
      },
      resps: [['x']],
      filtered_resps: ['x'],
      filter: 'none',
      ...score,
    });
    const { rows } = await one(
      file(
        'acme__a/samples_t_2026-01-02T03-04-05.6.jsonl',
        lines(
          sample(0, { metrics: ['exact_match'], exact_match: '1.0' }),
          sample(1, { metrics: ['bypass'], bypass: 999 }),
        ),
      ),
    );
    expect(cells(rows, 'metric', 'score', 'failure', 'text')).toEqual([
      ['exact_match', 1, null, 'Be brief.\n\nQuestion "0"'],
      ['bypass', null, 'unscored', 'Be brief.\n\nQuestion "1"'],
    ]);
  });

  test('pairs that only the whole corpus combines say something of their own document', async () => {
    const sample = (score: object): unknown => ({
      doc_id: 0,
      doc: { page: 'p' },
      target: 'p',
      arguments: [['', 'p']],
      resps: [[-10]],
      filtered_resps: [-10],
      ...score,
    });
    const { rows } = await one(
      file(
        'acme__a/samples_t_2026-01-02T03-04-05.6.jsonl',
        lines(
          sample({ word_perplexity: [-10, 5], bits_per_byte: [-10, 20] }),
          sample({ mcc: [1, 0] }),
        ),
      ),
    );
    const expected = [Math.exp(2), 0.5 / Math.LN2, 0];
    rows.forEach((row, i) => expect(row.score).toBeCloseTo(expected[i], 12));
    expect(rows.map(({ metric }) => metric)).toEqual([
      'word_perplexity of the document',
      'bits_per_byte of the document',
      'mcc: right label',
    ]);
  });

  test('results of another model in the drop name no model for samples in a folder of their own', async () => {
    const sample = { doc_id: 0, doc: { q: 'x' }, target: 'a', resps: [], filtered_resps: ['a'] };
    const groups = await readGroups([
      file('acme__b/samples_t_2026-01-02T03-04-05.6.jsonl', lines({ ...sample, acc: 1 })),
      file('acme__a/results_2026-01-01T00-00-00.json', old('pretrained=acme/a')),
    ]);
    expect(groups.map(({ rows }) => rows[0].model)).toEqual(['acme/b', 'acme/a']);
  });

  test('samples within their results', async () => {
    const sample = (doc_id: number, acc: number): unknown => ({
      doc_id,
      doc: { question: `q${doc_id}` },
      target: 'a',
      arguments: [[`q${doc_id}`, ' a']],
      resps: [[[-1, true]]],
      filtered_resps: [[-1, true]],
      acc,
    });
    const { format, rows } = await one(
      file('out.json', {
        results: { t: { 'acc,none': 0.5 } },
        samples: { t: [sample(0, 1), sample(1, 0)] },
        configs: { t: { num_fewshot: 2 } },
        config: { model_args: { pretrained: 'acme/a' } },
      }),
    );
    expect(format).toBe('lm-eval-results');
    expect(cells(rows, 'model', 'task', 'prompt', 'item', 'score')).toEqual([
      ['acme/a', 't', '2-shot', '0', 1],
      ['acme/a', 't', '2-shot', '1', 0],
    ]);
  });
});

describe('lighteval', () => {
  const details = (path: string, rows: readonly Record<string, unknown>[]): File =>
    named(
      parquetWriteBuffer({
        columnData: Object.keys(rows[0]).map((name) => ({
          name,
          data: rows.map((row) => row[name]),
        })),
      }),
      path,
    );
  const casted = (acc: string, predictions: string): Record<string, string> => ({
    choices: "[' yes', ' no']",
    example: '[a question]',
    full_prompt: 'Q: [a question]\nA:',
    metrics: `{'acc': ${acc}, 'mcc': LogprobCorpusMetricInput(golds=[0], preds=1)}`,
    num_asked_few_shots: '25',
    predictions,
  });

  test('details of the open leaderboard: values cast to texts by Python, a time with colons', async () => {
    const path =
      'details_acme__a-7b/2023-07-19T16:40:49.236233/details_harness|arc:challenge|25_2023-07-19T16:40:49.236233.parquet';
    const group = await one(
      details(path, [
        casted('np.float64(1.0)', '[(-1.5, False), (-2.5, False)]'),
        casted('False', '[-3.5, -2.5]'),
        casted('nan', "['it\\'s free text']"),
      ]),
    );
    expect(
      cells(group.rows, 'model', 'task', 'prompt', 'item', 'score', 'text', 'response'),
    ).toEqual([
      ['acme/a-7b', 'harness|arc:challenge', '25-shot', '0', 1, '[a question]', 'yes'],
      ['acme/a-7b', 'harness|arc:challenge', '25-shot', '1', 0, '[a question]', 'no'],
      [
        'acme/a-7b',
        'harness|arc:challenge',
        '25-shot',
        '2',
        null,
        '[a question]',
        "it's free text",
      ],
    ]);
  });

  test('details without results or a telling folder ask for their model', async () => {
    const group = await one(details('details_mine.parquet', [casted('1', '[]')]));
    expect(group.asks).toEqual({ model: 'details_mine' });
    expect(cells(group.rows, 'task', 'prompt')).toEqual([['mine', '25-shot']]);
  });

  test('results of older versions count their samples apart and name tasks without their shots', async () => {
    const { rows, skips } = await one(
      file('results/acme/a/results_2024-01-01T00-00-00.0.json', {
        config_general: { model_name: null },
        results: {
          'lighteval|gsm8k|5|0': { em: 0.5, em_stderr: 0.1, broken: null },
          all: { em: 0.5 },
        },
        config_tasks: {
          'lighteval|gsm8k': { metric: [{ metric_name: 'em', higher_is_better: true }] },
        },
        summary_tasks: { 'lighteval|gsm8k|5|0': { non_truncated: 7, truncated: 1 } },
      }),
    );
    expect(cells(rows, 'model', 'task', 'shots', 'value', 'n', 'higher_is_better')).toEqual([
      ['acme/a', 'lighteval|gsm8k', 5, 0.5, 8, 1],
    ]);
    expect(skips.map(({ found }) => found)).toEqual(['lighteval|gsm8k|5|0 broken']);
  });

  test('means over subtasks are no figures; results kept as Parquet are read, and beside themselves once', async () => {
    const date = '2024-05-01T10-00-00.5';
    const results = {
      config_general: { model_name: 'acme/a' },
      results: {
        'leaderboard|mmlu:law|5': { acc: 0.5 },
        'leaderboard|mmlu:_average|5': { acc: 0.5 },
        all: { acc: 0.5 },
      },
      versions: {},
    };
    const packed = details(`hub/results_${date}.parquet`, [results]);
    const alone = await one(packed);
    expect(alone.format).toBe('lighteval-results');
    expect(cells(alone.rows, 'model', 'task', 'value')).toEqual([
      ['acme/a', 'leaderboard|mmlu:law', 0.5],
    ]);
    const groups = await readGroups([
      packed,
      file(`hub/results_${date}.json`, results),
      details(`hub/${date}/details_leaderboard|mmlu:law|5_${date}.parquet`, [casted('1', '[]')]),
    ]);
    expect(groups.map(({ format, rows }) => [format, rows.length])).toEqual([
      ['lighteval-results', 1],
      ['lighteval-details', 1],
    ]);
  });

  test('columns between underscores; what a judge was asked and said is no metric', async () => {
    const row = {
      __doc__: { query: 'Q', id: '7', task_name: 'mt|0' },
      __metric__: { judge_score: 8, user_prompt: 'You are a judge', judgement: 'Rating: 8' },
      __model_response__: { text: ['A'] },
    };
    const { rows } = await one(details('details/acme/a/2024/details_mt|0_x.parquet', [row]));
    expect(cells(rows, 'task', 'item', 'metric', 'score', 'response')).toEqual([
      ['mt', '7', 'judge_score', 8, 'A'],
    ]);
  });
});

describe('values as Python writes them', () => {
  test.each([
    ["{'a': 1, 'b': [True, None, -1e-3]}", { a: 1, b: [true, null, -0.001] }],
    ["('x', \"it's\", 'a\\n\\x41\\u00e9')", ['x', "it's", 'a\nAé']],
    ['array([0.5 1.5], dtype=float32)', [0.5, 1.5]],
    ['{1, 2}', [1, 2]],
    ['[nan, -inf, inf]', [null, null, null]],
    ["{'m': Pair(gold=[1], guess=0)}", { m: {} }],
  ])('%s', (text, value) => {
    expect(parsePython(text)).toEqual(value);
  });

  test.each(["{'a': ", "['open", '[1] 2', '('.repeat(100_000), '{1: }'])(
    'what is none is undefined: %#',
    (text) => {
      expect(parsePython(text)).toBeUndefined();
    },
  );

  test('a key named like a prototype is a key', () => {
    const value = parsePython("{'__proto__': 1}") as object;
    expect(Object.keys(value)).toEqual(['__proto__']);
  });
});
