import { expect, test } from 'vitest';
import {
  decodeItemDetail,
  planItemDetail,
  planItemReferences,
} from '../../src/analyses/slices/item-detail.ts';
import {
  distributionStatement,
  itemsStatement,
  sliceStatement,
} from '../../src/analyses/slices/sql.ts';
import { showStatement } from '../../src/analyses/show-statement.ts';
import { removableStatement, sufficientStatement } from '../../src/analyses/variance/sql.ts';
import { ERROR_MEASURES, MISSING_POLICIES } from '../../src/domain/error-measure.ts';
import { DEFAULT_QUESTION } from '../../src/domain/question.ts';
import type { Question } from '../../src/domain/question.ts';
import type { Statement } from '../../src/domain/statement.ts';
import { FIT } from '../figures/study.ts';
import { openSession, textFile } from '../unit/workers/open-session.ts';

/** Names that would break a statement they were pasted into. */
const MODELS = ["O'Hara-7B", 'what? "quoted"', 'plain'];
const TASKS = ['Climate', 'Equity'];

interface Row {
  model: string;
  prompt: string;
  task: string;
  item: string;
  score: number | null;
  reference: number;
}

const ROWS: Row[] = MODELS.flatMap((model, m) =>
  ['a', 'b'].flatMap((prompt, p) =>
    TASKS.flatMap((task, t) =>
      Array.from({ length: 9 - 3 * t }, (_, i) => ({
        model,
        prompt,
        task,
        item: `i${i}`,
        score: (i + m + p) % 11 === 0 ? null : 1 + ((i * 7 + m * 3 + p * 2 + t) % 6),
        reference: 1 + ((i * 5 + t) % 6) + 0.5 * t,
      })),
    ),
  ),
);

async function loaded() {
  const at = openSession();
  const field = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const lines = ROWS.map((r) =>
    [field(r.model), r.prompt, r.task, r.item, r.score ?? '', r.reference].join(','),
  );
  const { dataset } = await at.take(
    textFile('s.csv', `model,prompt,task,item,score,reference\n${lines.join('\n')}\n`),
  );
  const run = ({ text, params }: Statement) => at.rows(text, [...params]);
  return { at, dataset, run };
}

const filtered: Question = {
  ...DEFAULT_QUESTION,
  filters: [
    { facet: 'model', levels: [MODELS[0], MODELS[1]] },
    { facet: 'task', levels: ['Climate'] },
  ],
};

test.each(['micro', 'macro'] as const)(
  'the statement shown for slices gives what the panels show, averaged %s',
  async (average) => {
    const { at, dataset, run } = await loaded();
    const question: Question = { ...filtered, average };
    for (const grouping of [['model'], ['model', 'task'], ['prompt']]) {
      const answer = await at.session.slice({ question, groupings: [grouping], histogram: false });
      if (!answer.ok) throw new Error(answer.problem.message);
      const rows = await run(sliceStatement(question, grouping, dataset));
      const { slices } = answer.value.groups[0];
      expect(rows).toHaveLength(slices.length);
      for (const row of rows) {
        const slice = slices.find((s) => s.levels.every((l, i) => l === row[grouping[i]]))!;
        expect(Number(row['n'])).toBe(slice.n);
        expect(Number(row['missing'])).toBe(slice.missing);
        expect(Number(row['clusters'])).toBe(slice.clusters);
        expect(row['mean']).toBeCloseTo(slice.mean, 10);
        expect(row['rmse']).toBeCloseTo(slice.rmse, 10);
        expect(row['bias']).toBeCloseTo(slice.bias, 10);
      }
    }
  },
);

test('its clustered standard error is that of a plain computation over the rows', async () => {
  const { dataset, run } = await loaded();
  const rows = await run(sliceStatement(DEFAULT_QUESTION, ['model'], dataset));
  // Ids without texts restart in every task.
  expect(dataset.itemIdentity).toBe('within-task');
  for (const model of MODELS) {
    const own = ROWS.filter((r) => r.model === model && r.score !== null);
    const errors = own.map((r) => Math.abs(r.score! - r.reference));
    const mean = errors.reduce((a, b) => a + b, 0) / errors.length;
    const byItem = new Map<string, number>();
    own.forEach((r, i) => {
      const item = `${r.task}:${r.item}`;
      byItem.set(item, (byItem.get(item) ?? 0) + errors[i] - mean);
    });
    const squares = [...byItem.values()].reduce((sum, x) => sum + x * x, 0);
    const groups = byItem.size;
    const row = rows.find((r) => r['model'] === model)!;
    expect(row['clustered_se']).toBeCloseTo(
      Math.sqrt((groups / (groups - 1)) * squares) / errors.length,
      10,
    );
  }
});

test('the statement shown for the distribution counts every error once', async () => {
  const { run } = await loaded();
  const rows = await run(distributionStatement(DEFAULT_QUESTION, -7.25, 0.5));
  const counts = rows.map((r) => Number(r['observations']));
  expect(counts.reduce((a, b) => a + b, 0)).toBe(ROWS.filter((r) => r.score !== null).length);
  for (const row of rows) {
    const from = Number(row['from_error']);
    const inside = ROWS.filter(({ score, reference }) => {
      const error = score === null ? NaN : score - reference;
      return error >= from && error < from + 0.5;
    });
    expect(Number(row['observations'])).toBe(inside.length);
  }
});

test('the statement shown for items has the worst first', async () => {
  const { run } = await loaded();
  const rows = await run(itemsStatement(filtered, 'worst'));
  const errors = rows.map((r) => Number(r['mean_error']));
  expect(errors).toEqual(errors.toSorted((a, b) => b - a));
  expect(new Set(rows.map((r) => r['task']))).toEqual(new Set(['Climate']));
});

test('an item opens with its responses under the filters and its reference', async () => {
  const { run } = await loaded();
  const scores = await run(planItemDetail(filtered, 'Climate', 'i1'));
  const references = await run(planItemReferences('Climate', 'i1'));
  const detail = decodeItemDetail('Climate', 'i1', scores, references);
  expect(detail.models.map((m) => m.model).toSorted()).toEqual([MODELS[0], MODELS[1]]);
  expect(detail.reference).toBe(6);
  const own = ROWS.filter((r) => r.item === 'i1' && r.task === 'Climate' && r.model === MODELS[0]);
  const first = detail.models.find((m) => m.model === MODELS[0])!;
  expect(first.scores.map((s) => s.score)).toEqual(own.map((r) => r.score));
});

test('every statement binds as shown, values quoted, for every measure and policy', async () => {
  const { at, dataset } = await loaded();
  const fit = { ...FIT, components: FIT.components.filter((c) => !c.facets.includes('unit')) };
  for (const measure of ERROR_MEASURES) {
    for (const missing of MISSING_POLICIES) {
      const question: Question = {
        ...filtered,
        measure,
        missing,
        scale: { low: 1, high: 7 },
        average: 'macro',
      };
      const statements = [
        sliceStatement(question, ['prompt'], dataset),
        distributionStatement(question, -1, 0.25),
        itemsStatement(question, 'best'),
        sufficientStatement(question, fit),
        removableStatement(question),
      ];
      for (const statement of statements) {
        const text = showStatement(statement);
        expect(text).toContain("'O''Hara-7B', 'what? \"quoted\"'");
        await at.rows(`EXPLAIN ${text}`);
      }
    }
  }
});

test('the sufficient statistics shown sum to the observations and to nothing around their mean', async () => {
  const { run } = await loaded();
  const rows = await run(sufficientStatement(DEFAULT_QUESTION, FIT));
  const n = rows.reduce((sum, r) => sum + Number(r['n']), 0);
  expect(n).toBe(ROWS.filter((r) => r.score !== null).length);
  expect(rows.reduce((sum, r) => sum + Number(r['sum']), 0)).toBeCloseTo(0, 9);
});

test('the sufficient statistics shown keep items apart whose ids restart in every task, task a term or not', async () => {
  const { dataset, run } = await loaded();
  expect(dataset.itemIdentity).toBe('within-task');
  const fit = { ...FIT, components: FIT.components.filter((c) => c.term === 'item') };
  const rows = await run(sufficientStatement(DEFAULT_QUESTION, fit));
  const errors = new Map<string, number[]>();
  const all: number[] = [];
  for (const { task, item, score, reference } of ROWS) {
    if (score === null) continue;
    const error = Math.abs(score - reference);
    all.push(error);
    const key = `${task}/${item}`;
    errors.set(key, [...(errors.get(key) ?? []), error]);
  }
  const mean = all.reduce((a, b) => a + b, 0) / all.length;
  expect(rows).toHaveLength(errors.size);
  for (const row of rows) {
    const own = errors.get(`${String(row['task'])}/${String(row['item'])}`)!;
    expect(Number(row['n'])).toBe(own.length);
    expect(row['sum']).toBeCloseTo(
      own.reduce((sum, error) => sum + error - mean, 0),
      10,
    );
  }
});
