import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { serveFolder } from '../tooling/static-server.mjs';
import { dist, expect, test } from './fixtures.ts';
import { references, studyRows } from './studies.ts';

const rows = (model: string) => studyRows(model).map((row) => Object.values(row).join(','));
const scores = ['model,prompt,task,item,score', ...rows('avis'), ...rows('bora')].join('\n');

/** A static folder as a group would publish it: the page, its data, and their list. */
function published(studies: unknown): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'declination-')), 'site');
  cpSync(dist, folder, { recursive: true });
  mkdirSync(join(folder, 'data'));
  writeFileSync(join(folder, 'data', 'scores.csv'), scores);
  writeFileSync(join(folder, 'data', 'references.csv'), references().content);
  writeFileSync(join(folder, 'studies.json'), JSON.stringify({ version: 1, studies }));
  return folder;
}

const spring = {
  id: 'spring',
  title: 'Spring <b>study</b>',
  says: 'Two models, two prompts.',
  files: [{ path: 'data/scores.csv', bytes: scores.length }, 'data/references.csv'],
};

const answer = (page: Page) => page.locator('main .answer').first();

test('a study that is published beside the page opens with one click, and a link to it opens it anew', async ({
  page,
  browser,
}) => {
  const site = await serveFolder(published([spring]), { path: '/group/page/' });
  await page.goto(site.url);
  const card = page.getByRole('button', { name: /Spring/ });
  // A name is text, whatever stands in it.
  await expect(card).toContainText('Spring <b>study</b>');
  await card.click();
  await expect(page.getByRole('region', { name: 'By model', exact: true })).toContainText('bora');
  await expect(page.getByText('240 scores · 2 files')).toBeVisible();
  const said = (await answer(page).textContent())!;
  await page.getByRole('button', { name: 'Share' }).click();
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();

  const elsewhere = await browser.newContext();
  const other = await elsewhere.newPage();
  await other.goto(link);
  await expect(other.getByText('240 scores · 2 files')).toBeVisible();
  await expect(answer(other)).toHaveText(said);
  const third = await elsewhere.newPage();
  await third.goto(`${site.url}#study=spring`);
  await expect(answer(third)).toHaveText(said);
  await elsewhere.close();
  await site.close();
});

test('files that were changed since the link was made are said not to match', async ({ page }) => {
  const folder = published([spring]);
  const site = await serveFolder(folder);
  await page.goto(`${site.url}#study=spring`);
  await expect(page.getByText('240 scores · 2 files')).toBeVisible();
  await page.getByRole('button', { name: 'Share' }).click();
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
  writeFileSync(join(folder, 'data', 'scores.csv'), scores.replace(/,[\d.]+$/m, ',0'));
  await page.goto('about:blank');
  await page.goto(link);
  const wanted = page.getByRole('status').getByRole('table');
  await expect(wanted.getByRole('row', { name: /scores\.csv/ })).toContainText('Other content');
  await expect(wanted.getByRole('row', { name: /references\.csv/ })).toContainText('Matches');
  await page.getByRole('button', { name: 'Go on with the loaded files' }).click();
  await expect(page.getByRole('region', { name: 'By model', exact: true })).toContainText('bora');
  await site.close();
});

test('the download is shown with its share, and can be cancelled', async ({ page }) => {
  const site = await serveFolder(published([spring]));
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/data/references.csv', async (route) => {
    await held;
    await route.continue().catch(() => undefined);
  });
  await page.goto(site.url);
  await page.getByRole('button', { name: /Spring/ }).click();
  await expect(page.getByRole('progressbar', { name: /Fetching/ })).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('The import was cancelled')).toBeVisible();
  release();
  await site.close();
});

test('saved queries that a group publishes are added when the reader says so', async ({ page }) => {
  const folder = published([{ ...spring, queries: 'data/queries.json' }]);
  const site = await serveFolder(folder);
  const saved = page.getByRole('complementary', { name: 'Saved queries' });
  writeFileSync(
    join(folder, 'data', 'queries.json'),
    JSON.stringify({
      kind: 'declination-queries',
      version: 1,
      queries: [await aQuery(page)],
    }),
  );
  await page.goto(`${site.url}#study=spring`);
  await expect(page.getByText('240 scores · 2 files')).toBeVisible();
  await page.getByRole('button', { name: 'Add them to yours' }).click();
  await expect(page.getByText('1 query added')).toBeVisible();
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'SQL' }).click();
  await expect(saved).toContainText('Mean by model');
  await site.close();
});

/** A query as the page itself saves it, taken from its storage, which is left empty. */
async function aQuery(page: Page): Promise<unknown> {
  await page.goto('./');
  await page.getByRole('button', { name: /Classroom talk/ }).click();
  await expect(page.getByRole('region', { name: 'By model', exact: true })).toBeVisible();
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'SQL' }).click();
  const saved = page.getByRole('complementary', { name: 'Saved queries' });
  await saved.getByRole('button', { name: 'Save' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save this query' });
  await dialog.getByLabel('Name').fill('Mean by model');
  await dialog.getByRole('button', { name: 'Save' }).click();
  const query = await page.evaluate(() => {
    const kept = JSON.parse(localStorage.getItem('declination:saved-queries')!) as unknown[];
    localStorage.clear();
    return kept[0];
  });
  await page.goto('about:blank');
  return query;
}

test.describe('a damaged list', () => {
  test('is said, and the page works without it', async ({ page }) => {
    const site = await serveFolder(published([{ ...spring, files: ['../../secret.csv'] }]));
    await page.goto(site.url);
    await expect(
      page.getByText('The list of studies beside this page cannot be read.'),
    ).toBeVisible();
    await expect(page.getByRole('button', { name: /Spring/ })).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Choose files' })).toBeVisible();
    await site.close();
  });
});
