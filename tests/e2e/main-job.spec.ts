import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { dropFiles, expect, fileToDrop, test } from './fixtures.ts';
import type { DroppedFile } from './fixtures.ts';
import { filesOfEachFormat, references, studyRows } from './studies.ts';

async function open(page: Page, view: 'Data' | 'Slices' | 'Variance'): Promise<void> {
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: view }).click();
}

/** The numbers of a panel, from its table. */
async function tableOf(page: Page, panel: string): Promise<string[][]> {
  const region = page.getByRole('region', { name: panel, exact: true });
  const toggle = region.getByRole('button', { name: 'Table', exact: true });
  if ((await toggle.getAttribute('aria-pressed')) !== 'true') await toggle.click();
  const rows = region.locator('tbody tr');
  await expect(rows.first()).toBeVisible();
  return rows.evaluateAll((all) =>
    all.map((row) => [...row.children].map((cell) => cell.textContent!.trim())),
  );
}

async function numbers(page: Page): Promise<Record<string, string[][]>> {
  await open(page, 'Slices');
  // Ranks come a moment after the means; the numbers are all there once they are.
  await tableOf(page, 'By model');
  const region = page.getByRole('region', { name: 'By model', exact: true });
  await expect(region.locator('thead')).toContainText('rank');
  const slices = await tableOf(page, 'By model');
  const cells = await tableOf(page, 'Model by task');
  await open(page, 'Variance');
  const components = await tableOf(page, 'Components');
  return { slices, cells, components };
}

async function sharedLink(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Share' }).click();
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
  await page.keyboard.press('Escape');
  return link;
}

/** Opens a link in a profile of its own, drops the same files, and gives what is seen. */
async function reopened(page: Page, link: string, files: readonly DroppedFile[]) {
  const context = await page.context().browser()!.newContext();
  const other = await context.newPage();
  await other.goto(link);
  for (const { name } of files) await expect(other.getByText(name).first()).toBeVisible();
  await dropFiles(other, files);
  await expect(other.getByText(/observations/).first()).toBeVisible();
  return { other, close: () => context.close() };
}

test('a file of each format at once, then slices, variance, the link, and the same in a fresh profile', async ({
  page,
}) => {
  const files = [...(await filesOfEachFormat()), references()];
  await page.goto('./');
  await dropFiles(page, files);
  await expect(
    page.getByText('960 scores of 8 models, 2 prompts, 2 tasks and 60 items are in'),
  ).toBeVisible();
  const report = page.getByRole('region', { name: 'Import report' });
  await expect(report).toContainText('960');
  await expect(report).toContainText('scores joined to a reference by task and item');

  await open(page, 'Slices');
  const byModel = await tableOf(page, 'By model');
  expect(byModel.map((row) => row[0]).sort()).toEqual([
    'avis',
    'bora',
    'cirrus',
    'dune',
    'ember',
    'fjord',
    'gale',
    'haze',
  ]);
  const reference = (task: string, i: number): number => {
    const t = task === 'reading' ? 0 : 1;
    return (
      (Number((2 + Math.sin(i + t)).toFixed(2)) + Number((2.2 + Math.sin(i + t)).toFixed(2))) / 2
    );
  };
  for (const row of byModel) {
    const errors = studyRows(row[0]).map((r) =>
      Math.abs(r.score - reference(r.task, Number(r.item.split('-')[1]))),
    );
    const mean = errors.reduce((a, b) => a + b, 0) / errors.length;
    expect(row).toContain(mean.toFixed(2));
  }

  const before = await numbers(page);
  expect(before.components.length).toBeGreaterThan(5);
  const link = await sharedLink(page);
  const { other, close } = await reopened(page, link, files);
  await expect(other.getByRole('region', { name: 'Components', exact: true })).toBeVisible();
  expect(await numbers(other)).toEqual(before);
  await close();
});

test('clicking a mark filters every panel, the chip takes it off, and back undoes', async ({
  page,
}) => {
  await page.goto('./');
  await dropFiles(page, [...(await filesOfEachFormat()).slice(0, 3), references()]);
  await expect(page.getByText('360 scores of 3 models')).toBeVisible();
  await open(page, 'Slices');
  const standing = page.getByRole('group', { name: 'The question' });
  await expect(standing).toContainText('360 observations');

  await page.getByRole('button', { name: /^model bora/ }).click();
  await expect(standing).toContainText('120 observations');
  await expect(page.getByRole('button', { name: /^model bora/ })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expect(page.getByRole('region', { name: 'Distribution of the error' })).toContainText(
    'n = 120',
  );

  await page.getByRole('button', { name: /^bora, sums/ }).click();
  await expect(standing).toContainText('60 observations');
  await page.goBack();
  await expect(standing).toContainText('120 observations');
  await page.goBack();
  await expect(standing).toContainText('360 observations');
  await page.goForward();
  await expect(standing).toContainText('120 observations');
  await standing.getByRole('button', { name: /Remove filter model/i }).click();
  await expect(standing).toContainText('360 observations');
});

test('the question changes measure and policy without reading anything again', async ({ page }) => {
  await page.goto('./');
  // Errors of 0, 1, 2 for model a and 2, 3, 4 for model b; one score of b is missing.
  const rows = ['a', 'b'].flatMap((model, m) =>
    Array.from({ length: 30 }, (_, i) => `${model},${i},${m && i === 29 ? '' : (i % 3) + 2 * m},0`),
  );
  const content = `model,item,score,reference\n${rows.join('\n')}\n`;
  await dropFiles(page, [{ name: 's.csv', content }]);
  await expect(page.getByText('60 scores of 2 models')).toBeVisible();
  await open(page, 'Slices');
  const means = async () => (await tableOf(page, 'By model')).map((row) => row.join(' '));
  expect(await means()).toEqual([
    expect.stringContaining('a 1.0 '),
    expect.stringContaining('b 3.0 '),
  ]);

  await page.getByRole('button', { name: 'absolute error' }).click();
  await page.getByText('squared error', { exact: true }).click();
  await expect
    .poll(means)
    .toEqual([expect.stringContaining('1.7'), expect.stringContaining('9.4')]);

  await page.getByRole('button', { name: 'excluded' }).click();
  await page.getByText('score 0', { exact: true }).click();
  await expect
    .poll(means)
    .toEqual([expect.stringContaining('1.7'), expect.stringContaining('9.1')]);
  await page.goBack();
  await page.goBack();
  await expect
    .poll(means)
    .toEqual([expect.stringContaining('a 1.0 '), expect.stringContaining('b 3.0 ')]);
});

test('an unmapped table asks, and the answer is used and remembered', async ({ page }) => {
  await page.goto('./');
  const table = (values: string) => `wer,was,wert\n${values}`;
  await dropFiles(page, [{ name: 'fremd.csv', content: table('a,1,0.5\na,2,1\nb,1,0\nb,2,1\n') }]);
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('was is the').selectOption('item');
  await dialog.getByLabel('wert is the').selectOption('score');
  await expect(dialog.getByText('No column is the model')).toBeVisible();
  await dialog.getByLabel('wer is the').selectOption('model');
  await expect(dialog.getByText('No column is the model')).toBeHidden();
  await dialog.getByRole('button', { name: 'Use mapping' }).click();
  await expect(page.getByText('4 scores of 2 models')).toBeVisible();
  await dropFiles(page, [{ name: 'mehr.csv', content: table('c,1,0.5\nc,2,0\n') }]);
  await expect(page.getByText('6 scores of 3 models')).toBeVisible();
});

test.describe('what cannot be read is a Problem, and what was there stays', () => {
  const bad: readonly (readonly [string, DroppedFile])[] = [
    ['This file is empty.', { name: 'empty.csv', content: '' }],
    ['a header and no rows', { name: 'header.csv', content: 'model,item,score\n' }],
    ['not a result file', { name: 'paper.pdf', content: '%PDF-1.7 and so on' }],
    [
      'No row of this file has a numeric score',
      { name: 'words.csv', content: 'model,item,score\na,1,\nb,1,n/a\n' },
    ],
    ['damaged or cut off', { name: 'cut.parquet', content: 'PAR1 and then nothing that follows' }],
  ];
  for (const [words, file] of bad) {
    test(`${file.name}: ${words}`, async ({ page }) => {
      await page.goto('./');
      await dropFiles(page, [{ name: 'good.csv', content: 'model,item,score\na,1,1\na,2,0\n' }]);
      await expect(page.getByText('2 scores of 1 model')).toBeVisible();
      await dropFiles(page, [file]);
      await expect(page.getByText(words).first()).toBeVisible();
      await expect(page.getByText(file.name).first()).toBeVisible();
      await expect(page.getByText('2 scores of 1 model')).toBeVisible();
    });
  }
});

const corpus = process.env['DECLINATION_CORPUS'] ?? '';

test.describe('real files', () => {
  test.skip(!existsSync(corpus), 'DECLINATION_CORPUS names no folder: real files are not tried');

  test('94 HELM runs in one ZIP: counts, figures, link and the same numbers in a fresh profile', async ({
    page,
  }) => {
    const files = [fileToDrop(join(corpus, 'helm', 'mmlu-5-models-19-subjects.zip'))];
    await page.goto('./');
    await dropFiles(page, files);
    await expect(page.getByText('1,880 scores of 5 models')).toBeVisible();
    await open(page, 'Slices');
    await expect(page.getByRole('button', { name: /^model / })).toHaveCount(5);
    await open(page, 'Variance');
    const components = await tableOf(page, 'Components');
    const link = await sharedLink(page);
    const { other, close } = await reopened(page, link, files);
    expect(await tableOf(other, 'Components')).toEqual(components);
    await close();
  });

  test('judgments and scores of several tools at once', async ({ page }) => {
    await page.goto('./');
    await dropFiles(page, [
      fileToDrop(join(corpus, 'mt-bench', 'gpt-4_single.jsonl')),
      fileToDrop(join(corpus, 'self-recognition', 'xsum-individual', 'gpt4_scores.json')),
      fileToDrop(join(corpus, 'inspect', 'popularity_zstd.eval')),
      fileToDrop(join(corpus, 'every-eval-ever', 'mmlu_gpt2_samples.jsonl')),
    ]);
    // 160 judgments, 5,000 scores, 10 samples and 10 samples; 120 judgments hold no rating.
    await expect(page.getByText('5,180 scores of')).toBeVisible();
    await expect(page.getByRole('region', { name: 'Import report' })).toContainText(
      'no rating found',
    );
  });
});
