import { tableFromIPC } from 'apache-arrow';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  planDesign,
  planLevelCounts,
  readDesign,
  readResidualTerms,
  termsToCount,
} from '../../src/analyses/variance/design.ts';
import { planVariance } from '../../src/analyses/variance/plan.ts';
import type { Statement } from '../../src/domain/statement.ts';
import { ident, sql } from '../../src/sql/sql.ts';
import { decodeCells } from '../../workers/decode-cells.ts';
import type { Engine } from '../../workers/engine.ts';
import { openNodeEngine } from '../tooling/node-engine.ts';
import { makeDesign } from '../unit/stats/variance/design.ts';

/** A facet named to break a statement that it were pasted into. */
const ODD = 'pro"mpt -- n';
const FACETS = ['model', ODD, 'task', 'item'];

const study = makeDesign({
  seed: 21,
  facets: { model: 4, [ODD]: 3, task: 3, item: 5 },
  terms: ['model', 'item'],
  nested: { inner: 'item', outer: 'task' },
  keep: 0.8,
  replicates: 2,
});

const source = sql`SELECT model, ${ident(ODD)}, task, item, error FROM study WHERE error > ${-1e9}`;

let engine: Engine;

async function rows(statement: Statement): Promise<Record<string, unknown>[]> {
  return tableFromIPC(await engine.query(statement, 'writer')).toArray() as never;
}

beforeAll(async () => {
  engine = await openNodeEngine();
  await engine.run(
    sql`CREATE TABLE study (model INTEGER, ${ident(ODD)} INTEGER, task INTEGER, item INTEGER, error DOUBLE)`
      .text,
  );
  const values = study.y.map(
    (y, row) => `(${FACETS.map((facet) => study.levels[facet][row]).join()}, ${y - 5})`,
  );
  await engine.run(`INSERT INTO study VALUES ${values.join()}`);
});

async function designOf(facets = FACETS) {
  return readDesign(facets, await rows(planDesign(source, facets)));
}

test('the design names levels, nesting, observations and the mean', async () => {
  const design = await designOf();
  expect(design.observations).toBe(study.y.length);
  expect(design.mean).toBeCloseTo(study.y.reduce((a, b) => a + b, 0) / study.y.length - 5, 12);
  expect(design.facets).toEqual([
    { name: 'model', levels: 4, determines: [] },
    { name: ODD, levels: 3, determines: [] },
    { name: 'task', levels: 3, determines: [] },
    { name: 'item', levels: 15, determines: ['task'] },
  ]);
});

test('a design without facets still tells of its observations', async () => {
  const design = await designOf([]);
  expect(design.observations).toBe(study.y.length);
  expect(design.facets).toEqual([]);
});

test('a design without observations has no levels and no mean', async () => {
  const none = sql`SELECT * FROM (${source}) WHERE error > ${1e9}`;
  const design = readDesign(FACETS, await rows(planDesign(none, FACETS)));
  expect(design.observations).toBe(0);
  expect(design.mean).toBeNaN();
  expect(design.facets.every((facet) => facet.levels === 0)).toBe(true);
});

test('a term with a level per observation is found by counting', async () => {
  await engine.run('CREATE TABLE once AS SELECT DISTINCT ON (model, item) * FROM study');
  const single = sql`SELECT model, task, item, error FROM once`;
  const facets = ['model', 'task', 'item'];
  const design = readDesign(facets, await rows(planDesign(single, facets)));
  const terms = [['model'], ['item'], ['model', 'task'], ['model', 'item']];
  const counted = termsToCount(design, terms);
  expect(counted).toEqual([['model', 'item']]);
  const counts = await rows(planLevelCounts(single, counted)!);
  expect(readResidualTerms(design, counted, counts)).toEqual([['model', 'item']]);
});

describe('the cells of a plan', () => {
  const terms = [['model'], ['task'], ['item'], ['model', ODD], ['model', 'task']];

  test('hold the counts and centred sums of the rows, to the last combination', async () => {
    const design = await designOf();
    const plan = planVariance(source, design, terms, []);
    expect(plan.cells.map(({ facets }) => facets.toSorted())).toEqual([
      ['item', 'model', ODD, 'task'].toSorted(),
    ]);
    for (const { facets, statement } of plan.cells) {
      const cells = decodeCells({ facets, bytes: await engine.query(statement, 'writer') });
      const expected = new Map<string, { n: number; sum: number }>();
      study.y.forEach((y, row) => {
        const key = facets.map((facet) => study.levels[facet][row]).join();
        const cell = expected.get(key) ?? { n: 0, sum: 0 };
        expected.set(key, { n: cell.n + 1, sum: cell.sum + (y - 5 - plan.shift) });
      });
      expect(cells.n).toHaveLength(expected.size);
      cells.n.forEach((n, i) => {
        const cell = expected.get(facets.map((facet) => cells.codes[facet][i]).join());
        expect(n).toBe(cell?.n);
        expect(cells.sum[i]).toBeCloseTo(cell?.sum ?? NaN, 10);
      });
    }
  });

  test('are centred by a negative mean, which must not become a comment', async () => {
    const design = await designOf();
    const plan = planVariance(source, design, terms, []);
    expect(plan.shift).toBeLessThan(0);
    const [totals] = await rows(plan.totals);
    expect(totals['n']).toBe(study.y.length);
    expect(totals['sum']).toBeCloseTo(0, 9);
    const squares = study.y.reduce((sum, y) => sum + (y - 5 - plan.shift) ** 2, 0);
    expect(totals['sum_squares']).toBeCloseTo(squares, 8);
  });

  test('are asked for in statements that DuckDB can bind', async () => {
    const plan = planVariance(source, await designOf(), terms, []);
    for (const statement of [plan.totals, ...plan.cells.map((cell) => cell.statement)]) {
      const explained = await rows({ ...statement, text: `EXPLAIN ${statement.text}` });
      expect(explained.length).toBeGreaterThan(0);
    }
  });
});
