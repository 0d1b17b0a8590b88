import { expect, test } from 'vitest';
import { ladderScores, settleBenchmark } from '../../../../src/analyses/ladder/benchmarks.ts';
import type { BenchmarkFigure } from '../../../../src/analyses/ladder/benchmarks.ts';
import {
  DEFAULT_LADDER_OPTIONS,
  parseLadderOptions,
} from '../../../../src/analyses/ladder/options.ts';
import { readTyped, typedTexts } from '../../../../src/analyses/ladder/typed.ts';

const figure = (task: string, code: number | null, value: number, more = {}): BenchmarkFigure => ({
  task,
  metric: 'score',
  model: `m${code ?? 'x'}`,
  code,
  value,
  higherIsBetter: true,
  ...more,
});

test('the benchmark that most models have is taken where none is asked for', () => {
  const figures = [figure('A', 0, 1), figure('B', 0, 2), figure('B', 1, 3), figure('B', null, 4)];
  const settled = settleBenchmark(null, figures, new Map())!;
  expect(settled).toMatchObject({ name: 'B', typed: false, unmatched: ['mx'] });
  expect([...settled.scores]).toEqual([
    [0, 2],
    [1, 3],
  ]);
  expect(settleBenchmark(null, [], new Map())).toBeNull();
});

test('where less is better, the ladder turns the scores round', () => {
  const figures = [figure('A', 0, 1, { higherIsBetter: false }), figure('A', 1, 3)];
  const settled = settleBenchmark(null, figures, new Map())!;
  expect(settled.higherIsBetter).toBe(false);
  expect(ladderScores(settled)).toEqual([
    [0, -1],
    [1, -3],
  ]);
});

test('a benchmark with two metrics is called by both', () => {
  const figures = [figure('A', 0, 1), figure('A', 0, 2, { metric: 'f1' })];
  expect(settleBenchmark(null, figures, new Map())!.name).toBe('A, score');
});

test('what is typed is read as numbers, and wrong fields are named', () => {
  const models = ['a', 'b', 'c', 'd'];
  const read = readTyped(' Mine ', models, { a: '86,7 %', b: '.5', c: '-1', d: '' });
  expect(read.choice).toEqual({
    from: 'typed',
    name: 'Mine',
    scores: [
      { model: 'a', score: 86.7 },
      { model: 'b', score: 0.5 },
      { model: 'c', score: -1 },
    ],
  });
  expect(readTyped('', models, { a: '1', b: 'two', c: '3' })).toMatchObject({
    choice: null,
    wrong: ['b'],
  });
  expect(readTyped('', models, { a: '1', b: '2' }).choice).toBeNull();
  expect(typedTexts(read.choice, models).texts).toEqual({ a: '86.7', b: '0.5', c: '-1', d: '' });
});

test('options in a link are validated, whatever they hold', () => {
  const typed = { from: 'typed', name: 'x', scores: [{ model: 'a', score: 1 }] };
  const good = { ...DEFAULT_LADDER_OPTIONS, benchmark: typed, marked: 'a', tables: ['between'] };
  expect(parseLadderOptions(good)).toEqual({ ok: true, value: good });
  const more = { ...good, benchmark: { ...typed, scores: [{ model: 'a', score: 1, x: 2 }] } };
  expect(parseLadderOptions(more)).toEqual({ ok: true, value: good });
  for (const change of [
    { version: 2 },
    { show: 'people' },
    { marked: 7 },
    { tables: ['ladder', 'x'] },
    { benchmark: undefined },
    { benchmark: [] },
    { benchmark: { from: 'file', task: 'x' } },
    { benchmark: { ...typed, scores: [{ model: 'a', score: null }] } },
    { benchmark: { ...typed, scores: [...typed.scores, ...typed.scores] } },
    {
      benchmark: {
        ...typed,
        scores: Array.from({ length: 201 }, (_, i) => ({ model: `${i}`, score: i })),
      },
    },
    { benchmark: { from: 'elsewhere' } },
  ])
    expect(
      parseLadderOptions({ ...DEFAULT_LADDER_OPTIONS, ...change }),
      JSON.stringify(change),
    ).toMatchObject({
      ok: false,
      problem: { code: 'damaged-link' },
    });
});
