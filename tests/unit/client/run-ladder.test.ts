import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { inOrder, lineName } from '../../../src/analyses/ladder/answers.ts';
import type { LadderAnswer } from '../../../src/analyses/ladder/answers.ts';
import { ladderModel } from '../../../src/analyses/ladder/ladder-model.ts';
import { underSentence, viewSentence } from '../../../src/analyses/ladder/sentences.ts';
import { betweenStatement, ladderStatement } from '../../../src/analyses/ladder/sql.ts';
import { betweenTable, ladderTable } from '../../../src/analyses/ladder/tables.ts';
import { DEFAULT_LADDER_OPTIONS } from '../../../src/analyses/ladder/options.ts';
import type { LadderOptions } from '../../../src/analyses/ladder/options.ts';
import { loadBenchmarks } from '../../../src/client/load-benchmarks.ts';
import { loadScoreNames, loadScores } from '../../../src/client/load-scores.ts';
import type { ScoreWorkers } from '../../../src/client/resampler.ts';
import { runLadder } from '../../../src/client/run-ladder.ts';
import type { Dataset } from '../../../src/domain/dataset.ts';
import { plainText } from '../../../src/domain/panel.ts';
import { DEFAULT_QUESTION } from '../../../src/domain/question.ts';
import type { Question } from '../../../src/domain/question.ts';
import type { Result } from '../../../src/domain/problem.ts';
import type { Database } from '../../../src/protocol/database.ts';
import { plainKernels } from '../../../src/stats/linalg/plain-kernels.ts';
import { scoreSession } from '../../../workers/score-session.ts';
import { openSession, textFile } from '../workers/open-session.ts';

interface Truth {
  readonly ladder: readonly {
    model: string;
    benchmark: number;
    experts: number;
    outcome: number;
  }[];
}

const { signal } = new AbortController();

function worth<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
}

/** A sample study in the database, and its ladder worked out in this process. */
function openStudy(name: string) {
  const folder = join(import.meta.dirname, '../../../data-samples', name);
  const at = openSession();
  const database = at.session as unknown as Database;
  let dataset: Dataset;
  return {
    at,
    truth: JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Truth,
    async load() {
      const names = ['scores', 'references', 'outcomes', 'items', 'benchmarks'];
      const files = names.map((file) =>
        textFile(`${file}.csv`, readFileSync(join(folder, `${file}.csv`), 'utf8')),
      );
      ({ dataset } = await at.take(...files));
    },
    async ladder(options: Partial<LadderOptions> = {}, asked: Partial<Question> = {}) {
      const question = { ...DEFAULT_QUESTION, ...asked };
      const resampler = scoreSession(plainKernels);
      const summary = await resampler.load(worth(await loadScores(database, dataset, question)));
      const workers = { ask: (ask) => ask(resampler) } as Pick<ScoreWorkers, 'ask'>;
      const about = {
        loaded: { summary, names: worth(await loadScoreNames(database)) },
        figures: worth(await loadBenchmarks(database, dataset)),
        question,
        options: { ...DEFAULT_LADDER_OPTIONS, ...options },
      };
      return runLadder(workers as ScoreWorkers, about, signal);
    },
  };
}

function rungs(answer: LadderAnswer) {
  return inOrder(answer).map((line) => ({
    line: lineName(answer, line),
    benchmark: line.benchmark,
    experts: line.experts!.value,
    impact: line.outcome!.value,
    units: line.units,
  }));
}

describe.each([
  ['classroom-talk', 'worse', 'General knowledge'],
  ['short-answers', 'better', 'Reading'],
] as const)('the ladder of %s', (name, way, benchmark) => {
  const study = openStudy(name);
  const file = { from: 'file', task: benchmark, metric: 'score' } as const;
  let answer: LadderAnswer;
  beforeAll(async () => {
    await study.load();
    answer = await study.ladder({ benchmark: file });
  }, 120_000);

  test(`says that a better benchmark means ${way} alignment with experts and with the outcome`, () => {
    const says = plainText(viewSentence(answer));
    expect(says).toMatch(new RegExp(`^A better benchmark score means ${way} alignment with the`));
    expect(says).toContain(`, and ${way} with the outcome, `);
    for (const found of [answer.ladder.benchmarkExperts!, answer.ladder.benchmarkOutcome!]) {
      expect(Math.sign(found.value)).toBe(way === 'worse' ? -1 : 1);
      expect(found.p).toBeLessThan(0.05);
    }
  });

  test('is near what is true of the study', () => {
    const found = rungs(answer);
    for (const truth of study.truth.ladder) {
      const line = found.find((one) => one.line === truth.model)!;
      expect(line.benchmark).toBe(truth.benchmark);
      expect(Math.abs(line.experts - truth.experts)).toBeLessThan(0.1);
      expect(Math.abs(line.impact - truth.outcome)).toBeLessThan(0.25);
    }
  });

  test.each(['micro', 'macro'] as const)('is what its statement gives, %s', async (average) => {
    const question = { ...DEFAULT_QUESTION, average, missing: 'zero' as const };
    const subject = { question, show: 'model', benchmark: file, units: 'unit' } as const;
    const { text, params } = ladderStatement(subject);
    const rows = await study.at.rows(text, [...params]);
    const found = rungs(await study.ladder({ benchmark: file }, question));
    expect(rows.map((row) => row['line'])).toEqual(found.map(({ line }) => line));
    rows.forEach((row, i) => {
      expect(row['benchmark']).toBe(found[i].benchmark);
      expect(row['experts']).toBeCloseTo(found[i].experts, 9);
      expect(row['impact']).toBeCloseTo(found[i].impact, 9);
      expect(Number(row['units'])).toBe(found[i].units);
    });
  });

  test('has rank correlations that its statement gives', async () => {
    const subject = {
      question: DEFAULT_QUESTION,
      show: 'model',
      benchmark: file,
      units: 'unit',
    } as const;
    const { text, params } = betweenStatement(subject);
    const rows = await study.at.rows(text, [...params]);
    const { benchmarkExperts, benchmarkOutcome, expertsOutcome } = answer.ladder;
    [benchmarkExperts, benchmarkOutcome, expertsOutcome].forEach((found, i) => {
      expect(rows[i]['rho']).toBeCloseTo(found!.value, 10);
      expect(Number(rows[i]['lines'])).toBe(found!.lines);
    });
  });

  test('figure and tables carry the same numbers', () => {
    const model = ladderModel(answer, null);
    const table = ladderTable(answer);
    model.lines.forEach((line, i) => {
      expect(table.rows[i][0].text).toBe(line.name);
      expect(table.rows[i][1].text).toBe(line.points[0]!.text);
      expect(table.rows[i][2].text).toBe(line.points[1]!.text);
      expect(table.rows[i][4].text).toBe(line.points[2]!.text);
    });
    expect(model.lines.map((line) => line.tone)).toEqual([
      'accent',
      ...model.lines.slice(2).map(() => 'quiet'),
      'strong',
    ]);
    expect(betweenTable(answer).rows[0][1].value).toBe(answer.ladder.benchmarkExperts!.value);
  });
});

describe('benchmarks', () => {
  const study = openStudy('short-answers');
  beforeAll(() => study.load(), 120_000);

  test('typed in take the place of those of the files', async () => {
    const scores = study.truth.ladder.map(({ model }, i) => ({
      model: model.toUpperCase(),
      score: -i,
    }));
    const typed = {
      from: 'typed',
      name: 'Mine',
      scores: [...scores, { model: 'X', score: 1 }],
    } as const;
    const answer = await study.ladder({ benchmark: typed });
    expect(answer.benchmark).toMatchObject({ name: 'Mine', typed: true, unmatched: ['X'] });
    expect(plainText(viewSentence(answer))).toContain('means worse alignment');
    expect(underSentence(answer)).toContain('Benchmark: Mine, typed in, known for all 6');
  });

  test('that the files do not have give way to one that they have', async () => {
    const file = { from: 'file', task: 'Nowhere', metric: 'score' } as const;
    const answer = await study.ladder({ benchmark: file });
    expect(answer.benchmark!.name).toBe('Reading');
    expect(answer.offers.map(({ task, models }) => [task, models])).toEqual([
      ['Reading', 6],
      ['Vocabulary', 6],
    ]);
  });

  test('stand behind every prompt of their model', async () => {
    const answer = await study.ladder({ show: 'model-prompt' });
    expect(answer.ladder.lines).toHaveLength(12);
    expect(answer.ladder.benchmarkExperts!.lines).toBe(12);
    const { text, params } = ladderStatement({
      question: DEFAULT_QUESTION,
      show: 'model-prompt',
      benchmark: { task: 'Vocabulary', metric: 'score' },
      units: 'unit',
    });
    const rows = await study.at.rows(text, [...params]);
    expect(rows.map((row) => row['experts'])).toHaveLength(12);
    const found = new Map(rungs(answer).map((one) => [one.line, one.experts]));
    for (const row of rows) expect(row['experts']).toBeCloseTo(found.get(String(row['line']))!, 9);
  });
});
