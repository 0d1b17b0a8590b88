import { beforeAll, expect, test } from 'vitest';
import { DEFAULT_ENSEMBLES_OPTIONS } from '../../src/analyses/ensembles/options.ts';
import { ensembleStatement, momentsStatement } from '../../src/analyses/ensembles/sql.ts';
import type { EnsemblesAnswer } from '../../src/analyses/ensembles/answers.ts';
import { showStatement } from '../../src/analyses/show-statement.ts';
import { loadScoreNames, loadScores } from '../../src/client/load-scores.ts';
import { loadBenchmarks } from '../../src/client/load-benchmarks.ts';
import { runEnsembles } from '../../src/client/run-ensembles.ts';
import type { BenchmarkChoice } from '../../src/domain/benchmark-choice.ts';
import type { Dataset } from '../../src/domain/dataset.ts';
import { DEFAULT_QUESTION } from '../../src/domain/question.ts';
import type { Question } from '../../src/domain/question.ts';
import type { Database } from '../../src/protocol/database.ts';
import { inProcessScorers } from '../unit/client/in-process-scorers.ts';
import { openSession, textFile } from '../unit/workers/open-session.ts';

const MODELS = ["O'Hara-7B", 'what? "quoted"', 'plain', 'late'];
let at: ReturnType<typeof openSession>;
let dataset: Dataset;

/** Uneven scores over two tasks of different size; the last model misses some items. */
beforeAll(async () => {
  at = openSession();
  const field = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const rows = MODELS.flatMap((model, m) =>
    ['t1', 't2'].flatMap((task, t) =>
      Array.from({ length: 16 - 5 * t }, (_, i) => ({ model, task, i, m, t })),
    ),
  ).filter(({ m, i }) => m < 3 || i % 5 !== 0);
  const scores = rows.map(
    ({ model, task, i, m, t }) =>
      `${field(model)},${task},i${i},${1 + ((i * 5 + m * 2 + t * i) % 7) / 2},${1 + ((i * 3 + t) % 6)}`,
  );
  ({ dataset } = await at.take(
    textFile('s.csv', `model,task,item,score,reference\n${scores.join('\n')}\n`),
    textFile(
      'b.csv',
      `model,benchmark,score\n${MODELS.slice(0, 3)
        .map(
          (model, m) => `${field(model)},mmlu,${50 + 10 * m}\n${field(model)},gsm,${40 + 20 * m}`,
        )
        .join('\n')}\n`,
    ),
  ));
}, 60_000);

async function answerTo(
  question: Question,
  members: readonly string[],
  benchmark: BenchmarkChoice | null = null,
): Promise<EnsemblesAnswer> {
  const database = at.session as unknown as Database;
  const encoded = await loadScores(database, dataset, question);
  const names = await loadScoreNames(database);
  if (!encoded.ok || !names.ok) throw new Error('the scores cannot be loaded');
  const workers = inProcessScorers();
  const loaded = { summary: await workers.load(encoded.value), names: names.value };
  const options = { ...DEFAULT_ENSEMBLES_OPTIONS, members };
  const { signal } = new AbortController();
  const shares: number[] = [];
  const figures = await loadBenchmarks(database, dataset);
  if (!figures.ok) throw new Error(figures.problem.message);
  const about = { loaded, figures: figures.value, benchmark, question, options };
  const answer = await runEnsembles(workers, about, (share) => shares.push(share), signal);
  expect(shares.at(-1)).toBe(1);
  return answer;
}

test.each([
  ['absolute', 'micro'],
  ['signed', 'macro'],
  ['squared', 'micro'],
  ['standardised', 'macro'],
] as const)('the statements shown give the errors of %s, averaged %s', async (measure, average) => {
  const question: Question = { ...DEFAULT_QUESTION, measure, average };
  const members = MODELS.slice(1);
  const answer = await answerTo(question, members);
  expect([...answer.members].sort()).toEqual([...members].sort());
  const found = await at.rows(showStatement(ensembleStatement(question, members)));
  for (const kind of ['mean', 'median']) {
    const rule = answer.rules.find((one) => one.rule.kind === kind)!;
    const row = found.find((one) => one['rule'] === kind)!;
    if (!rule.result.ok) throw new Error(rule.result.problem.message);
    expect(Number(row['error'])).toBeCloseTo(rule.result.value!.error.value, 10);
    expect(Number(row['items'])).toBe(rule.result.value!.columns);
  }
  const moments = await at.rows(showStatement(momentsStatement(question, members)));
  expect(moments).toHaveLength(3);
  moments.forEach((row, i) => {
    expect(Number(row['together'])).toBeCloseTo(answer.floor!.mse[i], 10);
    expect(Number(row['common_error'])).toBeCloseTo(answer.floor!.covariance[i], 10);
    expect(Number(row['floor'])).toBeCloseTo(answer.floor!.floor, 10);
    expect(Number(row['effective'])).toBeCloseTo(answer.effective!.effective[i], 10);
  });
});

test('models are weighed by the benchmark that the ladder takes, and one without it is said', async () => {
  const all = await answerTo(DEFAULT_QUESTION, MODELS);
  expect(all.benchmark?.name).toBe('gsm');
  expect(all.offers.map(({ task, models }) => [task, models])).toEqual([
    ['gsm', 3],
    ['mmlu', 3],
  ]);
  const weighted = all.rules.filter(({ rule }) => rule.kind === 'weighted');
  expect(weighted).toHaveLength(3);
  for (const { result } of weighted)
    expect(result).toMatchObject({ ok: false, problem: { code: 'no-benchmark' } });
  const members = MODELS.slice(0, 3);
  const errors = async (choice: BenchmarkChoice | null): Promise<number[]> => {
    const { rules } = await answerTo(DEFAULT_QUESTION, members, choice);
    return rules.flatMap(({ rule, result }) => {
      if (rule.kind !== 'weighted' || !result.ok) return [];
      expect(result.value?.members).toBe(3);
      return [result.value!.error.value];
    });
  };
  const offered = all.offers.find(({ task }) => task === 'mmlu')!;
  const file = (task: string): BenchmarkChoice => ({ from: 'file', task, metric: offered.metric });
  expect(await errors(file('gsm'))).toEqual(await errors(null));
  expect(await errors(file('mmlu'))).not.toEqual(await errors(null));
});

test('all weight on one model by a benchmark typed in is that model', async () => {
  const members = MODELS.slice(0, 3);
  const typed: BenchmarkChoice = {
    ...{ from: 'typed', name: 'Mine' },
    scores: members.map((model) => ({ model, score: Number(model === 'plain') })),
  };
  const answer = await answerTo(DEFAULT_QUESTION, members, typed);
  expect(answer.benchmark).toMatchObject({ name: 'Mine', typed: true });
  const found = await at.rows(showStatement(ensembleStatement(DEFAULT_QUESTION, members)));
  const alone = Number(found.find((row) => row['rule'] === 'plain')!['error']);
  const proportional = answer.rules.find(
    ({ rule }) => rule.kind === 'weighted' && rule.weighting.by === 'proportional',
  )!;
  expect(proportional.result.ok && proportional.result.value!.error.value).toBeCloseTo(alone, 12);
});
