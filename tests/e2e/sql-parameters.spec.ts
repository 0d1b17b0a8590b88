import type { Page } from '@playwright/test';
import { INITIAL_STATE, readHash, writeHash } from '../../src/state/url.ts';
import { dropFiles, expect, test } from './fixtures.ts';

/** Two models on 40 items; alpha is off by 0.1 and 0.2 in turn, beta by 0.5. */
function study(): string {
  const rows = ['model,item,score,reference'];
  for (let i = 0; i < 40; i++) {
    rows.push(`alpha,i${i},${3 + (i % 2 ? 0.1 : 0.2)},3`);
    rows.push(`beta,i${i},3.5,3`);
  }
  return rows.join('\n');
}

const STATEMENT =
  'SELECT model, count(*) AS n FROM slice WHERE error > $least AND model = $model GROUP BY 1';

const editor = (page: Page) => page.getByRole('textbox', { name: 'SQL statement' });
const grid = (page: Page) => page.getByRole('grid', { name: 'Rows of the result' });
const given = (page: Page) => page.getByRole('form', { name: 'Parameters' });

async function openSql(page: Page): Promise<void> {
  await page.goto('./');
  await dropFiles(page, [{ name: 'study.csv', content: study() }]);
  await expect(page.getByText('80 scores of 2 models')).toBeVisible();
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'SQL' }).click();
  await expect(editor(page)).toBeVisible();
}

async function write(page: Page, text: string): Promise<void> {
  await editor(page).focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(text);
}

test('each parameter of a statement has a field of its kind, and its value is bound', async ({
  page,
}) => {
  await openSql(page);
  await write(page, "SELECT '$none' -- $nor_this");
  await expect(given(page)).toHaveCount(0);
  await write(page, STATEMENT);
  await expect(given(page).getByLabel('$least', { exact: true })).toHaveAttribute('type', 'number');
  await given(page).getByLabel('$least', { exact: true }).fill('0.15');
  await given(page).getByLabel('$model', { exact: true }).fill('alpha');
  await page.keyboard.press('Enter');
  await expect(grid(page).getByRole('gridcell')).toHaveText(['alpha', '20']);
  await given(page).getByLabel('$model', { exact: true }).fill('beta');
  await expect(page.getByText('of the statement as it was run')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(grid(page).getByRole('gridcell')).toHaveText(['beta', '40']);
  await expect(page.getByText('of the statement as it was run')).toHaveCount(0);

  await given(page).getByLabel('What $model is').selectOption('yes or no');
  await write(page, 'SELECT NOT $model AS turned, $least::DOUBLE AS least');
  await given(page).getByLabel('$model', { exact: true }).selectOption('no');
  await given(page).getByLabel('$least', { exact: true }).fill('');
  await editor(page).press('ControlOrMeta+Enter');
  await expect(grid(page).getByRole('gridcell')).toHaveText(['true', 'null']);
});

test('hostile values of parameters stay values', async ({ page }) => {
  await openSql(page);
  await write(page, 'SELECT $text AS text, (SELECT count(*) FROM observations) AS n');
  for (const value of [
    `'; DROP TABLE observation; --`,
    `'); DELETE FROM observation; --`,
    `<img src=x onerror="window.taken = 1">`,
    '$text',
  ]) {
    await given(page).getByLabel('$text', { exact: true }).fill(value);
    await page.keyboard.press('Enter');
    await expect(grid(page).getByRole('gridcell')).toHaveText([value, '80']);
  }
  expect(await page.evaluate(() => 'taken' in window)).toBe(false);
});

test('names of parameters are completed after a dollar sign', async ({ page }) => {
  await openSql(page);
  await expect(page.locator('.editor[data-ready=true]')).toBeVisible();
  await write(page, 'SELECT $threshold AS t, ');
  await expect(async () => {
    await editor(page).press('ControlOrMeta+End');
    await page.keyboard.type('$th');
    await page.keyboard.press('Control+Space');
    await expect(page.getByRole('option', { name: '$threshold' })).toBeVisible({ timeout: 2000 });
  }).toPass();
});

test('values of parameters go with links and saved queries, and run only on consent', async ({
  page,
}) => {
  await openSql(page);
  await write(page, STATEMENT);
  await given(page).getByLabel('$least', { exact: true }).fill('0.15');
  await given(page).getByLabel('$model', { exact: true }).fill(`al'pha`);
  const saved = page.getByRole('complementary', { name: 'Saved queries' });
  await saved.getByRole('button', { name: 'Save' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save this query' });
  await dialog.getByLabel('Name').fill('Large ones');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Share' }).click();
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
  expect(readHash(new URL(link).hash)).toMatchObject({
    value: {
      options: {
        sql: {
          parameters: [
            { name: 'least', kind: 'number', value: 0.15 },
            { name: 'model', kind: 'text', value: `al'pha` },
          ],
        },
      },
    },
  });
  await page.keyboard.press('Escape');
  await given(page).getByLabel('$model', { exact: true }).fill('other');
  await saved.getByRole('button', { name: /^Large ones/ }).click();
  await expect(given(page).getByLabel('$model', { exact: true })).toHaveValue(`al'pha`);
  await expect(grid(page)).toHaveCount(0);

  const sql = {
    ...INITIAL_STATE.options.sql,
    text: STATEMENT,
    parameters: [
      { name: 'least', kind: 'number', value: 0.4 },
      { name: 'model', kind: 'text', value: 'beta' },
    ] as const,
  };
  const state = {
    ...INITIAL_STATE,
    view: 'sql' as const,
    options: { ...INITIAL_STATE.options, sql },
  };
  await page.evaluate((to) => (location.hash = to), writeHash(state));
  await expect(page.getByText('came with the link and has not been run')).toBeVisible();
  await expect(given(page).getByLabel('$model', { exact: true })).toHaveValue('beta');
  await expect(given(page).getByLabel('$least', { exact: true })).toHaveValue('0.4');
  await expect(grid(page)).toHaveCount(0);
  await editor(page).press('ControlOrMeta+Enter');
  await expect(grid(page).getByRole('gridcell')).toHaveText(['beta', '40']);
});
