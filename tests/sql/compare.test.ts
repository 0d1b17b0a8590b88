import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { differenceOf } from '../../src/analyses/slices/comparison.ts';
import { compareStatement } from '../../src/analyses/slices/compare-sql.ts';
import { showStatement } from '../../src/analyses/show-statement.ts';
import type { Dataset } from '../../src/domain/dataset.ts';
import { DEFAULT_QUESTION } from '../../src/domain/question.ts';
import type { Question } from '../../src/domain/question.ts';
import { openSession, textFile } from '../unit/workers/open-session.ts';

const folder = join(import.meta.dirname, '../../data-samples/classroom-talk');
const at = openSession();
let dataset: Dataset;

beforeAll(async () => {
  const files = ['scores', 'references', 'outcomes', 'items'].map((name) =>
    textFile(`${name}.csv`, readFileSync(join(folder, `${name}.csv`), 'utf8')),
  );
  ({ dataset } = await at.take(...files));
}, 120_000);

const CASES: readonly (readonly [string, string, Partial<Question>])[] = [
  ['models', 'model', {}],
  ['models by class, tasks equal', 'model', { cluster: 'unit', average: 'macro' }],
  ['models, directed errors by their size', 'model', { measure: 'signed', missing: 'zero' }],
  ['models, standardised errors squared', 'model', { measure: 'standardised' }],
  [
    'prompts of two models',
    'prompt',
    { filters: [{ facet: 'model', levels: ['Vega-8B', 'Rigel-Pro'] }], cluster: 'unit' },
  ],
  ['tasks, on the lessons that are in both', 'task', { cluster: 'unit' }],
];

describe('a paired difference is what its statement gives', () => {
  test.each(CASES)('%s', async (_, facet, asked) => {
    const question = { ...DEFAULT_QUESTION, ...asked };
    const found = await at.session.compare(question, facet);
    if (!found.ok) throw new Error(found.problem.message);
    const ranks = found.value;
    const [first, second] = [ranks.levels.at(-1)!.name, ranks.levels[0].name];
    const pair = differenceOf(ranks, first, second)!;
    const statement = compareStatement(question, ranks, dataset);
    // As the reader copies it, values in their places.
    const rows = await at.rows(showStatement(statement));
    expect(rows).toHaveLength(2 * ranks.pairs);
    const row = rows.find((one) => one['first'] === first && one['second'] === second)!;
    expect(row['difference']).toBeCloseTo(pair.difference, 10);
    expect(row['naive_se']).toBeCloseTo(pair.naiveSe, 10);
    expect(row['unpaired_se']).toBeCloseTo(pair.unpairedSe, 10);
    expect(row['correlation']).toBeCloseTo(pair.correlation, 9);
    expect(Number(row['items'])).toBe(pair.items);
    expect(Number(row['clusters'])).toBe(pair.clusters);
    // The page uses CR2 where clusters are few or uneven: a little wider than CR1.
    const se = pair.interval!.se;
    expect(Number(row['clustered_se']) / se).toBeGreaterThan(0.98);
    expect(Number(row['clustered_se']) / se).toBeLessThan(1.0001);
  });
});

test('a detectable difference is the one whose items are those present', async () => {
  const found = await at.session.compare(DEFAULT_QUESTION, 'model');
  if (!found.ok) throw new Error(found.problem.message);
  const pair = found.value.compared[0];
  const { se, df } = pair.interval!;
  const needed = await at.session.itemsNeeded({ se, df, items: pair.items }, [
    pair.detectable!,
    pair.detectable! / 2,
  ]);
  if (!needed.ok) throw new Error(needed.problem.message);
  expect(Math.abs(needed.value[0].items - pair.items)).toBeLessThanOrEqual(1);
  // Four times the items for half the difference, a little less since t gains degrees of freedom.
  expect(needed.value[1].items / pair.items).toBeGreaterThan(3.9);
  expect(needed.value[1].items / pair.items).toBeLessThan(4);
});
