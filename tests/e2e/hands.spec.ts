import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { dropFiles, expect, test } from './fixtures.ts';

/** A crossed study of 3 models, 2 prompts, 2 tasks and 30 items. */
function study(): string {
  const rows = ['model,prompt,task,item,score,reference'];
  for (let m = 0; m < 3; m++)
    for (let p = 0; p < 2; p++)
      for (let t = 0; t < 2; t++)
        for (let i = 0; i < 30; i++) {
          const reference = 3 + Math.sin(i + t);
          const score = reference + 0.4 * m + 0.2 * p + Math.sin(i * 3 + m * p + t);
          rows.push(`m${m},p${p},t${t},i${i},${score.toFixed(3)},${reference.toFixed(3)}`);
        }
  return rows.join('\n');
}

async function open(page: Page): Promise<void> {
  await page.goto('./');
  await dropFiles(page, [{ name: 'study.csv', content: study() }]);
  await expect(page.getByText('360 scores of 3 models')).toBeVisible();
}

/** Chooses a command by typing its beginning. */
async function command(page: Page, typed: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('combobox', { name: 'Command' })).toBeFocused();
  await page.keyboard.type(typed);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Commands' })).toHaveCount(0);
}

const answer = (page: Page) => page.locator('main .answer').first();

test('the main job is done by keyboard alone', async ({ page }) => {
  await page.goto('./');
  await command(page, 'classroom');
  await expect(page.getByText('Classroom talk, sample study')).toBeVisible();
  await command(page, 'show slices');
  await expect(page.getByRole('region', { name: 'By model', exact: true })).toBeVisible();

  // A mark is reached by Tab, its neighbours by arrows, and Enter filters the question by it.
  const marks = page.getByRole('region', { name: 'By model', exact: true }).locator('.mark');
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press('Tab');
    if (await marks.first().evaluate((mark) => mark === document.activeElement)) break;
  }
  await expect(marks.first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(marks.nth(1)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^Remove filter model/ })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(page.getByRole('button', { name: /^Remove filter model/ })).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await expect(page.getByRole('button', { name: /^Remove filter model/ })).toBeVisible();
  await command(page, 'filters off');

  await command(page, 'measure signed');
  await expect(page.getByRole('button', { name: 'signed error' })).toBeVisible();
  await command(page, 'show variance');
  await expect(answer(page)).toContainText('%', { timeout: 60_000 });
  await command(page, 'show sql');
  const editor = page.getByRole('textbox', { name: 'SQL statement' });
  for (let i = 0; i < 40; i++) {
    await page.keyboard.press('Tab');
    if (await editor.evaluate((e) => e.matches(':focus')).catch(() => false)) break;
  }
  await expect(editor).toBeFocused();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByRole('grid', { name: 'Rows of the result' })).toContainText('Vega-70B');
});

test('the shortcuts are listed by a question mark, but not where one is written', async ({
  page,
}) => {
  await open(page);
  await page.keyboard.press('?');
  const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(list).toContainText('Undo');
  await page.keyboard.press('Escape');
  await expect(list).toHaveCount(0);
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'SQL' }).click();
  await page.getByRole('textbox', { name: 'SQL statement' }).focus();
  await page.keyboard.type('?');
  await expect(list).toHaveCount(0);
});

test('what is pasted into the editor is text, and no file to read', async ({ page }) => {
  await open(page);
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'SQL' }).click();
  const editor = page.getByRole('textbox', { name: 'SQL statement' });
  await editor.focus();
  await editor.evaluate((element) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'model\titem\tscore\nx\t1\t1\n');
    const event = { clipboardData, bubbles: true, composed: true, cancelable: true };
    element.dispatchEvent(new ClipboardEvent('paste', event));
  });
  await expect(editor).toContainText('score');
  await expect(page.getByText('360 scores')).toBeVisible();
});

test('a report opens from the disk without a network, and shows the same numbers', async ({
  page,
  browser,
}) => {
  await open(page);
  await command(page, 'show slices');
  const panel = page.getByRole('region', { name: 'By model', exact: true });
  await expect(panel.locator('svg.figure')).toBeVisible();
  const said = (await answer(page).textContent())!.trim();
  const drawn = await panel.locator('svg.figure text').allTextContents();
  await panel.getByRole('button', { name: 'Table' }).click();
  const cells = await panel.locator('tbody').locator('th, td').allTextContents();
  await panel.getByRole('button', { name: 'Table' }).click();
  await command(page, 'report');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the report' }).click();
  const file = await (await download).path();
  expect(readFileSync(file, 'utf8')).toContain('#v1.');

  const context = await browser.newContext({ offline: true });
  const other = await context.newPage();
  const trouble: string[] = [];
  other.on('console', (message) => {
    if (message.type() === 'error') trouble.push(message.text());
  });
  await other.setContent(readFileSync(file, 'utf8'));
  await expect(other.locator('.answer')).toHaveText(said);
  const section = other.locator('section', { hasText: 'By model' }).first();
  expect(await section.locator('td').allTextContents()).toEqual(cells);
  const texts = (all: string[]) => all.map((t) => t.trim()).filter(Boolean);
  expect(texts(await section.locator('svg text').allTextContents())).toEqual(texts(drawn));
  expect(trouble).toEqual([]);
  await context.close();
});

test('a report holds chosen panels of several views, with their numbers and the methods paragraph', async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000);
  await page.goto('./');
  await command(page, 'classroom');
  await expect(page.getByText('Classroom talk, sample study')).toBeVisible();
  await command(page, 'show slices');
  const slices = page.getByRole('region', { name: 'By model', exact: true });
  await expect(slices.locator('svg.figure')).toBeVisible();
  const said = [(await answer(page).textContent())!.trim()];
  await command(page, 'report');
  const dialog = page.getByRole('dialog', { name: 'Report' });
  await dialog.getByRole('checkbox', { name: 'Distribution of the error' }).uncheck();
  await dialog.getByRole('button', { name: /^Put by/ }).click();
  await command(page, 'show variance');
  await expect(answer(page)).toContainText('%', { timeout: 60_000 });
  const methods = page.getByRole('region', { name: 'Methods paragraph' });
  await expect(methods).toContainText('REML');
  await expect(page.locator('main [aria-busy="true"]')).toHaveCount(0, { timeout: 60_000 });
  await command(page, 'report');
  await expect(dialog).toContainText('Put by before');
  said.push((await answer(page).textContent())!.trim());
  const paragraph = (await methods.textContent())!.trim();
  const components = page.getByRole('region', { name: 'Components', exact: true });
  const drawn = await components.locator('svg.figure text').allTextContents();
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save the report' }).click();
  const file = join(mkdtempSync(join(tmpdir(), 'declination-')), 'report.html');
  await (await download).saveAs(file);

  const context = await browser.newContext({ offline: true });
  const other = await context.newPage();
  await other.goto(`file://${file}`);
  await expect(other.locator('article')).toHaveCount(2);
  await expect(other.locator('.answer')).toHaveText(said);
  await expect(other.getByRole('heading', { name: /^By model/ })).toBeVisible();
  await expect(other.getByRole('heading', { name: /^Distribution/ })).toHaveCount(0);
  await expect(other.locator('.words')).toHaveText(paragraph);
  // Its fonts came with it: none of the disk's or the network's is asked for.
  const faces = other.evaluate(async () =>
    [...(await document.fonts.ready)].map(({ family, status }) => `${family}: ${status}`),
  );
  expect(await faces).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/Inter.*: loaded/),
      expect.stringMatching(/Source Serif.*: loaded/),
    ]),
  );
  const section = other.locator('section', {
    has: other.getByRole('heading', { name: /^Components/ }),
  });
  const texts = (all: string[]) => all.map((t) => t.trim()).filter(Boolean);
  expect(texts(await section.locator('svg text').allTextContents())).toEqual(texts(drawn));
  await context.close();
});

test('a link is copied by command, and a note says so', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page);
  await command(page, 'copy link');
  await expect(page.getByText('Link copied.')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('#v1.');
});

test('settings are found by name, hold, and are undone', async ({ page }) => {
  await page.goto('./');
  await command(page, 'settings');
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await dialog.getByRole('radio', { name: 'Dark' }).check();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await dialog.getByRole('radio', { name: 'None' }).check();
  await page.keyboard.press('Escape');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.locator('html')).toHaveAttribute('data-motion', 'none');
  await command(page, 'settings');
  await dialog.getByRole('radio', { name: 'As the system' }).first().check();
  await expect(page.locator('html')).not.toHaveAttribute('data-theme', 'dark');
  await dialog.getByRole('button', { name: 'Forget what was said of columns' }).click();
  await expect(dialog).toContainText('Forgotten');
});
