import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { numberOf } from './alignment-studies.ts';
import { studyScores } from './study-scores.ts';
import { dropFiles, expect, fileToDrop, test } from './fixtures.ts';
import { openLinked, openView, resampled, rowsOf } from './panels.ts';

const MATRIX = 'Who agrees with whom';

async function openStudy(page: Page, title = 'Classroom talk'): Promise<void> {
  await page.goto('./');
  await page.getByRole('button', { name: new RegExp(title) }).click();
  await expect(page.getByRole('grid', { name: 'Items' })).toBeVisible();
  await openView(page, 'Agreement');
  await expect(page.locator('main .answer').first()).toContainText('(95', { timeout: 30_000 });
  await resampled(page);
}

/** Pearson's r within each task, averaged over tasks by their numbers of pairs. */
function expected(x: Map<string, number>, y: Map<string, number>): number {
  const byTask = new Map<string, [number, number][]>();
  for (const [cell, value] of x) {
    const task = cell.split(' ')[0];
    if (y.has(cell)) byTask.set(task, [...(byTask.get(task) ?? []), [value, y.get(cell)!]]);
  }
  let [sum, all] = [0, 0];
  for (const pairs of byTask.values()) {
    const mean = (k: 0 | 1): number => pairs.reduce((s, p) => s + p[k], 0) / pairs.length;
    const [mx, my] = [mean(0), mean(1)];
    const cross = (f: (p: [number, number]) => number): number =>
      pairs.reduce((s, p) => s + f(p), 0);
    const r =
      cross(([a, b]) => (a - mx) * (b - my)) /
      Math.sqrt(cross(([a]) => (a - mx) ** 2) * cross(([, b]) => (b - my) ** 2));
    sum += pairs.length * r;
    all += pairs.length;
  }
  return sum / all;
}

const STUDIES = [
  { title: 'Classroom talk', folder: 'classroom-talk', sign: 1, tasks: '7', columns: '840' },
  { title: 'Short answers', folder: 'short-answers', sign: -1, tasks: '3', columns: '540' },
] as const;

for (const { title, folder, sign, tasks, columns } of STUDIES)
  test(`${title}: models agree with each other ${sign > 0 ? 'more' : 'less'} than with the experts`, async ({
    page,
  }) => {
    await openStudy(page, title);
    await expect(page.locator('main .answer').first()).toContainText(
      `The models agree with each other ${sign > 0 ? 'more' : 'less'} than with the experts`,
    );

    const scores = studyScores(folder);
    const rows = await rowsOf(page, MATRIX);
    expect(rows).toHaveLength((scores.size * (scores.size - 1)) / 2);
    for (const row of rows) {
      const r = expected(scores.get(row['one'])!, scores.get(row['other'])!);
      expect(row['Pearson r'], `${row['one']} and ${row['other']}`).toBe(r.toFixed(2));
      expect(Number(row['95 % low'])).toBeLessThanOrEqual(r);
      expect(Number(row['95 % high'])).toBeGreaterThanOrEqual(r - 0.005);
      expect(row['tasks']).toBe(tasks);
      expect(row['shared scores']).toBe(columns);
    }

    const shared = await rowsOf(page, 'Shared behaviour');
    const mean = (all: number[]): number => all.reduce((a, b) => a + b, 0) / all.length;
    const models = [...scores.keys()].filter((name) => /-/.test(name));
    const among = models.flatMap((a, i) =>
      models.slice(0, i).map((b) => expected(scores.get(a)!, scores.get(b)!)),
    );
    const withExperts = models.map((a) => expected(scores.get(a)!, scores.get('mean of raters')!));
    const row = (between: string, what = 'mean r') =>
      shared.find((one) => one['between'] === between && one['what'] === what)!;
    expect(row('Model, model')['raw']).toBe(mean(among).toFixed(2));
    expect(row('Model, experts')['raw']).toBe(mean(withExperts).toFixed(2));
    const difference = mean(among) - mean(withExperts);
    expect(Math.sign(difference)).toBe(sign);
    const found = row('Model less experts', 'difference');
    const [value, low, high] = ['raw', 'raw 95 % low', 'raw 95 % high'].map((name) =>
      numberOf(found[name]),
    );
    expect(value).toBe(Number(difference.toFixed(2)));
    // The interval lies on one side of nought.
    expect(Math.sign(low)).toBe(sign);
    expect(Math.sign(high)).toBe(sign);
    expect(low).toBeLessThan(difference);
    expect(high).toBeGreaterThan(difference);
  });

test('a cell opens its scatter and items, and the link shows the same again', async ({ page }) => {
  await openStudy(page);
  await page.getByLabel('Coefficient').selectOption('Kendall');
  await page.getByLabel('Task', { exact: true }).selectOption('Climate');
  await page.getByRole('button', { name: /(Rater A and Vega-70B|Vega-70B and Rater A)/ }).click();
  const focus = page.getByRole('region', { name: 'Two in focus', exact: true });
  await expect(focus.locator('.says')).toContainText(/Kendall τ-b 0\.\d\d \(95/, {
    timeout: 30_000,
  });
  await expect(focus).toContainText('n = 120 shared scores');
  const items = await rowsOf(page, 'Two in focus');
  expect(items).toHaveLength(12);
  const scores = studyScores();
  for (const item of items) {
    const cell = `${item['task']} ${item['item']}`;
    expect(item['task']).toBe('Climate');
    expect(item['Vega-70B']).toBe(scores.get('Vega-70B')!.get(cell)!.toFixed(2));
    expect(item['Rater A']).toBe(scores.get('Rater A')!.get(cell)!.toFixed(2));
  }
  const said = await focus.locator('.says').textContent();
  await page.reload();
  await openLinked(page);
  await expect(focus.locator('.says')).toHaveText(said!, { timeout: 60_000 });
});

test('every coefficient, prompts as rows, and what cannot be given is said', async ({ page }) => {
  await openStudy(page);
  const matrix = page.getByRole('region', { name: MATRIX, exact: true });
  for (const [name, heading] of [
    ['Spearman', 'Spearman ρ'],
    ['Weighted κ', 'quadratic-weighted κ'],
    ['Biweight', 'biweight midcorrelation'],
  ]) {
    await page.getByLabel('Coefficient').selectOption(name);
    await expect(matrix.locator('.unit')).toContainText(heading);
    await resampled(page);
    const [first] = await rowsOf(page, MATRIX);
    expect(Number(first[heading])).toBeGreaterThan(0.5);
    expect(Number(first['95 % low'])).toBeLessThan(Number(first[heading]));
  }
  await page.getByRole('button', { name: 'disattenuated', exact: true }).click();
  await expect(matrix.locator('.unit')).toContainText('unreliability taken out');
  await resampled(page);
  const pairs = await rowsOf(page, MATRIX);
  const models = pairs.filter((row) => row['pair of'] === 'models');
  for (const row of models)
    expect(Number(row['disattenuated r'])).toBeGreaterThan(Number(row['raw r']));
  const raters = pairs.filter(
    (row) => row['one'].startsWith('Rater') && row['other'].startsWith('Rater'),
  );
  expect(raters.map((row) => row['disattenuated r'])).toEqual(['–', '–', '–']);
  await expect(matrix.locator('.note').first()).toContainText('– stands where');
  await page.getByRole('button', { name: 'raw', exact: true }).click();
  await page.getByRole('button', { name: '× prompts' }).click();
  await expect.poll(async () => (await rowsOf(page, MATRIX)).length).toBe((28 * 27) / 2);
});

test('data without references say what is lacking and how to add it', async ({ page }) => {
  await page.goto('./');
  const rows = ['a', 'b'].flatMap((model, m) =>
    Array.from({ length: 30 }, (_, i) => `${model},${i},${(i * (m + 3)) % 7 > 3 ? 1 : 0}`),
  );
  await dropFiles(page, [{ name: 's.csv', content: `model,item,score\n${rows.join('\n')}\n` }]);
  await expect(page.getByText('60 scores of 2 models')).toBeVisible();
  await openView(page, 'Agreement');
  await expect(page.getByText('No experts to compare with.')).toBeVisible();
  await expect(page.getByText(/needs a reference: a column reference/)).toBeVisible();
  expect(await rowsOf(page, MATRIX)).toHaveLength(1);
});

test('one model with a single rater: each thing that is lacking, and how to add it', async ({
  page,
}) => {
  await page.goto('./');
  const rows = Array.from({ length: 30 }, (_, i) => `a,${i},${(i * 3) % 7}`);
  await dropFiles(page, [{ name: 's.csv', content: `model,item,score\n${rows.join('\n')}\n` }]);
  await expect(page.getByText('30 scores of 1 model')).toBeVisible();
  await openView(page, 'Agreement');
  await expect(page.getByText('Nobody to compare with.')).toBeVisible();
  await expect(page.getByText(/Drop the results of another model/)).toBeVisible();
  await openView(page, 'Ladder');
  await expect(page.getByText('Nothing to be aligned with.')).toBeVisible();
  await expect(page.getByText(/Drop a file of expert scores/)).toBeVisible();
  const references = Array.from({ length: 30 }, (_, i) => `${i},R,${(i * 5) % 7}`);
  await dropFiles(page, [
    { name: 'r.csv', content: `item,rater,reference\n${references.join('\n')}\n` },
  ]);
  await openView(page, 'Agreement');
  await expect(page.getByText('No human ceiling.')).toBeVisible();
  await expect(page.getByText(/a file with item, rater and score/)).toBeVisible();
});

const corpus = process.env['DECLINATION_CORPUS'] ?? '';

test.describe('real files', () => {
  test.skip(!existsSync(corpus), 'DECLINATION_CORPUS names no folder: real files are not tried');

  test('94 HELM runs: the two deployments of one model agree most of all pairs', async ({
    page,
  }) => {
    await page.goto('./');
    await dropFiles(page, [fileToDrop(join(corpus, 'helm', 'mmlu-5-models-19-subjects.zip'))]);
    await expect(page.getByText('1,880 scores of 5 models')).toBeVisible({ timeout: 60_000 });
    await openView(page, 'Agreement');
    await expect(page.locator('main .answer').first()).toContainText('(95', { timeout: 30_000 });
    const rows = (await rowsOf(page, MATRIX)).filter((row) => row['pair of'] === 'models');
    expect(rows).toHaveLength(10);
    const [most, next] = rows;
    for (const side of ['one', 'other']) expect(most[side]).toMatch(/llama-?3-70b/i);
    expect(Number(most['Pearson r'])).toBeGreaterThan(Number(next['Pearson r']));
  });
});
