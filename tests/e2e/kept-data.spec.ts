import type { Page } from '@playwright/test';
import { dropFiles, expect, test } from './fixtures.ts';
import { references, studyRows } from './studies.ts';

const scores = ['model,prompt,task,item,score']
  .concat(['avis', 'bora'].flatMap((m) => studyRows(m).map((row) => Object.values(row).join(','))))
  .join('\n');

const answer = (page: Page) => page.locator('main .answer').first();
const keeps = (page: Page) => page.getByRole('checkbox', { name: /Keep these data/ });
const kept = (page: Page) => page.getByRole('region', { name: 'For the next visit' });
const show = (page: Page, view: string) =>
  page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: view }).click();

async function open(page: Page): Promise<void> {
  await page.goto('./');
  await dropFiles(page, [{ name: 'scores.csv', content: scores }, references()]);
  await expect(page.getByText('240 scores of 2 models')).toBeVisible();
}

test('with consent the data survive a reload, are listed, and are deleted', async ({ page }) => {
  await open(page);
  await expect(kept(page)).toContainText('Nothing is kept');
  await keeps(page).check();
  await expect(kept(page)).toContainText('2 files');
  await show(page, 'Slices');
  await expect(page.getByRole('region', { name: 'By model', exact: true })).toContainText('bora');
  const said = (await answer(page).textContent())!;
  await page.reload();
  await expect(answer(page)).toHaveText(said);
  // A plain visit, without what the address held, finds them too.
  await page.goto('about:blank');
  await page.goto('./');
  await expect(page.getByText('240 scores · 2 files')).toBeVisible();
  await show(page, 'Data');
  await expect(kept(page).getByRole('listitem')).toHaveText([/scores\.csv/, /references\.csv/]);
  await kept(page).getByRole('button', { name: 'Delete what is kept' }).click();
  await expect(kept(page)).toContainText('Nothing is kept');
  await expect(keeps(page)).not.toBeChecked();
  await page.goto('about:blank');
  await page.goto('./');
  await expect(page.getByRole('button', { name: 'Choose files' })).toBeVisible();
  await page.waitForFunction(async () => {
    const root = await navigator.storage.getDirectory();
    for await (const folder of root.values())
      if (folder.kind === 'directory')
        for await (const name of (folder as FileSystemDirectoryHandle).keys()) return !name;
    return true;
  });
});

test('after a restore the way to another mapping is said, and leads there', async ({ page }) => {
  const changing = page.getByRole('button', { name: 'Change mapping of scores.csv' });
  const said = page.getByText('The browser kept what was read, not the files.');
  await open(page);
  await expect(changing).toBeVisible();
  await expect(said).toHaveCount(0);
  await keeps(page).check();
  await expect(kept(page)).toContainText('2 files');
  await page.reload();
  await expect(page.getByText('240 scores of 2 models')).toBeVisible();
  await expect(said).toBeVisible();
  await expect(changing).toHaveCount(0);
  await page.getByRole('button', { name: 'Forget all data' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Forget all data' }).click();
  await expect(page.getByRole('button', { name: 'Choose files' })).toBeVisible();
  await dropFiles(page, [{ name: 'scores.csv', content: scores }, references()]);
  await changing.click();
  await expect(page.getByRole('dialog', { name: 'What is in scores.csv?' })).toBeVisible();
});

test('a link to other files is not answered with what is kept', async ({ page }) => {
  await open(page);
  await keeps(page).check();
  await expect(kept(page)).toContainText('2 files');
  const { INITIAL_STATE, writeHash } = await import('../../src/state/url.ts');
  const files = [{ name: 'theirs.csv', size: 1, hash: 'ab'.repeat(32), rows: 1 }];
  await page.goto('about:blank');
  await page.goto(`./${writeHash({ ...INITIAL_STATE, files })}`);
  await expect(page.getByText('theirs.csv')).toBeVisible();
  await page.waitForTimeout(1500);
  await expect(page.getByText('240 scores')).toHaveCount(0);
});

test('a browser without room says so, and the data stay loaded', async ({ page, site }) => {
  await open(page);
  const session = await page.context().newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', { origin: site.origin, quotaSize: 1 });
  await keeps(page).check();
  await expect(page.getByText('The browser has no room to keep these data')).toBeVisible();
  await expect(kept(page)).toContainText('Nothing is kept');
  await show(page, 'Slices');
  await expect(page.getByRole('region', { name: 'By model', exact: true })).toContainText('bora');
});
