import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { writeSurvey } from '../bench/generalization/survey.ts';
import { dropFiles, expect, fileToDrop, test } from './fixtures.ts';

async function open(page: Page): Promise<void> {
  const views = page.getByRole('navigation', { name: 'Views' });
  await views.getByRole('link', { name: /^Generalization/ }).click();
}

/** The cells of a panel's table, unrounded where they are numbers. */
async function tableOf(page: Page, panel: string): Promise<string[][]> {
  const region = page.getByRole('region', { name: panel, exact: true });
  await region.getByRole('button', { name: 'Table', exact: true }).click();
  const rows = region.locator('tbody tr');
  await expect(rows.first()).toBeVisible();
  return rows.evaluateAll((all) =>
    all.map((row) =>
      [...row.children].map((cell) => cell.getAttribute('data-value') ?? cell.textContent!.trim()),
    ),
  );
}

const answer = (page: Page) => page.locator('main .answer');

const RECORDS = `model,pair,source1,source2,previous_correct,current_correct,belief_change_probability
small,0,a,a,1,1,0.5
small,1,a,b,0,NaN,0.2
small,2,b,b,0,0,0.4
small,3,b,a,1,1,NaN
large,0,a,a,1,1,0.5
large,1,a,b,1,0,0.2
large,2,b,b,1,1,0.4
`;

test('records alone open the view; NaN is missing and counted, not a number', async ({ page }) => {
  await page.goto('./');
  await dropFiles(page, [{ name: 'pairs.csv', content: RECORDS }]);
  // The report speaks of what there is, not of scores there are none of.
  const report = page.getByRole('region', { name: 'Import report' });
  await expect(report.locator('dl')).toHaveText(/^\s*generalization records\s*7\s*$/);
  await expect(page.getByRole('region', { name: 'What was made of them' })).toHaveCount(0);
  const rail = page.getByRole('navigation', { name: 'Views' });
  await expect(rail.getByRole('link', { name: 'Judges' })).toContainText('no judges');
  await expect(rail.getByRole('link', { name: 'Generalization' })).not.toContainText('no beliefs');
  await page.getByRole('button', { name: 'See how models do where people trust them' }).click();
  await expect(answer(page)).toContainText('large');
  await expect(page.locator('main .under').first()).toContainText('2 lack');
  const rows = await tableOf(page, 'Scores and ranks');
  expect(rows.map((row) => row[1])).toEqual(['3', '3', '3', '3', '2', '2', '2', '2']);
  await expect(page.getByText('What changes a belief needs a survey')).toBeVisible();
});

test('files of neither kind leave the view saying what it needs', async ({ page }) => {
  await page.goto('./');
  await dropFiles(page, [
    { name: 's.csv', content: 'model,task,item,score\na,t,1,1\na,t,2,0\nb,t,1,1\nb,t,2,1\n' },
  ]);
  await expect(page.getByText('4 scores of 2 models')).toBeVisible();
  await open(page);
  await expect(answer(page)).toContainText('hold no study of how people generalize');
  await expect(page.locator('main .under')).toContainText('belief_change_probability');
  await page.getByRole('button', { name: 'To the files' }).click();
  await expect(page.getByText('4 scores of 2 models')).toBeVisible();
});

test('the sample study answers, takes other beliefs and weights, and a link brings them back', async ({
  page,
}) => {
  await page.goto('./');
  await page.getByRole('button', { name: /Trust in answers/ }).click();
  await expect(answer(page).first()).toContainText('Condor-200B');
  await expect(answer(page).first()).toContainText('last of four');
  await expect(page.getByRole('region', { name: 'Can it be foretold?' })).toBeVisible();
  await page.getByRole('button', { name: 'estimated from your files' }).click();
  await expect(page.locator('.beliefs b').nth(1)).toHaveText(/^0\.7[12]\d$/);
  const weights = page.getByRole('textbox', { name: /Weights of a wrong answer/ });
  await weights.fill('0, 5');
  await weights.press('Enter');
  await expect(weights).toHaveAttribute('aria-invalid', 'true');
  await weights.fill('5, 2');
  await weights.press('Enter');
  await expect(page.getByRole('columnheader', { name: '5', exact: true })).toBeVisible();
  const scores = await tableOf(page, 'Scores and ranks');
  expect(scores).toHaveLength(8);
  const regressions = await tableOf(page, 'Can it be foretold?');
  expect(regressions).toHaveLength(12);
  const hash = new URL(page.url()).hash;
  await page.goto('about:blank');
  await page.goto(`./${hash}`);
  await dropFiles(
    page,
    ['survey.csv', 'deployments.csv'].map((name) =>
      fileToDrop(join(import.meta.dirname, '../../data-samples/trust-in-answers', name)),
    ),
  );
  await expect(page.locator('.beliefs b').nth(1)).toHaveText(/^0\.7[12]\d$/);
  await expect(page.getByRole('textbox', { name: /Weights of a wrong answer/ })).toHaveValue(
    '2, 5',
  );
  await expect(
    page.getByRole('region', { name: 'Scores and ranks' }).locator('tbody tr'),
  ).toHaveCount(8);
});

test('the regressions can be stopped and run again', async ({ page }) => {
  await page.goto('./');
  await dropFiles(page, [{ name: 'survey.csv', content: writeSurvey(6000, 3) }]);
  await expect(page.getByRole('region', { name: 'Import report' })).toBeVisible();
  await open(page);
  const region = page.getByRole('region', { name: 'Regressions' });
  await region.getByRole('button', { name: 'Stop' }).click();
  await expect(region).toContainText('stopped');
  await region.getByRole('button', { name: 'Run them' }).click();
  await expect(page.getByRole('region', { name: 'What changes a belief' })).toBeVisible({
    timeout: 30_000,
  });
  await expect(answer(page)).toContainText('People change their belief');
});

const folder = join(process.env['DECLINATION_CORPUS'] ?? '', 'human-generalization');

test.describe('real files', () => {
  test.skip(!existsSync(folder), 'DECLINATION_CORPUS names no folder: real files are not tried');

  test('the published figures are in the tables of the page to 1e-9', async ({ page }) => {
    const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as {
      weights: number[];
      models: Record<
        string,
        {
          n: number;
          mean_current: number;
          mean_prev: number;
          acc: Record<string, number>;
          nll: Record<string, number>;
        }
      >;
    };
    await page.goto('./');
    await dropFiles(page, [fileToDrop(join(folder, 'deployments.csv'))]);
    await expect(page.getByRole('region', { name: 'Import report' })).toBeVisible();
    await open(page);
    await expect(answer(page)).toContainText('gpt-3.5-turbo');
    const rows = await tableOf(page, 'Scores and ranks');
    expect(rows).toHaveLength(4 * expected.weights.length);
    for (const [model, figures] of Object.entries(expected.models)) {
      for (const weight of expected.weights) {
        const row = rows.find((cells) => cells[0] === model && Number(cells[4]) === weight)!;
        const close = (column: number, value: number) =>
          expect(Math.abs(Number(row[column]) - value)).toBeLessThan(1e-9);
        expect(Number(row[1])).toBe(figures.n);
        close(2, figures.mean_current);
        close(3, figures.mean_prev);
        close(6, figures.acc[String(weight)]);
        close(10, figures.nll[String(weight)]);
      }
    }
  });
});
