import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { loadScores } from '../../../src/client/load-scores.ts';
import { DEFAULT_QUESTION } from '../../../src/domain/question.ts';
import type { Database } from '../../../src/protocol/database.ts';
import type { Resampler, ScoreSummary } from '../../../src/protocol/resampler.ts';
import { plainKernels } from '../../../src/stats/linalg/plain-kernels.ts';
import { scoreSession } from '../../../workers/score-session.ts';
import { openSession, textFile } from './open-session.ts';

const folder = join(import.meta.dirname, '../../../data-samples/classroom-talk');

let resampler: Resampler;
let summary: ScoreSummary;

beforeAll(async () => {
  const at = openSession();
  const files = ['scores', 'references', 'outcomes', 'items'].map((name) =>
    textFile(`${name}.csv`, readFileSync(join(folder, `${name}.csv`), 'utf8')),
  );
  const { dataset } = await at.take(...files);
  const encoded = await loadScores(at.session as unknown as Database, dataset, {
    ...DEFAULT_QUESTION,
    cluster: 'unit',
  });
  if (!encoded.ok) throw new Error(encoded.problem.message);
  resampler = scoreSession(plainKernels);
  summary = await resampler.load(encoded.value);
}, 120_000);

test('the sample study arrives with all it has', () => {
  expect(summary).toMatchObject({
    items: 120,
    clusters: 40,
    columns: 840,
    units: 40,
    hasReference: true,
    sharesItems: true,
    clusteredByItem: false,
  });
  expect(summary.models).toHaveLength(8);
  expect(summary.prompts).toHaveLength(3);
  expect(summary.raters).toHaveLength(3);
  expect(summary.tasks).toHaveLength(7);
});

test('matrix, its intervals and a pair in focus fit together', async () => {
  const request = { show: 'model', task: null, coefficient: 'pearson', average: 'micro' } as const;
  const { agreement, scorers, order, reasons } = await resampler.matrix(request);
  expect(scorers.map(({ kind }) => kind).join(' ')).toBe(
    `${'model '.repeat(8)}human human human reference`,
  );
  expect([...order.mean].sort((a, b) => a - b)).toEqual([...scorers.keys()]);
  expect([...order.similarity].sort((a, b) => a - b)).toEqual([...scorers.keys()]);
  expect(reasons[0]).toBeNull();
  const work = { kind: 'matrix', ...request } as const;
  expect(await resampler.replicates(work, 1000)).toBe(1000);
  const parts = [
    await resampler.replicate(work, { seed: 1, from: 0, to: 40 }),
    await resampler.replicate(work, { seed: 1, from: 40, to: 90 }),
  ];
  const intervals = await resampler.intervals(work, parts, 1);
  const focus = { ...work, kind: 'pair', rows: [1, 0] } as const;
  const alone = await resampler.replicate(focus, { seed: 1, from: 0, to: 90 });
  const ofPair = await resampler.intervals(focus, [alone], 1);
  const rows = scorers.length;
  expect(agreement.values[rows]).toBeGreaterThan(0.5);
  expect(ofPair.low[1]).toBeCloseTo(intervals.low[rows], 10);
  expect(ofPair.high[2]).toBeCloseTo(intervals.high[1], 10);
  expect(ofPair.replicates).toBe(90);
  const scores = await resampler.pair(request, [0, 8]);
  expect(scores.x).toHaveLength(agreement.n[8]);
});

test('one task alone, grades, and models with their prompts', async () => {
  const one = { show: 'model', task: 2, coefficient: 'biweight', average: 'micro' } as const;
  const { agreement, scorers, reasons } = await resampler.matrix(one);
  const [a, b] = [8, 9];
  expect(scorers[a].kind).toBe('human');
  if (Number.isNaN(agreement.values[a * agreement.rows + b]))
    expect(reasons[agreement.why[a * agreement.rows + b]]?.code).toBe('no-spread');
  const many = await resampler.matrix({ ...one, show: 'model-prompt', coefficient: 'kappa' });
  expect(many.scorers).toHaveLength(24 + 4);
  const work = { kind: 'matrix', ...one } as const;
  expect(await resampler.replicates(work, 1000)).toBe(40);
});

test('disattenuated correlations come with reliabilities and reasons', async () => {
  const request = { show: 'model', task: null, average: 'micro' } as const;
  const found = await resampler.disattenuated(request);
  expect(found.reliability[0]).toBeGreaterThan(0.5);
  expect(found.reliability[8]).toBeNaN();
  expect(found.problems[found.why[8]].code).toBe('no-replicates');
  const work = { kind: 'disattenuated', ...request } as const;
  const part = await resampler.replicate(work, { seed: 1, from: 0, to: 30 });
  const { low, high } = await resampler.intervals(work, [part], 1);
  expect(low[1]).toBeLessThan(found.values[1]);
  expect(high[1]).toBeGreaterThan(found.values[1]);
  expect(low[8]).toBeNaN();
});

test('shared behaviour, ladder and ensembles answer', async () => {
  const work = { kind: 'shared', show: 'model', average: 'micro' } as const;
  const part = await resampler.replicate(work, { seed: 1, from: 0, to: 20 });
  const { raw, clusters } = await resampler.shared(work, [part], 1);
  expect(clusters).toBe(40);
  expect(raw.acrossTasks!.pairs).toBe(28 * 42);
  expect(raw.absent).toEqual([]);
  const benchmarks = summary.models.map((model, i) => [model, 0.5 + i / 20] as const);
  const lines = await resampler.ladder({ show: 'model', average: 'micro', benchmarks });
  expect(lines.lines.map((line) => line.benchmark)).toEqual(benchmarks.map(([, score]) => score));
  expect(lines.benchmarkExperts!.lines).toBe(8);
  const answer = await resampler.ensembles({
    show: 'model',
    members: [0, 1, 2],
    rules: [
      { kind: 'mean' },
      { kind: 'weighted', weighting: { by: 'softmax', temperature: 0.05 } },
      { kind: 'weighted', weighting: { by: 'above-chance', chance: 2 } },
    ],
    benchmarks,
    options: { measure: 'standardised', average: 'macro', seed: 1 },
    scale: null,
    curves: true,
  });
  expect(answer.rules.map(({ result }) => result.ok)).toEqual([true, true, false]);
  const [mean] = answer.rules;
  expect(mean.result.ok && mean.result.value!.of).toBe('squared error');
  expect(mean.curve!.error).toHaveLength(3);
  expect(answer.condorcet).toMatchObject({ ok: false, problem: { code: 'not-two-options' } });
});

test('a call before scores are loaded is our own bug', async () => {
  const empty = scoreSession(plainKernels);
  const request = { show: 'model', task: null, coefficient: 'pearson', average: 'micro' } as const;
  expect(() => empty.matrix(request)).toThrow(/no scores are loaded/);
});
