import { beforeAll, expect, test } from 'vitest';
import { DEFAULT_AGREEMENT_OPTIONS } from '../../src/analyses/agreement/options.ts';
import { scorerName } from '../../src/analyses/agreement/scorer-names.ts';
import type { LoadedScores } from '../../src/analyses/agreement/scorer-names.ts';
import {
  matrixStatement,
  pairStatement,
  sharedStatement,
} from '../../src/analyses/agreement/sql.ts';
import { showStatement } from '../../src/analyses/show-statement.ts';
import { loadScoreNames, loadScores } from '../../src/client/load-scores.ts';
import type { Dataset } from '../../src/domain/dataset.ts';
import { DEFAULT_QUESTION } from '../../src/domain/question.ts';
import type { Question } from '../../src/domain/question.ts';
import type { Database } from '../../src/protocol/database.ts';
import type { Resampler } from '../../src/protocol/resampler.ts';
import { plainKernels } from '../../src/stats/linalg/plain-kernels.ts';
import { scoreSession } from '../../workers/score-session.ts';
import { openSession, textFile } from '../unit/workers/open-session.ts';

/** Names that would break a statement they were pasted into, one of them also a rater's. */
const MODELS = ["O'Hara-7B", 'what? "quoted"', 'plain'];
const TASKS = ['Climate', 'Equity'];

/** Uneven scores: ties, missing cells, and a model that skips items of one task. */
const rows = MODELS.flatMap((model, m) =>
  ['a', 'b'].flatMap((prompt, p) =>
    TASKS.flatMap((task, t) =>
      Array.from({ length: 14 - 3 * t }, (_, i) => ({ i, m, p, t, model, prompt, task })),
    ),
  ),
).filter(({ i, m, p }) => (i + m + p) % 9 !== 0);
const score = (i: number, m: number, p: number, t: number): number =>
  1 + ((i * 7 + m * 3 + p * 2 + t * i) % 6);

let dataset: Dataset;
let at: ReturnType<typeof openSession>;
let session: Resampler;
let loaded: LoadedScores;

const filtered: Question = {
  ...DEFAULT_QUESTION,
  filters: [{ facet: 'item', levels: Array.from({ length: 12 }, (_, i) => `i${i}`) }],
};

async function load(question: Question): Promise<void> {
  const database = at.session as unknown as Database;
  const encoded = await loadScores(database, dataset, question);
  const names = await loadScoreNames(database);
  if (!encoded.ok || !names.ok) throw new Error('the scores cannot be loaded');
  session = scoreSession(plainKernels);
  loaded = { summary: await session.load(encoded.value), names: names.value };
}

beforeAll(async () => {
  at = openSession();
  const field = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const scores = rows.map(({ i, m, p, t, model, prompt, task }) =>
    [field(model), prompt, task, `i${i}`, score(i, m, p, t)].join(','),
  );
  const references = TASKS.flatMap((task, t) =>
    Array.from({ length: 14 }, (_, i) =>
      ['plain', 'r2'].map((rater, r) => `${task},i${i},${rater},${score(i, r + 4, 1, t)}`),
    ).flat(),
  );
  ({ dataset } = await at.take(
    textFile('s.csv', `model,prompt,task,item,score\n${scores.join('\n')}\n`),
    // A text of its own says that an id is the same item in every task.
    textFile(
      'i.csv',
      `item,unit,text\n${Array.from({ length: 14 }, (_, i) => `i${i},class ${i % 4},lesson ${i}`).join('\n')}\n`,
    ),
    textFile('r.csv', `task,item,rater,score\n${references.join('\n')}\n`),
  ));
  expect(dataset.itemIdentity).toBe('shared');
}, 60_000);

test.each([
  ['pearson', 'micro', 'model'],
  ['pearson', 'macro', 'model-prompt'],
  ['spearman', 'micro', 'model'],
  ['kappa', 'macro', 'model'],
] as const)(
  'the statement shown for the matrix gives its numbers: %s, %s, %s',
  async (...which) => {
    const [coefficient, average, show] = which;
    const question: Question = { ...filtered, average };
    await load(question);
    const { agreement, scorers } = await session.matrix({ coefficient, average, show, task: null });
    const names = scorers.map((scorer) =>
      scorer.kind === 'reference' ? 'reference' : scorerName(scorer, loaded),
    );
    const kinds = {
      model: 'model',
      'model-prompt': 'model',
      human: 'rater',
      reference: 'reference',
    };
    const options = { ...DEFAULT_AGREEMENT_OPTIONS, coefficient, show };
    const found = await at.rows(showStatement(matrixStatement(question, options, true)));
    const row = (kind: unknown, name: unknown): number =>
      scorers.findIndex((scorer, r) => kinds[scorer.kind] === kind && names[r] === name);
    expect(found).toHaveLength((scorers.length * (scorers.length - 1)) / 2);
    for (const { kind, one, other_kind, other, r, shared_scores } of found) {
      const cell = row(kind, one) * scorers.length + row(other_kind, other);
      expect(Number(r)).toBeCloseTo(agreement.values[cell], 10);
      expect(Number(shared_scores)).toBe(agreement.n[cell]);
    }
  },
);

test('one task alone, and the scores where a coefficient is no aggregate of SQL', async () => {
  await load(filtered);
  const task = loaded.summary.tasks.findIndex((code) => loaded.names.task.get(code) === 'Equity');
  const request = { coefficient: 'pearson', average: 'micro', show: 'model', task } as const;
  const { agreement } = await session.matrix(request);
  const options = { ...DEFAULT_AGREEMENT_OPTIONS, task: 'Equity' };
  const found = await at.rows(showStatement(matrixStatement(filtered, options, true)));
  const known = [...agreement.values].filter((value) => !Number.isNaN(value) && value !== 1);
  expect(Math.max(...found.map(({ r }) => Number(r)))).toBeCloseTo(Math.max(...known), 10);
  const scores = matrixStatement(filtered, { ...options, coefficient: 'kendall' }, true);
  const [first] = await at.rows(showStatement(scores));
  expect(Object.keys(first)).toEqual(['kind', 'scorer', 'task', 'item', 'score']);
});

test.each(['micro', 'macro'] as const)(
  'the statement shown for shared behaviour gives its numbers, averaged %s',
  async (average) => {
    const question: Question = { ...filtered, average };
    await load(question);
    const work = { kind: 'shared', show: 'model', average } as const;
    const { raw } = await session.shared(work, [], 1);
    const [found] = await at.rows(showStatement(sharedStatement(question, true, true)));
    expect(Number(found['model_model'])).toBeCloseTo(raw.modelModel!.value, 10);
    expect(Number(found['across_tasks'])).toBeCloseTo(raw.acrossTasks!.value, 10);
    expect(Number(found['model_reference'])).toBeCloseTo(raw.modelReference!.value, 10);
    expect(Number(found['human_ceiling'])).toBeCloseTo(raw.humanCeiling!.value, 10);
    expect(Number(found['difference'])).toBeCloseTo(raw.difference!.value, 10);
    expect(Number(found['difference_across'])).toBeCloseTo(raw.differenceAcross!.value, 10);
    expect(raw.difference!.low).toBeNull();
  },
);

test('the statement shown for two in focus gives the spots of their scatter', async () => {
  await load(filtered);
  const scores = await session.pair({ show: 'model', task: null }, [0, 3]);
  const [model, rater] = [0, 3].map((row) => {
    const kind = row === 0 ? ('model' as const) : ('rater' as const);
    const names = row === 0 ? loaded.names.model : loaded.names.rater;
    const code = row === 0 ? loaded.summary.models[0] : loaded.summary.raters[0];
    return { kind, name: names.get(code)! };
  });
  const options = DEFAULT_AGREEMENT_OPTIONS;
  const found = await at.rows(
    showStatement(pairStatement(filtered, options, true, [model, rater])),
  );
  const spots = (x: number[], y: number[]): string[] =>
    x.map((value, i) => `${value} ${y[i]}`).sort();
  expect(
    spots(
      found.map(({ x }) => Number(x)),
      found.map(({ y }) => Number(y)),
    ),
  ).toEqual(spots([...scores.x], [...scores.y]));
});
