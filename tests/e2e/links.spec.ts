import type { Page } from '@playwright/test';
import { INITIAL_STATE, writeHash } from '../../src/state/url.ts';
import { dropFiles, expect, test } from './fixtures.ts';
import { hostileHashes } from './hostile-links.ts';

function study(): string {
  const rows = ['model,item,score,reference'];
  for (const model of ['alpha', 'beta'])
    for (let i = 0; i < 40; i++)
      rows.push(`${model},i${i},${(i % 7) + (model === 'beta' ? 0.5 : 0)},${(i * 3) % 7}`);
  return rows.join('\n');
}

async function drop(page: Page): Promise<void> {
  await dropFiles(page, [{ name: 'study.csv', content: study() }]);
  await expect(page.getByText('80 scores of 2 models')).toBeVisible();
}

const views = (page: Page) => page.getByRole('navigation', { name: 'Views' });
const editor = (page: Page) => page.getByRole('textbox', { name: 'SQL statement' });
const grid = (page: Page) => page.getByRole('grid', { name: 'Rows of the result' });

test('a link gives another reader of the same files the same view, statement and figures', async ({
  page,
  browser,
  site,
}) => {
  await page.goto('./');
  await drop(page);
  await views(page).getByRole('link', { name: 'SQL' }).click();
  await editor(page).press('ControlOrMeta+Enter');
  await expect(grid(page)).toContainText('beta');
  const seen = await grid(page).textContent();
  await page.getByRole('button', { name: 'Share' }).click();
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
  expect(link.startsWith(site.url)).toBe(true);

  const elsewhere = await browser.newContext();
  const other = await elsewhere.newPage();
  await other.goto(link);
  await expect(other.getByText('study.csv')).toBeVisible();
  await dropFiles(other, [{ name: 'renamed.csv', content: study() }]);
  await expect(editor(other)).toContainText('FROM slice');
  await expect(grid(other)).toHaveCount(0);
  await editor(other).press('ControlOrMeta+Enter');
  await expect(grid(other)).toHaveText(seen!);
  await elsewhere.close();
});

test('the statement of a link is shown, and run only when its reader says so', async ({ page }) => {
  const hash = writeHash({
    ...INITIAL_STATE,
    view: 'sql',
    options: {
      ...INITIAL_STATE.options,
      sql: { ...INITIAL_STATE.options.sql, text: 'CREATE TABLE taken AS SELECT 41 AS a' },
    },
  });
  await page.goto('./');
  await drop(page);
  await page.evaluate((to) => (location.hash = to), hash);
  await expect(page.getByText('came with the link and has not been run')).toBeVisible();
  await expect(editor(page)).toContainText('CREATE TABLE taken');
  await page.waitForTimeout(800);
  await page.evaluate((to) => (location.hash = to), writeHash({ ...INITIAL_STATE, view: 'sql' }));
  await editor(page).press('ControlOrMeta+a');
  await page.keyboard.insertText(
    'SELECT count(*) AS n FROM duckdb_tables() WHERE table_name = $$taken$$',
  );
  await editor(page).press('ControlOrMeta+Enter');
  await expect(grid(page).getByRole('gridcell')).toHaveText('0');
});

test.describe('hostile links', () => {
  test.use({ provokes: true });

  test('a hundred of them change nothing, run nothing, and leave the page usable', async ({
    page,
    stranger,
  }) => {
    test.setTimeout(180_000);
    let dialogs = 0;
    const exceptions: string[] = [];
    page.on('dialog', (dialog) => {
      dialogs += 1;
      void dialog.dismiss();
    });
    page.on('pageerror', (error) => exceptions.push(error.message));
    await page.goto('./');
    await drop(page);
    const hashes = hostileHashes(stranger.origin);
    expect(hashes.length).toBeGreaterThanOrEqual(100);
    for (const hash of hashes) {
      await page.evaluate((to) => (location.hash = to), hash);
      await expect(page.locator('main')).toBeVisible();
      await page.waitForTimeout(60);
    }
    const harm = await page.evaluate(() => ({
      taken: 'taken' in window || 'taken' in {},
      elements: document.querySelectorAll('main script, main iframe, main img').length,
    }));
    expect(harm).toEqual({ taken: false, elements: 0 });
    expect(dialogs).toBe(0);
    expect(exceptions).toEqual([]);
    expect(stranger.visits).toEqual([]);

    await page.evaluate((to) => (location.hash = to), writeHash({ ...INITIAL_STATE, view: 'sql' }));
    await editor(page).press('ControlOrMeta+a');
    await page.keyboard.insertText(
      "SELECT count(*) AS n, sum(score) AS s, (SELECT count(*) FROM duckdb_tables() WHERE database_name <> 'memory') AS own FROM observations",
    );
    await editor(page).press('ControlOrMeta+Enter');
    const score = Array.from({ length: 40 }, (_, i) => 2 * (i % 7) + 0.5).reduce(
      (a, b) => a + b,
      0,
    );
    await expect(grid(page).getByRole('gridcell')).toHaveText(['80', score.toFixed(4), '0']);
  });
});

test('what the sender said of the columns goes with the link, file names only where the sender lets them', async ({
  page,
  browser,
}) => {
  const content = study().replace('model,item,score,reference', 'wer,was,wieviel,wahr');
  await page.goto('./');
  await dropFiles(page, [{ name: 'geheim.csv', content }]);
  const dialog = page.getByRole('dialog');
  for (const [column, role] of [
    ['wer', 'model'],
    ['was', 'item'],
    ['wieviel', 'score'],
    ['wahr', 'reference'],
  ])
    await dialog
      .getByRole('combobox', { name: `${column} is the`, exact: true })
      .selectOption(role);
  await dialog.getByRole('button', { name: 'Use mapping' }).click();
  await expect(page.getByText('80 scores of 2 models')).toBeVisible();
  await views(page).getByRole('link', { name: 'Slices' }).click();
  const said = (await page.locator('main .answer').first().textContent())!;
  await page.getByRole('button', { name: 'Share' }).click();
  const field = page.getByRole('textbox', { name: 'Link' });
  const named = await field.inputValue();
  await page.getByRole('checkbox', { name: 'Say the names of the files' }).uncheck();
  await expect(field).not.toHaveValue(named);
  const link = await field.inputValue();
  const { readHash } = await import('../../src/state/url.ts');
  const held = (text: string) => readHash(new URL(text).hash);
  expect(held(named)).toMatchObject({ value: { files: [{ name: 'geheim.csv' }] } });
  expect(held(link)).toMatchObject({ value: { files: [{ name: '' }] } });

  const elsewhere = await browser.newContext();
  const other = await elsewhere.newPage();
  await other.goto(link);
  await expect(other.getByText('name left out')).toBeVisible();
  await dropFiles(other, [{ name: 'mine.csv', content }]);
  // Nothing is asked: the link says what the columns mean.
  await expect(other.locator('main .answer').first()).toHaveText(said);
  expect(await other.evaluate(() => localStorage.getItem('declination:mappings'))).toBeNull();
  await elsewhere.close();
});

test('files that differ from those of the link are said to, one by one', async ({ page }) => {
  await page.goto('./');
  await drop(page);
  await page.getByRole('button', { name: 'Share' }).click();
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
  await page.goto('about:blank');
  await page.goto(link);
  await dropFiles(page, [
    { name: 'study.csv', content: study().replace(/^alpha,i0,.*$/m, 'alpha,i0,9,9') },
  ]);
  const wanted = page.getByRole('status').getByRole('table');
  await expect(wanted.getByRole('row', { name: /study\.csv/ })).toContainText('Other content');
  await expect(page.getByText('figures may differ')).toBeVisible();
  await page.getByRole('button', { name: 'Go on with the loaded files' }).click();
  await expect(wanted).toHaveCount(0);
});

test('a link that programs may cut is said to be long', async ({ page }) => {
  await page.goto('./');
  const names = Array.from({ length: 900 }, (_, i) => `m${Math.sin(i).toString(36)}`);
  const rows = names.map((name, i) => `${name},i${i % 7},${i % 5},${i % 3}`);
  await dropFiles(page, [
    { name: 's.csv', content: ['model,item,score,reference', ...rows].join('\n') },
  ]);
  await expect(page.getByText('900 scores of 900 models')).toBeVisible();
  const { withFilter } = await import('../../src/domain/question.ts');
  const question = withFilter(INITIAL_STATE.question, 'model', names);
  await page.evaluate((hash) => (location.hash = hash), writeHash({ ...INITIAL_STATE, question }));
  await page.getByRole('button', { name: 'Share' }).click();
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
  expect(link.length).toBeGreaterThan(8000);
  await expect(page.getByText('may cut a link of more than 8,000 characters')).toBeVisible();
});
