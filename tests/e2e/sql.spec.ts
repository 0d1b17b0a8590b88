import type { Page } from '@playwright/test';
import { dropFiles, expect, test } from './fixtures.ts';

/** Two models, two prompts, 40 items with references. */
function study(): string {
  const rows = ['model,prompt,item,score,reference'];
  for (const model of ['alpha', 'beta'])
    for (const prompt of ['plain', 'steps'])
      for (let i = 0; i < 40; i++) {
        const reference = 3 + Math.sin(i);
        const score = reference + (model === 'beta' ? 0.5 : 0.1) + 0.3 * Math.cos(3 * i);
        rows.push(`${model},${prompt},i${i},${score.toFixed(3)},${reference.toFixed(3)}`);
      }
  return rows.join('\n');
}

async function openSql(page: Page): Promise<void> {
  await page.goto('./');
  await dropFiles(page, [{ name: 'study.csv', content: study() }]);
  await expect(page.getByText('160 scores of 2 models')).toBeVisible();
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'SQL' }).click();
  await expect(editor(page)).toBeVisible();
}

const editor = (page: Page) => page.getByRole('textbox', { name: 'SQL statement' });
const result = (page: Page) => page.getByRole('region', { name: 'Result' });
const grid = (page: Page) => page.getByRole('grid', { name: 'Rows of the result' });

async function write(page: Page, text: string): Promise<void> {
  await editor(page).focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(text);
}

async function run(page: Page, text: string): Promise<void> {
  await write(page, text);
  await page.keyboard.press('ControlOrMeta+Enter');
}

test('a statement runs by keyboard, and its rows are shown with types and a chart', async ({
  page,
}) => {
  await openSql(page);
  await editor(page).press('ControlOrMeta+Enter');
  await expect(result(page)).toContainText('2 rows, 4 columns');
  await expect(grid(page).getByRole('columnheader', { name: /mean_error/ })).toContainText(
    'double',
  );
  await expect(grid(page).getByRole('columnheader', { name: /^n / })).toContainText('bigint');
  await expect(result(page).getByRole('img', { name: 'mean_error by model' })).toBeVisible();
  await result(page).getByRole('button', { name: 'bars' }).click();
  await expect(result(page).locator('.bar-value')).toHaveCount(2);
  await result(page).getByRole('button', { name: 'none' }).click();
  await expect(result(page).getByRole('img')).toHaveCount(0);
});

test('`slice` follows the question that is above it', async ({ page }) => {
  await openSql(page);
  await run(page, 'SELECT count(*) AS n FROM slice');
  await expect(grid(page)).toContainText('160');
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a filter' });
  await dialog.getByRole('combobox').selectOption('model');
  await dialog.getByLabel('alpha').check();
  await dialog.getByRole('button', { name: 'Keep these' }).click();
  await expect(grid(page)).toContainText('80');
});

test('tables, columns and functions are completed', async ({ page }) => {
  await openSql(page);
  await expect(page.locator('.editor[data-ready=true]')).toBeVisible();
  for (const [typed, wanted] of [
    ['SELECT 1 FROM obse', 'observations'],
    ['SELECT quantile_co', 'quantile_cont'],
    ['SELECT slice.refer', 'reference'],
  ]) {
    await expect(async () => {
      await editor(page).press('ControlOrMeta+a');
      await page.keyboard.press('Delete');
      await page.keyboard.type(typed);
      await page.keyboard.press('Control+Space');
      await expect(page.getByRole('option', { name: wanted }).first()).toBeVisible({
        timeout: 2000,
      });
    }).toPass();
    await page.keyboard.press('Escape');
  }
});

test('an error is told and marked at its place', async ({ page }) => {
  await openSql(page);
  await run(page, 'SELECT model,\n  nonsense\nFROM observations');
  await expect(page.getByRole('alert')).toContainText('nonsense');
  await expect(page.locator('.cm-error')).toHaveText('nonsense');
  await run(page, 'SELECT 1 AS one FROM');
  await expect(page.getByRole('alert')).toContainText('end of input');
  await write(page, 'SELECT 1 AS one');
  await expect(page.locator('.cm-error')).toHaveCount(0);
});

test('a hundred thousand rows scroll, sort and are copied without lag', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openSql(page);
  await run(
    page,
    "SELECT range AS i, (range * 7919) % 100003 AS shuffled, 'row ' || range AS name FROM range(100000)",
  );
  await expect(result(page)).toContainText('100,000 rows, 3 columns');
  expect(await grid(page).getByRole('row').count()).toBeLessThan(60);
  const times = await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const scroller = document.querySelector('[role=grid]')!.parentElement!;
    const frames: number[] = [];
    for (let i = 1; i <= 20; i++) {
      const start = performance.now();
      scroller.scrollTop = (scroller.scrollHeight * i) / 20;
      await frame();
      await frame();
      frames.push(performance.now() - start);
    }
    return frames.sort((a, b) => a - b);
  });
  console.log(
    `Scrolling 100,000 rows: median ${times[10].toFixed(0)} ms, most ${times[19].toFixed(0)} ms per jump.`,
  );
  expect(times[10]).toBeLessThan(200);
  await expect(grid(page)).toContainText('row 99999');
  await grid(page)
    .getByRole('button', { name: /shuffled/ })
    .click();
  await expect(grid(page).getByRole('columnheader', { name: /shuffled/ })).toHaveAttribute(
    'aria-sort',
    'ascending',
  );
  await expect(grid(page).getByRole('row').nth(1)).toContainText('row 0');
  await grid(page).focus();
  await page.keyboard.press('End');
  await expect(grid(page)).toContainText('100,002');
  await result(page).getByRole('button', { name: 'Copy' }).click();
  await expect(result(page).getByRole('button', { name: 'Copied' })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const lines = copied.trimEnd().split(/\r?\n/);
  expect(lines).toHaveLength(100_001);
  expect(lines[0].split('\t')).toEqual(['i', 'shuffled', 'name']);
  expect(lines[1].split('\t')).toEqual(['0', '0', 'row 0']);
  const shuffled = lines.slice(1).map((line) => Number(line.split('\t')[1]));
  expect(shuffled.every((value, i) => i === 0 || value >= shuffled[i - 1])).toBe(true);
});

test('an endless statement stops within half a second, and the tables are as before', async ({
  page,
}) => {
  await openSql(page);
  const checksum =
    'SELECT count(*) AS n, sum(hash(model || prompt || item || score)) AS h FROM observations';
  await run(page, checksum);
  await expect(grid(page)).toContainText('160');
  const before = await grid(page).textContent();
  await run(
    page,
    'WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT (n + 1) % 1000 FROM t) SELECT sum(n) FROM t',
  );
  const stop = page.getByRole('button', { name: 'Stop' });
  await expect(stop).toBeVisible();
  await page.waitForTimeout(1500);
  const took = await page.evaluate(async () => {
    const button = [...document.querySelectorAll('button')].find((b) =>
      b.textContent?.includes('Stop'),
    )!;
    const start = performance.now();
    button.click();
    while (button.isConnected) await new Promise((resolve) => setTimeout(resolve, 5));
    return performance.now() - start;
  });
  console.log(`An endless statement stopped in ${took.toFixed(0)} ms.`);
  expect(took).toBeLessThan(500);
  await expect(page.getByText('The statement was stopped')).toBeVisible();
  await run(page, checksum);
  await expect(grid(page)).toHaveText(before!);
});

test('a running statement does not keep the other views from their answers', async ({ page }) => {
  await openSql(page);
  await run(
    page,
    'WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT (n + 1) % 1000 FROM t) SELECT sum(n) FROM t',
  );
  await expect(page.getByRole('button', { name: 'Stop' })).toBeVisible();
  const views = page.getByRole('navigation', { name: 'Views' });
  await views.getByRole('link', { name: 'Slices' }).click();
  await expect(page.locator('main .answer').first()).toContainText('off by 0.35');
  await page.getByRole('button', { name: 'absolute error' }).click();
  await page.getByText('signed error', { exact: true }).last().click();
  await expect(page.locator('main .answer').first()).toContainText('+0.3');
  await views.getByRole('link', { name: 'SQL' }).click();
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText('The statement was stopped')).toBeVisible();
});

test('what is typed changes nothing of the workbench, and keeps tables of one’s own', async ({
  page,
}) => {
  await openSql(page);
  await run(page, 'DELETE FROM observation');
  await expect(page.getByRole('alert')).toContainText('can be read only');
  await run(page, 'CREATE TABLE best AS SELECT * FROM slice WHERE error < 0.3');
  await expect(result(page)).toBeVisible();
  await run(
    page,
    'SELECT count(*) > 0 AS kept, (SELECT count(*) FROM observations) AS n FROM best',
  );
  await expect(grid(page)).toContainText('true');
  await expect(grid(page)).toContainText('160');
});

test('an answer is saved as CSV, Arrow and Parquet', async ({ page }) => {
  await openSql(page);
  await run(
    page,
    'SELECT model, 0.1 + 0.2 AS x, NULL AS nothing, \'a,"b"\' AS t FROM slice LIMIT 3',
  );
  await expect(result(page)).toContainText('3 rows');
  const contents: Record<string, Buffer> = {};
  for (const kind of ['CSV', 'Arrow', 'Parquet']) {
    const download = page.waitForEvent('download');
    await result(page).getByRole('button', { name: 'Export the result' }).click();
    await page
      .getByRole('dialog', { name: 'Export the result' })
      .getByRole('button', { name: kind })
      .click();
    const stream = await (await download).createReadStream();
    contents[kind] = Buffer.concat((await stream.toArray()) as Buffer[]);
  }
  expect(contents['CSV'].toString()).toBe(
    `model,x,nothing,t\r\n${'alpha,0.3,,"a,""b"""\r\n'.repeat(3)}`,
  );
  expect(contents['Parquet'].subarray(0, 4).toString()).toBe('PAR1');
  const { tableFromIPC } = await import('apache-arrow');
  expect(tableFromIPC(contents['Arrow']).numRows).toBe(3);
});

test('every statement that Slices shows opens in SQL, runs there, and gives its numbers', async ({
  page,
}) => {
  await openSql(page);
  const views = page.getByRole('navigation', { name: 'Views' });
  await views.getByRole('link', { name: 'Slices' }).click();
  const panel = page.getByRole('region', { name: 'By model', exact: true });
  await panel.getByRole('button', { name: 'Table' }).click();
  const mean = await panel
    .getByRole('row', { name: /beta/ })
    .getByRole('cell')
    .first()
    .textContent();
  await panel.getByRole('button', { name: 'Show SQL' }).click();
  await panel.getByRole('button', { name: 'Open in SQL' }).click();
  await expect(result(page)).toContainText('2 rows');
  await expect(grid(page).getByRole('row', { name: /beta/ })).toContainText(mean!.trim());
  await page.goBack();
  await expect(panel).toBeVisible();
});
