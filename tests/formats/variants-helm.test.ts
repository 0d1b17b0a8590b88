// Forms in which HELM is found: whole suites, runs of which only some files are left, leaderboards. Each
// file is written here, after what HELM writes.
import { gzipSync, strToU8 } from 'fflate';
import { describe, expect, test } from 'vitest';
import { named, readGroups } from './read-groups.ts';
import { cells, file, one } from './written-files.ts';

const spec = (model: string): unknown => ({
  name: `boolq:model=${model.replace('/', '_')},data_augmentation=canonical`,
  scenario_spec: { class_name: 'x.BoolQScenario', args: {} },
  adapter_spec: { method: 'generation', model, max_train_instances: 5, temperature: 0 },
});
const stat = (name: string, mean: number, perturbation?: unknown): unknown => ({
  name: { name, split: 'test', ...(perturbation ? { perturbation } : {}) },
  count: 1,
  sum: mean,
  mean,
});
const scored = (instance_id: string, ...stats: unknown[]): unknown => ({
  instance_id,
  train_trial_index: 0,
  stats,
});

describe('a suite dropped whole', () => {
  const runs = 'benchmark_output/runs/v1';
  const run = (model: string): File[] => {
    const folder = `${runs}/boolq:model=${model.replace('/', '_')}`;
    const typos = { name: 'typos', computed_on: 'perturbed' };
    const prediction = (train_trial_index: number, perturbation?: unknown): unknown => ({
      instance_id: 'id1',
      train_trial_index,
      predicted_text: ' Yes',
      stats: { exact_match: 1, num_output_tokens: 2, logprob: -1 },
      ...(perturbation ? { perturbation } : {}),
    });
    return [
      file(`${folder}/run_spec.json`, spec(model)),
      file(`${folder}/display_predictions.json`, [
        prediction(0),
        prediction(1),
        prediction(0, typos),
      ]),
      file(`${folder}/instances.json`, [
        { id: 'id1', split: 'test', input: { text: 'q?' }, references: [] },
        { id: 'id1', split: 'test', input: { text: 'q??' }, references: [], perturbation: typos },
      ]),
    ];
  };

  test('is its runs and its leaderboards; what is about the suite holds no figures', async () => {
    const groups = await readGroups([
      ...run('acme/a'),
      ...run('acme/b'),
      file(`${runs}/run_specs.json`, [spec('acme/a'), spec('acme/b')]),
      file(`${runs}/runs.json`, [{ run_spec: spec('acme/a'), instances: [] }]),
      file(`${runs}/summary.json`, { suite: 'v1', date: '2026-01-01' }),
      file(`${runs}/groups/core.json`, [
        {
          title: 'Accuracy',
          header: [
            { value: 'Model', markdown: false },
            { value: 'Mean win rate', lower_is_better: false },
            {
              value: 'BoolQ - EM',
              lower_is_better: false,
              metadata: { metric: 'EM', run_group: 'BoolQ' },
            },
            { value: 'Civil - Toxic fraction', lower_is_better: true },
          ],
          rows: [
            [{ value: 'A' }, { value: 0.9 }, { value: 0.75 }, { value: 0.1 }],
            [{ value: 'B' }, { value: 0.1 }, { value: 0.5 }, { description: 'no runs' }],
          ],
        },
        {
          title: 'General',
          header: [{ value: 'Scenario' }, { value: '# eval' }],
          rows: [[{ value: 'BoolQ' }, { value: 7 }]],
        },
      ]),
    ]);
    expect(groups.map(({ format }) => format)).toEqual(['helm', 'helm', 'helm-leaderboard']);
    const [a, , board] = groups;
    expect(cells(a.rows, 'model', 'item', 'run', 'perturbation', 'metric', 'text')).toEqual([
      ['acme/a', 'id1', '1', 'none', 'exact_match', 'q?'],
      ['acme/a', 'id1', '2', 'none', 'exact_match', 'q?'],
      ['acme/a', 'id1', '1', 'typos', 'exact_match', 'q??'],
    ]);
    expect(cells(board.rows, 'model', 'task', 'metric', 'value', 'higher_is_better')).toEqual([
      ['A', 'BoolQ', 'EM', 0.75, 1],
      ['A', 'Civil', 'Toxic fraction', 0.1, 0],
      ['B', 'BoolQ', 'EM', 0.5, 1],
    ]);
  });
});

describe('runs of which only some files are left', () => {
  const stats = [scored('id1', stat('exact_match', 1), stat('num_bytes', 9))];

  test('the folder says the model and the task where no specification does', async () => {
    const folder = 'runs/mmlu:subject=law,method=multiple_choice_joint,model=acme_a_7b';
    const group = await one(file(`${folder}/per_instance_stats.json`, stats));
    expect(cells(group.rows, 'model', 'prompt', 'task', 'metric', 'score')).toEqual([
      ['acme/a_7b', 'multiple_choice_joint', 'mmlu:subject=law', 'exact_match', 1],
    ]);
    expect(group.asks).toEqual({});
  });

  test('statistics alone ask for their model', async () => {
    const group = await one(file('per_instance_stats.json', stats));
    expect(group.asks).toEqual({ model: 'per_instance_stats' });
    expect(group.rows).toHaveLength(1);
  });

  test('a run that only models language is scored by how likely its texts are', async () => {
    const group = await one(
      file('r/run_spec.json', spec('acme/a')),
      file('r/per_instance_stats.json', [
        scored('i1', stat('logprob', -10), stat('num_bytes', 40)),
        scored('i2', stat('logprob', -20), stat('num_bytes', 40)),
      ]),
    );
    expect(cells(group.rows, 'item', 'metric', 'score')).toEqual([
      ['i1', 'logprob', -10],
      ['i2', 'logprob', -20],
    ]);
  });

  test('a request that failed by the state of the run is missing with its kind', async () => {
    const request = (id: string, result: unknown): unknown => ({
      instance: { id, input: { text: 'q?' } },
      result,
    });
    const group = await one(
      file('r/run_spec.json', spec('acme/a')),
      file('r/scenario_state.json', {
        adapter_spec: { model: 'acme/a' },
        request_states: [
          request('i1', { success: true, completions: [{ text: 'yes' }] }),
          request('i2', { success: false, completions: [], error: 'blocked by content filter' }),
        ],
      }),
      file('r/per_instance_stats.json', [
        scored('i1', stat('exact_match', 1)),
        scored('i2', stat('exact_match', 0)),
      ]),
    );
    expect(cells(group.rows, 'item', 'failure', 'response')).toEqual([
      ['i1', null, 'yes'],
      ['i2', 'refusal', null],
    ]);
  });
});

describe('what the files of one run say together', () => {
  const folder = 'runs/v1/gpqa:subset=main,model=acme_a';
  const instance = (id: string): unknown => ({ id, split: 'test', input: { text: `${id}?` } });
  const prediction = (id: string, text: string, stats: object, more: object = {}): unknown => ({
    instance_id: id,
    train_trial_index: 0,
    predicted_text: text,
    stats,
    ...more,
  });
  const state = (...results: unknown[]): unknown => ({
    adapter_spec: { model: 'acme/a' },
    request_states: results.map((result, i) => ({
      instance: instance('i1'),
      train_trial_index: i,
      result,
    })),
  });
  const failed = (error: string): unknown => ({ success: false, completions: [], error });
  const run = (files: Readonly<Record<string, unknown>>): File[] =>
    Object.entries({ run_spec: spec('acme/a'), ...files }).map(([name, content]) =>
      file(`${folder}/${name}.json`, content),
    );

  test('each of several metrics writes a record of its own: an instance has a score by any of them', async () => {
    const { rows, skips } = await one(
      ...run({
        per_instance_stats: [
          scored('i1', stat('num_references', 4)),
          scored('i1', stat('safety_gpt_score', 1), stat('safety_llama_score', 0.5)),
          scored('i2', stat('num_references', 4)),
        ],
      }),
    );
    expect(cells(rows, 'item', 'metric', 'score')).toEqual([
      ['i1', 'safety_gpt_score', 1],
      ['i1', 'safety_llama_score', 0.5],
    ]);
    expect(skips.map(({ reason, found }) => [reason, found])).toEqual([
      ['an instance without a score', 'i2'],
    ]);
  });

  test('predictions of a scenario that the schema does not list have their scores in the statistics', async () => {
    const { rows } = await one(
      ...run({
        instances: [instance('i1')],
        display_predictions: [prediction('i1', 'B', { predicted_index: 1 })],
        per_instance_stats: [scored('i1', stat('my_score', 1))],
      }),
    );
    expect(cells(rows, 'item', 'metric', 'score', 'text', 'response')).toEqual([
      ['i1', 'my_score', 1, 'i1?', 'B'],
    ]);
  });

  test('ranking predicts per document and is scored per instance: once', async () => {
    const ranked = (reference_index: number): unknown =>
      prediction('i1', 'Yes', { 'RR@10': 0.5 }, { reference_index });
    const { rows } = await one(
      ...run({ instances: [instance('i1')], display_predictions: [ranked(0), ranked(1)] }),
    );
    expect(cells(rows, 'item', 'metric', 'score')).toEqual([['i1', 'RR@10', 0.5]]);
  });

  test('an empty prediction that the state knows to have failed is missing with its kind', async () => {
    const { rows } = await one(
      ...run({
        instances: [instance('i1'), instance('i2')],
        display_predictions: [
          prediction('i1', '', { exact_match: 0 }),
          prediction('i2', '', { exact_match: 0 }),
        ],
        scenario_state: state(failed('the content filter blocked it')),
      }),
    );
    expect(cells(rows, 'item', 'failure', 'text')).toEqual([
      ['i1', 'refusal', 'i1?'],
      ['i2', null, 'i2?'],
    ]);
  });

  test('what is said in one trial is not said in another', async () => {
    const trial = (train_trial_index: number): unknown => ({
      instance_id: 'i1',
      train_trial_index,
      stats: [stat('exact_match', 0)],
    });
    const { rows } = await one(
      ...run({
        per_instance_stats: [trial(0), trial(1)],
        scenario_state: state({ success: true, completions: [{ text: 'no' }] }, failed('timeout')),
      }),
    );
    expect(cells(rows, 'run', 'response', 'failure')).toEqual([
      ['1', 'no', null],
      ['2', null, 'limit'],
    ]);
  });

  test('statistics of a whole run alone are figures of the model that its folder names', async () => {
    const totals = [
      stat('exact_match', 0.5),
      stat('exact_match', 0.25, { name: 'typos', computed_on: 'worst' }),
      { name: { name: 'toxicity', split: 'valid', sub_split: 'toxic' }, count: 1, sum: 1, mean: 1 },
    ];
    const { kind, rows } = await one(file(`${folder}/stats.json`, totals));
    expect(kind).toBe('benchmarks');
    expect(cells(rows, 'model', 'task', 'metric', 'value')).toEqual([
      ['acme/a', 'gpqa:subset=main', 'exact_match', 0.5],
      ['acme/a', 'gpqa:subset=main', 'toxicity, valid, toxic', 1],
    ]);
    const alone = await one(file('stats.json', totals));
    expect(alone.skips[0].reason).toContain('does not name its model');
  });

  test('a run that is not finished says so, beside one that is', async () => {
    const groups = await readGroups([
      file('runs/v1/a/run_spec.json', spec('acme/a')),
      file('runs/v1/a/scenario.json', { name: 's', description: '', tags: [] }),
      file('runs/v1/a/scenario_state.json', state(failed('x'))),
      file('runs/v1/b/run_spec.json', spec('acme/b')),
      file('runs/v1/b/per_instance_stats.json', [scored('i1', stat('exact_match', 1))]),
    ]);
    expect(groups.map(({ problem, rows }) => [problem?.code, rows.length])).toEqual([
      ['helm-run-without-scores', 0],
      [undefined, 1],
    ]);
  });

  test('files may be packed, each by itself, or be in UTF-16; empty ones are no news', async () => {
    const parts = {
      run_spec: spec('acme/a'),
      instances: [instance('i1')],
      display_predictions: [prediction('i1', 'B', { exact_match: 1 })],
      display_requests: [],
    };
    const written = (content: unknown): string => JSON.stringify(content, null, 2);
    const utf16 = (text: string): Uint8Array => {
      const units = Uint16Array.from([...`\uFEFF${text}`], (c) => c.charCodeAt(0));
      return new Uint8Array(units.buffer);
    };
    for (const [ending, pack] of [
      ['json.gz', (text: string) => gzipSync(strToU8(text.replaceAll('\n', '\r\n')))],
      ['json', utf16],
    ] as const) {
      const { format, rows } = await one(
        ...Object.entries(parts).map(([name, content]) =>
          named(pack(written(content)) as BlobPart, `${folder}/${name}.${ending}`),
        ),
      );
      expect(format).toBe('helm');
      expect(cells(rows, 'model', 'item', 'score', 'text')).toEqual([['acme/a', 'i1', 1, 'i1?']]);
    }
  });
});
