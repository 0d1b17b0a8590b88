// Files of judged pairs in the form of other tools, end to end: what the page shows is held to figures
// that are worked out here from the records as they were written.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { dropFiles, expect, fileToDrop, test } from './fixtures.ts';
import { openView, rowsOf } from './panels.ts';

const WRITERS = ['gpt-4', 'gpt-3.5-turbo', 'claude-2', 'llama-2'];
const FAMILY: Readonly<Record<string, string>> = { 'gpt-4': 'g', 'gpt-3.5-turbo': 'g' };

/** A verdict as all of these files mean it. */
interface Pair {
  readonly item: number;
  readonly judge: string;
  readonly a: string;
  readonly b: string;
  /** How far `a` wins: 1, 0.5 or 0. */
  readonly share: number;
}

/** 180 verdicts of two judges and 60 of a person, who judged a third of the same pairs. */
function pairs(): Pair[] {
  return ['gpt-4', 'claude-2', 'human'].flatMap((judge, j) =>
    Array.from({ length: j === 2 ? 60 : 90 }, (_, i): Pair => {
      const a = i % 4;
      const b = (a + 1 + (Math.floor(i / 4) % 3)) % 4;
      const luck = (i * 7919 + j * 4211) % 97;
      const own = Number(WRITERS[a] === judge) - Number(WRITERS[b] === judge);
      const edge = 48 + 9 * (b - a) + 14 * own;
      const share = luck < 10 ? 0.5 : Number(luck < edge);
      return { item: Math.floor(i / 6), judge, a: WRITERS[a], b: WRITERS[b], share };
    }),
  );
}

const side = (share: number, a: string, b: string): string =>
  share === 0.5 ? 'tie' : share === 1 ? a : b;
const lines = (records: readonly object[]): string =>
  records.map((r) => JSON.stringify(r)).join('\n');

function number(text: string): number {
  return Number(text.replaceAll(',', '').replace('−', '-'));
}

/** Win shares by how the writer stands to the judge, over the judges that are models. */
function winShares(records: readonly Pair[]): Record<string, { n: number; share: number }> {
  const sums: Record<string, { n: number; sum: number }> = {};
  for (const { judge, a, b, share } of records) {
    if (judge === 'human') continue;
    for (const [writer, won] of [
      [a, share],
      [b, 1 - share],
    ] as const) {
      const isFamily = FAMILY[judge] !== undefined && FAMILY[judge] === FAMILY[writer];
      const relation = writer === judge ? 'own' : isFamily ? 'own family' : 'others';
      const entry = (sums[relation] ??= { n: 0, sum: 0 });
      entry.n++;
      entry.sum += won;
    }
  }
  return Object.fromEntries(
    Object.entries(sums).map(([relation, { n, sum }]) => [relation, { n, share: sum / n }]),
  );
}

/** Bradley-Terry strengths by Hunter's (2004) minorisation, which shares nothing with Newton's method. */
function strengths(records: readonly Pair[]): Map<string, number> {
  const names = [...new Set(records.flatMap(({ a, b }) => [a, b]))];
  let gamma = names.map(() => 1);
  for (let step = 0; step < 20_000; step++) {
    const next = names.map((name, i) => {
      let won = 0;
      let games = 0;
      for (const { a, b, share } of records) {
        if (a !== name && b !== name) continue;
        const other = names.indexOf(a === name ? b : a);
        won += a === name ? share : 1 - share;
        games += 1 / (gamma[i] + gamma[other]);
      }
      return won / games;
    });
    const centre = Math.exp(next.reduce((sum, g) => sum + Math.log(g), 0) / next.length);
    const scaled = next.map((g) => g / centre);
    const moved = Math.max(...scaled.map((g, i) => Math.abs(g - gamma[i])));
    gamma = scaled;
    if (moved < 1e-13) break;
  }
  return new Map(names.map((name, i) => [name, Math.log(gamma[i])]));
}

async function expectShares(page: Page, records: readonly Pair[]): Promise<void> {
  const rows = await rowsOf(page, 'Own, own family, others');
  for (const [relation, { n, share }] of Object.entries(winShares(records))) {
    const row = rows.find(
      (r) => r['Judge'] === 'all judges' && r['Quantity'] === `win share, ${relation}`,
    )!;
    expect(number(row['n'])).toBe(n);
    expect(Math.abs(number(row['Value']) - share)).toBeLessThan(1e-6);
  }
}

/** Strengths, ranks, and ranks without each judge. */
async function expectRatings(page: Page, records: readonly Pair[]): Promise<void> {
  const models = records.filter(({ judge }) => judge !== 'human');
  const rows = await rowsOf(page, 'Ratings of the writers');
  const wanted = strengths(models);
  expect(rows).toHaveLength(wanted.size);
  for (const row of rows)
    expect(Math.abs(number(row['Strength, log odds']) - wanted.get(row['Model'])!)).toBeLessThan(
      1e-6,
    );
  const rankBy = (of: ReadonlyMap<string, number>): string[] =>
    [...of].toSorted((x, y) => y[1] - x[1]).map(([name]) => name);
  expect(rows.map((row) => row['Model'])).toEqual(rankBy(wanted));
  for (const judge of new Set(models.map((r) => r.judge))) {
    const column = `Rank without ${judge}`;
    if (!(column in rows[0])) continue;
    const ranks = rankBy(strengths(models.filter((r) => r.judge !== judge)));
    for (const row of rows)
      expect(number(row[column]), column).toBe(ranks.indexOf(row['Model']) + 1);
  }
}

async function open(page: Page, name: string, content: string): Promise<void> {
  await page.goto('./');
  await dropFiles(page, [{ name, content }]);
  await expect(page.getByRole('region', { name: 'Import report' })).toBeVisible();
  await openView(page, 'Judges');
  await expect(page.getByRole('region', { name: 'Ratings of the writers' })).toBeVisible();
}

test('MT-bench pairs judged in both orders: shares, ratings, ranks without each judge', async ({
  page,
}) => {
  const records = pairs().filter(({ judge }) => judge !== 'human');
  const text = lines(
    records.map(({ item, judge, a, b, share }, i) => ({
      question_id: 100 + item,
      model_1: a,
      model_2: b,
      g1_winner: share === 0.5 ? 'model_1' : side(share, 'model_1', 'model_2'),
      g2_winner: share === 0.5 ? 'model_2' : side(share, 'model_1', 'model_2'),
      judge: [judge, 'pair-v2'],
      turn: 1,
      tstamp: 1690000000 + i,
    })),
  );
  await open(page, 'gpt-4_pair.jsonl', text);
  await expectShares(page, records);
  await expectRatings(page, records);
  // Games that disagree chose the same place twice.
  const own = records.filter(
    (r) => r.judge === 'claude-2' && (r.a === 'claude-2') !== (r.b === 'claude-2'),
  );
  const [row] = (await rowsOf(page, 'Position bias')).filter((r) => r['Judge'] === 'claude-2');
  expect(number(row['Asked in both orders'])).toBe(own.length);
  const ambiguous = own.filter((r) => r.share === 0.5).length / own.length;
  expect(Math.abs(number(row['Ambiguous']) - ambiguous)).toBeLessThan(1e-6);
  await expect(page.getByText('No judge here is a person.')).toBeVisible();
});

test('Arena battles of models and people: agreement, kappa and corrected win shares', async ({
  page,
}) => {
  const records = pairs();
  const text = lines(
    records.map(({ item, judge, a, b, share }) => ({
      question_id: `q${item}`,
      model_a: a,
      model_b: b,
      winner: side(share, 'model_a', 'model_b'),
      judge,
      language: 'English',
    })),
  );
  await open(page, 'battles.jsonl', text);
  await expectShares(page, records);
  await expectRatings(page, records);
  const rows = await rowsOf(page, 'Judges against people');
  const key = (r: Pair): string => `${r.item} ${[r.a, r.b].toSorted().join(' ')}`;
  const turned = (r: Pair): number => (r.a < r.b ? r.share : 1 - r.share);
  const votes = new Map<string, number[]>();
  for (const r of records)
    if (r.judge === 'human') votes.set(key(r), [...(votes.get(key(r)) ?? []), turned(r)]);
  for (const judge of ['gpt-4', 'claude-2']) {
    const both = records.flatMap((r) => {
      const people = votes.get(key(r));
      if (r.judge !== judge || !people) return [];
      const mean = people.reduce((x, y) => x + y, 0) / people.length;
      return [[Math.sign(turned(r) - 0.5), Math.sign(mean - 0.5)] as const];
    });
    const of = (is: (pair: readonly [number, number]) => boolean): number =>
      both.filter(is).length / both.length;
    const agree = of(([x, y]) => x === y);
    const chance = [-1, 0, 1].reduce(
      (sum, v) => sum + of(([x]) => x === v) * of(([, y]) => y === v),
      0,
    );
    const row = rows.find((r) => r['Judge'] === judge)!;
    expect(number(row['Pairs'])).toBe(both.length);
    expect(Math.abs(number(row['Agreement']) - agree)).toBeLessThan(1e-6);
    expect(Math.abs(number(row['Kappa']) - (agree - chance) / (1 - chance))).toBeLessThan(1e-6);
  }
  expect((await rowsOf(page, 'Win shares corrected by people')).length).toBe(WRITERS.length);
});

test('AlpacaEval annotations: shares with length as a control', async ({ page }) => {
  const records = pairs().filter(({ judge }) => judge !== 'human');
  const text = JSON.stringify(
    records.map(({ item, judge, a, b, share }, i) => ({
      instruction: `Write about ${item}.`,
      generator_1: a,
      generator_2: b,
      output_1: 'word '.repeat(10 + (i % 9)),
      output_2: 'word '.repeat(10 + ((i * 5) % 7)),
      annotator: judge,
      preference: share === 0.5 ? 1.5 : 2 - share,
    })),
  );
  await open(page, 'annotations.json', text);
  await expectShares(page, records);
  await expectRatings(page, records);
  const coefficients = page.getByRole('region', { name: 'Coefficients' });
  await page
    .getByRole('region', { name: 'Own, own family, others', exact: true })
    .getByRole('button', { name: 'Table', exact: true })
    .click();
  await expect(coefficients).toContainText('own text');
  await expect(coefficients).toContainText(/longer by \d+ characters/);
});

test('a judge whose own texts always win: the regression is refused in words', async ({ page }) => {
  const text = lines(
    Array.from({ length: 40 }, (_, i) => ({
      question_id: i,
      model_a: i % 2 === 0 ? 'gpt-4' : 'llama-2',
      model_b: i % 2 === 0 ? 'llama-2' : 'gpt-4',
      winner: i % 2 === 0 ? 'model_a' : 'model_b',
      judge: 'gpt-4',
    })),
  );
  await open(page, 'battles.jsonl', text);
  const shares = page.getByRole('region', { name: 'Own, own family, others', exact: true });
  await expect(shares).toContainText('"own text" divides the records');
  await expect(shares.getByRole('region', { name: 'Coefficients' })).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Ratings of the writers' })).toContainText(
    'No rating is finite',
  );
});

test('LLM Comparator: the file of its documentation (needs DECLINATION_CORPUS)', async ({
  page,
}) => {
  const file = join(process.env['DECLINATION_CORPUS'] ?? '', 'llm-comparator/example_tiny.json');
  test.skip(!existsSync(file), 'DECLINATION_CORPUS names no folder with llm-comparator/');
  const { models, examples } = JSON.parse(readFileSync(file, 'utf8')) as {
    models: { name: string }[];
    examples: { score: number; individual_rater_scores?: { score?: number }[] }[];
  };
  await page.goto('./');
  await dropFiles(page, [fileToDrop(file)]);
  await expect(page.getByRole('region', { name: 'Import report' })).toBeVisible();
  await openView(page, 'Judges');
  await expect(page.getByText('These files do not say who judged.')).toBeVisible();
  const scores = examples.flatMap(({ score, individual_rater_scores: of }) => {
    const given = (of ?? []).flatMap((rating) => rating.score ?? []);
    return given.length > 0 ? given : [score];
  });
  const wins = scores.reduce((sum, s) => sum + Math.min(1, Math.max(0, 0.5 + s / 3)), 0);
  const region = page.getByRole('region', { name: 'Ratings of the writers', exact: true });
  if (wins === 0 || wins === scores.length) {
    await expect(region).toContainText('No rating is finite');
    return;
  }
  const rows = await rowsOf(page, 'Ratings of the writers');
  const row = rows.find((r) => r['Model'] === models[0].name)!;
  const strength = Math.log(wins / (scores.length - wins)) / 2;
  expect(Math.abs(number(row['Strength, log odds']) - strength)).toBeLessThan(1e-6);
  expect(number(row['Comparisons'])).toBe(scores.length);
});
