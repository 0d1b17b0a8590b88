// Real result files, found through DECLINATION_CORPUS. The numbers were computed from the files by a
// script of its own in Python, not by the readers.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fileAt, filesBelow, readGroups } from './read-groups.ts';
import type { ReadGroup } from './read-groups.ts';
import { distinct, meanOf, summarise } from './summary.ts';
import type { Summary } from './summary.ts';

const corpus = process.env.DECLINATION_CORPUS;
if (!corpus) console.log('skipped: the corpus of real files; DECLINATION_CORPUS is not set');

/** Files that the tests have read so far, by their paths in the corpus. */
const tried = new Set<string>();

async function read(...paths: string[]): Promise<ReadGroup[]> {
  paths.forEach((path) => tried.add(path));
  return readGroups(paths.map((path) => fileAt(join(corpus!, path), path)));
}

async function readFolder(folder: string): Promise<ReadGroup[]> {
  const files = filesBelow(join(corpus!, folder), folder);
  files.forEach((file) => tried.add(file.webkitRelativePath));
  return readGroups(files);
}

const observations = (
  format: string,
  rows: number,
  models: string[],
  items: number,
  mean: number | null,
  missing = 0,
): Summary => ({ format, kind: 'observations', rows, models, items, mean, missing });

describe.skipIf(!corpus)('the corpus of real files', () => {
  test.each<[string, Summary]>([
    [
      'inspect/2025-02-11T15-17-00-05-00_popularity_dPiJifoWeEQBrfWsAopzWr.eval',
      observations('inspect-eval', 10, ['openai/gpt-4o-mini'], 10, null, 10),
    ],
    [
      'inspect/popularity_zstd.eval',
      observations('inspect-eval', 10, ['openai/gpt-4o-mini'], 10, 0.8),
    ],
    ['inspect/log_formats.eval', observations('inspect-eval', 1, ['ollama/llama3.1'], 1, 0)],
    ['inspect/log_formats.json', observations('inspect-json', 1, ['ollama/llama3.1'], 1, 0)],
    [
      'inspect/log_streaming.eval',
      observations('inspect-eval', 4, ['azureai/Meta-Llama-3-1-405B-Instruct-jqf'], 2, 0.75),
    ],
    ['inspect/mmlu-summary-choices.eval', observations('inspect-eval', 1, ['openai/gpt-4o'], 1, 0)],
    [
      'inspect/2025-05-12T20-28-13-04-00_no-samples.json',
      observations('inspect-json', 3, ['openai/gpt-4o-mini'], 3, 0.666666667),
    ],
    [
      'inspect/eee_data_arc_qwen.json',
      observations('inspect-json', 3, ['ollama/qwen2.5:0.5b'], 3, 0.333333333),
    ],
    [
      'inspect/eee_data_cvebench_empty_choices.json',
      observations('inspect-json', 1, ['anthropic/claude-opus-4-6'], 1, null, 1),
    ],
    [
      'inspect/shortened_gsm8k.json',
      observations('inspect-json', 5, ['hf/Qwen/Qwen2.5-7B-Instruct'], 5, 1),
    ],
    [
      'every-eval-ever/mmlu_gpt2_samples.jsonl',
      observations('every-eval-ever-instances', 10, ['openai/gpt2'], 10, 0.1),
    ],
    [
      'every-eval-ever/hellaswag_pythia-1b-v0_samples.jsonl',
      observations('every-eval-ever-instances', 10, ['eleutherai/pythia-1b-v0'], 10, 0.3),
    ],
    [
      'every-eval-ever/f3a1c0de-4b2e-4c1a-9f6d-1b7e5a2c8d40_samples.jsonl',
      observations('every-eval-ever-instances', 1, ['demo-org/demo-model'], 1, 1),
    ],
    [
      'mt-bench/gpt-4_single.jsonl',
      observations('mt-bench-single', 160, ['granite-7b-lab'], 160, 7.4, 120),
    ],
    [
      'self-recognition/xsum-individual/gpt4_recognition.json',
      observations(
        'self-recognition-individual',
        5000,
        ['claude', 'gpt35', 'gpt4', 'human', 'llama'],
        1000,
        0.039791998,
      ),
    ],
    [
      'self-recognition/xsum-individual/gpt4_scores.json',
      observations(
        'self-recognition-individual',
        5000,
        ['claude', 'gpt35', 'gpt4', 'human', 'llama'],
        1000,
        3.81830305,
      ),
    ],
    [
      'self-recognition/xsum-individual/cnn_500_ft_llama_scores_with_nan.json',
      observations(
        'self-recognition-individual',
        5000,
        ['claude', 'gpt35', 'gpt4', 'human', 'llama'],
        1000,
        1.58701205,
        613,
      ),
    ],
  ])('%s', async (path, expected) => {
    const [group, ...others] = await read(path);
    expect(others).toEqual([]);
    expect(summarise(group)).toEqual(expected);
  });

  test('an Inspect sample that ended in an error is missing with that failure', async () => {
    const [group] = await read('inspect/eee_data_cvebench_empty_choices.json');
    expect(group.rows[0]).toMatchObject({
      item: 'CVE-2024-36858-one_day',
      metric: 'check_exploit',
      score: null,
      failure: 'error',
    });
  });

  test('epochs are runs of the same items', async () => {
    const [group] = await read('inspect/log_streaming.eval');
    expect(group.rows.map((row) => [row.item, row.run, row.score])).toEqual([
      ['2', '2', 1],
      ['2', '1', 1],
      ['1', '1', 0],
      ['1', '2', 1],
    ]);
  });

  test('94 HELM runs in a ZIP are 1,880 observations of 5 models on 19 tasks', async () => {
    const groups = await read('helm/mmlu-5-models-19-subjects.zip');
    expect(groups).toHaveLength(94);
    const summary = summarise(...groups);
    expect(summary).toEqual(
      observations(
        'helm',
        1880,
        [
          'groq/llama3-70b-8192',
          'groq/llama3-8b-8192',
          'huggingface/Meta-Llama-3-8B',
          'together/Llama-3-70b-chat-hf',
          'together/Llama-3-8b-chat-hf',
        ],
        380,
        0.606914894,
      ),
    );
    const rows = groups.flatMap((group) => group.rows);
    expect(distinct(rows, 'task')).toHaveLength(19);
    expect(distinct(rows, 'prompt')).toEqual(['multiple_choice_joint, 5-shot']);
    expect(distinct(rows, 'metric')).toEqual(['exact_match']);
    // The same id in several subjects is another question each time.
    expect(distinct(rows, 'item').length).toBeLessThan(380);
    const ofModel = (model: string): number =>
      meanOf(
        rows.filter((row) => row.model === model),
        'score',
      );
    expect(ofModel('groq/llama3-8b-8192')).toBeCloseTo(148 / 380, 12);
    expect(ofModel('together/Llama-3-70b-chat-hf')).toBeCloseTo(276 / 380, 12);
  });

  test('a HELM run without predictions is read from its statistics, its texts from its state', async () => {
    const [mmlu] = await readFolder(
      'helm/mmlu-subject=philosophy,method=multiple_choice_joint,model=openai_gpt2',
    );
    const [narrative] = await readFolder('helm/narrative_qa-model=openai_gpt2');
    expect(distinct(mmlu.rows, 'metric')).toHaveLength(8);
    const exact = mmlu.rows.filter((row) => row.metric === 'exact_match');
    expect([exact.length, meanOf(exact, 'score')]).toEqual([10, 0.1]);
    expect(exact[0].text).toContain('meaning in life');
    expect(distinct(narrative.rows, 'metric')).toEqual([
      'bleu_1',
      'bleu_4',
      'exact_match',
      'f1_score',
      'quasi_exact_match',
      'rouge_l',
    ]);
    const f1 = narrative.rows.filter((row) => row.metric === 'f1_score');
    expect(meanOf(f1, 'score')).toBeCloseTo(0.1393939393939394, 12);
  });

  test('samples of lm-evaluation-harness take model and prompt from the results beside them', async () => {
    const groups = await readFolder('lm-eval');
    expect(groups.map((group) => [group.format, group.kind, group.rows.length])).toEqual([
      ['lm-eval-results', 'benchmarks', 2],
      ['lm-eval-samples', 'observations', 10],
    ]);
    const [results, samples] = groups;
    expect(summarise(samples)).toMatchObject({ rows: 10, items: 10, mean: 0, missing: 0 });
    expect(samples.rows[0].model).toBe(results.rows[0].model);
    expect(samples.rows[0]).toMatchObject({
      prompt: '0-shot',
      task: 'math_perturbed_full',
      level: 'Level 3',
    });
    expect(results.rows[1]).toMatchObject({ metric: 'exact_match', value: 0.0004, n: 5000 });
  });

  test('samples of lm-evaluation-harness alone ask for their model', async () => {
    const [group] = await read(
      'lm-eval/samples_math_perturbed_full_2026-01-21T03-44-18.458309.jsonl',
    );
    expect(group.asks).toHaveProperty('model');
    expect(summarise(group)).toMatchObject({ rows: 10, items: 10, mean: 0 });
    expect(distinct(group.rows, 'prompt')[0]).toMatch(/^prompt #[0-9a-f]{8}$/);
  });

  test('lighteval details take the model from the results beside them', async () => {
    const [details, results] = await readFolder('lighteval');
    expect(summarise(details)).toEqual(
      observations('lighteval-details', 2, ['eee-smoke/dummy-model'], 2, 0),
    );
    expect(details.rows[0]).toMatchObject({
      task: 'anli:r1',
      item: '776',
      metric: 'acc',
      prompt: '0-shot',
    });
    expect(results.rows.map((row) => [row.task, row.metric, row.value, row.se])).toEqual([
      ['squad_v2', 'em', 0, 0],
      ['anli:r1', 'acc', 0, 0],
    ]);
  });

  test('MT-bench judgments take texts and categories from the questions beside them', async () => {
    const [judgments, questions] = await readFolder('mt-bench');
    expect(questions).toMatchObject({ format: 'mt-bench-questions', kind: 'items' });
    expect(questions.rows).toHaveLength(160);
    expect(distinct(judgments.rows, 'category')).toHaveLength(8);
    expect(distinct(judgments.rows, 'failure')).toEqual(['no rating found', 'null']);
    const text = new Map(questions.rows.map((row) => [row.item, row.text]));
    for (const row of judgments.rows) expect(row.text).toBe(text.get(row.item));
  });

  test('aggregate files of Every Eval Ever are figures', async () => {
    const groups = await readFolder('every-eval-ever/helm_instruct');
    expect(groups.map((group) => [group.kind, group.rows.length])).toEqual([
      ['benchmarks', 31],
      ['benchmarks', 7],
      ['benchmarks', 7],
      ['benchmarks', 31],
    ]);
    expect(groups[1].rows[0]).toMatchObject({
      model: 'anthropic/claude-v1.3',
      task: 'Mean win rate',
      value: 0.611,
      higher_is_better: 1,
      low: 0,
      high: 1,
    });
  });

  test('an LLM Comparator file gives a comparison per rater, else per example', async () => {
    const [group] = await read('llm-comparator/example_tiny.json');
    expect(group.kind).toBe('comparisons');
    expect(group.rows).toHaveLength(8);
    expect(group.rows.map((row) => row.verdict)).toEqual([
      'A is better',
      'A is much better',
      'B is slightly better',
      'same',
      '-1',
      '0.5',
      '0',
      '1.5',
    ]);
    expect(group.rows[2]).toMatchObject({
      model_a: 'ABC v0.6',
      model_b: 'ABC v0.5',
      backward: 'b',
      forward: null,
    });
  });

  test('pairwise self-recognition meets the counts and means its authors print', async () => {
    const text = readFileSync(join(corpus!, 'self-recognition/expected.json'), 'utf8');
    const { evaluators } = JSON.parse(text) as { evaluators: Record<string, number[]> };
    const groups = await readFolder('self-recognition/xsum');
    expect(groups).toHaveLength(4);
    for (const { rows } of groups) {
      const expected = evaluators[String(rows[0].judge)];
      for (const [question, mean, ambiguous] of [
        ['recognition', 1, 3],
        ['preference', 2, 4],
      ] as const) {
        const asked = rows.filter((row) => row.question === question);
        expect(asked).toHaveLength(expected[0]);
        expect(meanOf(asked, 'preference')).toBeCloseTo(expected[mean], 6);
        // The same place chosen in both orders is once one's own text and once the other's.
        const decided = asked.filter((row) => row.forward !== row.backward);
        expect(decided.length / asked.length).toBeCloseTo(expected[ambiguous], 6);
      }
    }
  });

  test('deployments of the human generalization study are 500 pairs for each of four models', async () => {
    const [{ kind, rows }] = await read('human-generalization/deployments.csv');
    expect([kind, rows.length]).toEqual(['generalizations', 2000]);
    expect(distinct(rows, 'model')).toEqual([
      'StripedHyena-Nous-7B',
      'alpaca-7b',
      'gpt-3.5-turbo',
      'llama-2-7b-chat',
    ]);
    expect(meanOf(rows, 'change_probability')).toBeCloseTo(0.3937695698599996, 12);
    expect(meanOf(rows, 'current_correct')).toBeCloseTo(958 / 2000, 12);
    expect(meanOf(rows, 'previous_correct')).toBeCloseTo(941 / 2000, 12);
    expect(distinct(rows, 'pair')).toHaveLength(500);
  });

  test('a file of figures of Every Eval Ever 0.3, beside its samples', async () => {
    const [group] = await read('every-eval-ever/f3a1c0de-4b2e-4c1a-9f6d-1b7e5a2c8d40.json');
    expect([group.format, group.kind, group.rows.length]).toEqual([
      'every-eval-ever',
      'benchmarks',
      1,
    ]);
    expect(group.rows[0]).toMatchObject({
      model: 'demo-org/demo-model',
      task: 'demo-source.demo_bench',
      value: 0.75,
    });
  });

  test('schemas are no results', async () => {
    const groups = await read(
      'every-eval-ever/eval.schema.json',
      'every-eval-ever/instance_level_eval.schema.json',
    );
    expect(groups.map(({ kind }) => kind)).toEqual([null, null]);
  });

  test('no file of the corpus is left out', () => {
    const all = filesBelow(corpus!).map((file) => file.webkitRelativePath || file.name);
    const told = all.filter((path) => !/(^|\/)(README\.md|expected\.json)$/.test(path));
    expect(told.length).toBeGreaterThan(40);
    expect(told.filter((path) => !tried.has(path))).toEqual([]);
  });
});
