import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { studyScores } from './study-scores.ts';
import { dropFiles, expect, fileToDrop, test } from './fixtures.ts';
import { openLinked, openView, rowsOf } from './panels.ts';

const RULES = 'Rules beside single models';

async function openStudy(page: Page, title = 'Classroom talk'): Promise<void> {
  await page.goto('./');
  await page.getByRole('button', { name: new RegExp(title) }).click();
  await expect(page.getByRole('grid', { name: 'Items' })).toBeVisible();
  await openView(page, 'Ensembles');
  await expect(page.locator('main .answer').first()).toContainText('(95', { timeout: 60_000 });
}

const mean = (all: readonly number[]): number => all.reduce((a, b) => a + b, 0) / all.length;

function median(all: readonly number[]): number {
  const sorted = all.toSorted((a, b) => a - b);
  const [low, high] = [Math.floor((all.length - 1) / 2), Math.ceil((all.length - 1) / 2)];
  return (sorted[low] + sorted[high]) / 2;
}

/** The nearest of some grades, the higher of two as near. */
function nearest(score: number, grades: readonly number[]): number {
  return grades.reduce((best, grade) => {
    const nearer = Math.abs(grade - score) - Math.abs(best - score);
    return nearer < 0 || (nearer === 0 && grade > best) ? grade : best;
  });
}

interface Scored {
  readonly reference: number;
  readonly scores: number[];
  /** Grades that raters gave in the task. */
  readonly grades: readonly number[];
}

/** Scores of some models, and the reference, by task and item. */
function panelOf(models: readonly string[], study = 'classroom-talk'): Scored[] {
  const scores = studyScores(study);
  const raters = [...scores.keys()].filter((name) => name.startsWith('Rater'));
  const gradesOf = (task: string): number[] => [
    ...new Set(
      raters.flatMap((rater) =>
        [...scores.get(rater)!].flatMap(([cell, grade]) =>
          cell.split(' ')[0] === task ? [grade] : [],
        ),
      ),
    ),
  ];
  const byTask = new Map<string, number[]>();
  return [...scores.get('mean of raters')!].flatMap(([cell, reference]) => {
    const own = models.flatMap((model) => scores.get(model)!.get(cell) ?? []);
    const task = cell.split(' ')[0];
    const grades = byTask.get(task) ?? gradesOf(task);
    byTask.set(task, grades);
    return own.length === models.length ? [{ reference, scores: own, grades }] : [];
  });
}

const STUDIES = [
  { title: 'Classroom talk', folder: 'classroom-talk', items: '840', units: '40' },
  { title: 'Short answers', folder: 'short-answers', items: '540', units: '60' },
] as const;

for (const { title, folder, items, units } of STUDIES)
  test(`${title}: every rule beside single models on the same items`, async ({ page }) => {
    await openStudy(page, title);
    const rows = await rowsOf(page, RULES);
    const models = [...studyScores(folder).keys()].filter((name) => name.includes('-'));
    const panel = panelOf(models, folder);
    const errorOf = (combine: (scores: number[]) => number): number =>
      mean(panel.map(({ scores, reference }) => Math.abs(combine(scores) - reference)));
    const average = mean(models.map((_, m) => errorOf((scores) => scores[m])));
    const [first, second] = rows;
    expect(first['ensemble']).toBe(errorOf(mean).toFixed(3));
    expect(second['ensemble']).toBe(errorOf(median).toFixed(3));
    for (const row of [first, second]) {
      expect(row['average model']).toBe(average.toFixed(3));
      expect(row['coverage']).toContain('100.0');
      expect(row['items']).toBe(items);
    }
    // Where models err alike, combining helps little; where each errs in its own way, the mean of all
    // errs less than the best alone.
    const least = Math.min(...models.map((_, m) => errorOf((scores) => scores[m])));
    expect(errorOf(mean) < least).toBe(folder === 'short-answers');
    const unanimous = panel.filter(
      ({ scores, grades }) => new Set(scores.map((score) => nearest(score, grades))).size === 1,
    );
    // Six models that err each in their own way never agree on one of many marks: there the rule has
    // no row, and the note says so.
    const decides = unanimous.length > 0;
    expect(rows.map((row) => row['rule'])).toEqual([
      ...['Mean', 'Median', 'Majority', ...(decides ? ['Unanimous'] : [])],
      ...['By benchmark', 'Above chance', 'Softmax'],
    ]);
    if (decides)
      expect(parseFloat(rows[3]['coverage'])).toBeCloseTo(
        (100 * unanimous.length) / panel.length,
        1,
      );
    else
      await expect(page.getByRole('region', { name: RULES, exact: true })).toContainText(
        'Unanimous decides nowhere.',
      );
    for (const row of rows) {
      const [value, low, high] = ['ensemble', 'ensemble 95 % low', 'ensemble 95 % high'].map(
        (name) => Number(row[name]),
      );
      expect(low).toBeLessThan(value);
      expect(high).toBeGreaterThan(value);
    }
    const outcome = await rowsOf(page, 'With the outcome');
    expect(outcome).toHaveLength(rows.length);
    for (const row of outcome) if (row['rule'] !== 'Unanimous') expect(row['units']).toBe(units);
  });

test('curves over the number of models end where the panel stands', async ({ page }) => {
  await openStudy(page);
  const curve = await rowsOf(page, 'More models');
  const [all] = await rowsOf(page, RULES);
  expect(curve).toHaveLength(8);
  expect(curve[7]['Mean']).toBe(all['ensemble']);
  expect(curve[0]['Mean']).toBe(all['average model']);
  const parts = await rowsOf(page, 'What averaging cannot remove');
  for (const row of parts) {
    const sum = ['common error', 'common bias', 'own error'].map((name) => Number(row[name]));
    expect(Math.abs(sum[0] + sum[1] + sum[2] - Number(row['together']))).toBeLessThan(0.002);
    expect(Number(row['floor'])).toBeLessThanOrEqual(Number(row['together']));
  }
  const effective = await rowsOf(page, 'Independent models');
  expect(effective[0]['these models']).toBe('1.000');
  expect(Number(effective[7]['these models'])).toBeLessThan(8);
  await expect(
    page.getByRole('region', { name: 'Majority against independence', exact: true }),
  ).toContainText('Filter to tasks that are answered right or wrong');
});

test('chosen members and settings stay in the link', async ({ page }) => {
  await openStudy(page);
  const members = page.getByRole('group', { name: 'Models that are combined' });
  const temperature = page.getByLabel('softmax temperature');
  await members.getByLabel('Vega-70B').uncheck();
  await members.getByLabel('Rigel-Pro').uncheck();
  await expect(members).toContainText('6 of 8 models');
  await temperature.fill('5');
  await temperature.blur();
  await expect(page.locator('main .answer').first()).toContainText('The mean of the 6 models');
  const models = [...studyScores().keys()].filter(
    (name) => name.includes('-') && !['Vega-70B', 'Rigel-Pro'].includes(name),
  );
  const error = mean(
    panelOf(models).map(({ scores, reference }) => Math.abs(mean(scores) - reference)),
  );
  const before = await rowsOf(page, RULES);
  expect(before[0]['ensemble']).toBe(error.toFixed(3));
  await page.reload();
  await openLinked(page);
  await expect(members).toContainText('6 of 8 models', { timeout: 60_000 });
  await expect(temperature).toHaveValue('5');
  expect(await rowsOf(page, RULES)).toEqual(before);
});

test('one model alone: the view says what it needs', async ({ page }) => {
  await page.goto('./');
  const rows = Array.from({ length: 30 }, (_, i) => `a,${i},${i % 2}`);
  await dropFiles(page, [{ name: 's.csv', content: `model,item,score\n${rows.join('\n')}\n` }]);
  await expect(page.getByText('30 scores of 1 model')).toBeVisible();
  await openView(page, 'Ensembles');
  await expect(page.getByText('One model cannot be combined.')).toBeVisible();
  await expect(page.getByText(/Drop the results of another one/)).toBeVisible();
});

test('weights typed in here are the first rung of the ladder too', async ({ page }) => {
  await page.goto('./');
  const models = ['a', 'b', 'c'];
  const rows = models.flatMap((model, m) =>
    Array.from({ length: 24 }, (_, i) => {
      const truth = (i * 7) % 11;
      return `${model},${i},${truth + m + ((i * 5 + m) % 3)},${truth}`;
    }),
  );
  await dropFiles(page, [
    { name: 's.csv', content: `model,item,score,reference\n${rows.join('\n')}\n` },
  ]);
  await expect(page.getByText('72 scores of 3 models')).toBeVisible();
  await openView(page, 'Ensembles');
  await expect(page.getByText('No weights by benchmark.')).toBeVisible();
  await expect(page.getByText(/drop a file with model, benchmark and score/)).toBeVisible();
  await expect(page.getByText('No outcome.')).toBeVisible();
  await page.getByRole('button', { name: 'Type them in' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Benchmark', { exact: true }).fill('Mine');
  for (const [m, model] of models.entries())
    await dialog.getByLabel(model, { exact: true }).fill(m === 0 ? '5' : '0');
  await dialog.getByRole('button', { name: 'Use scores' }).click();
  await expect(page.getByRole('region', { name: RULES, exact: true })).toContainText(
    'Weights by Mine, typed in, as on the Ladder.',
  );
  // All weight on one model: that model's own mean error.
  const error = mean(
    rows.slice(0, 24).map((row) => {
      const [, , score, truth] = row.split(',').map(Number);
      return Math.abs(score - truth);
    }),
  );
  const weighted = (await rowsOf(page, RULES)).find((row) => row['rule'] === 'By benchmark')!;
  expect(Number(weighted['ensemble'])).toBeCloseTo(error, 2);
  await openView(page, 'Ladder');
  await expect(page.locator('main')).toContainText('Benchmark: Mine, typed in');
});

const corpus = process.env['DECLINATION_CORPUS'] ?? '';

test.describe('real files', () => {
  test.skip(!existsSync(corpus), 'DECLINATION_CORPUS names no folder: real files are not tried');

  test('94 HELM runs: a majority loses by going wrong together', async ({ page }) => {
    await page.goto('./');
    await dropFiles(page, [fileToDrop(join(corpus, 'helm', 'mmlu-5-models-19-subjects.zip'))]);
    await expect(page.getByText('1,880 scores of 5 models')).toBeVisible({ timeout: 60_000 });
    await openView(page, 'Ensembles');
    await expect(page.locator('main .answer').first()).toContainText('(95', { timeout: 60_000 });
    const votes = await rowsOf(page, 'Majority against independence');
    expect(votes).toHaveLength(5);
    expect(votes[0]['these models']).toBe(votes[0]['independent']);
    expect(Number(votes[4]['these models'])).toBeLessThan(Number(votes[4]['independent']));
  });
});
