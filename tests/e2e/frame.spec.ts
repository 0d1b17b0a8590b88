import type { Page } from '@playwright/test';
import { dropFiles, expect, test } from './fixtures.ts';

const question = (page: Page) => page.getByRole('group', { name: 'The question' });

/** A crossed study of 4 models, 3 prompts, 2 tasks and 40 items with references. */
function study(): string {
  const rows = ['model,prompt,task,item,score,reference'];
  for (let m = 0; m < 4; m++)
    for (let p = 0; p < 3; p++)
      for (let t = 0; t < 2; t++)
        for (let i = 0; i < 40; i++) {
          const reference = 3 + Math.sin(i + t);
          const score = reference + 0.4 * m + 0.2 * p + Math.sin(i * 3 + m * p + t);
          rows.push(`m${m},p${p},t${t},i${i},${score.toFixed(3)},${reference.toFixed(3)}`);
        }
  return rows.join('\n');
}

async function openStudy(page: Page): Promise<void> {
  await page.goto('./');
  await dropFiles(page, [{ name: 'study.csv', content: study() }]);
  await expect(page.getByText('960 scores of 4 models')).toBeVisible();
}

async function show(page: Page, view: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: view }).click();
}

test('the page can be used within a second, before its database is ready', async ({ page }) => {
  await page.goto('./');
  await expect(page.getByRole('button', { name: 'Choose files' })).toBeEnabled({ timeout: 1000 });
});

test('the sample study opens by one click', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('button', { name: /Classroom talk/ }).click();
  await expect(page.getByText('Classroom talk, sample study')).toBeVisible();
  await expect(page.getByRole('region', { name: 'By model', exact: true })).toBeVisible();
  await show(page, 'Data');
  await expect(
    page.getByText('20,160 scores of 8 models, 3 prompts, 7 tasks and 120 items'),
  ).toBeVisible();
});

test('a pasted table is read like a dropped one', async ({ page }) => {
  await page.goto('./');
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'model\titem\tscore\na\t1\t1\na\t2\t0\nb\t1\t1\n');
    dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
  });
  await expect(page.getByText('3 scores of 2 models')).toBeVisible();
  await expect(question(page)).toContainText('miss');
});

test('measures are chosen by keyboard, and those without a reference say why not', async ({
  page,
}) => {
  await page.goto('./');
  await dropFiles(page, [{ name: 's.csv', content: 'model,item,score\na,1,1\na,2,0\n' }]);
  const measure = question(page).getByRole('button', { name: 'miss' });
  await measure.focus();
  await page.keyboard.press('Enter');
  const signed = page.getByRole('menuitemradio', { name: /signed error/ });
  await expect(signed).toHaveAttribute('aria-disabled', 'true');
  await expect(signed).toContainText('these data have none');
  await expect(page.getByRole('menuitemradio', { name: /^miss/ })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(measure).toBeFocused();

  await dropFiles(page, [{ name: 'r.csv', content: 'item,reference\n1,1\n2,1\n' }]);
  await question(page).getByRole('button', { name: 'absolute error' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitemradio', { name: /^absolute/ })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(question(page).getByRole('button', { name: 'squared error' })).toBeFocused();
});

test('a filter is made of searched levels, and its chip takes it off', async ({ page }) => {
  await openStudy(page);
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a filter' });
  await dialog.getByRole('combobox').selectOption('item');
  await dialog.getByRole('searchbox').fill('i3');
  await dialog.getByLabel('i30').check();
  await dialog.getByLabel('i31').check();
  await dialog.getByRole('button', { name: 'Keep these' }).click();
  await expect(question(page)).toContainText('48 observations');
  await question(page).getByRole('button', { name: 'Remove filter item i30, i31' }).click();
  await expect(question(page)).toContainText('960 observations');
});

test('the fit follows the question, and a newer one stops it', async ({ page }) => {
  await openStudy(page);
  await show(page, 'Variance');
  const answer = page.locator('main .answer').first();
  await expect(answer).toContainText('absolute error');
  for (const measure of ['squared error', 'signed error', 'absolute error', 'signed error']) {
    await question(page).locator('.ask').first().click();
    await page.getByText(measure, { exact: true }).last().click();
  }
  await expect(answer).toContainText('signed error');
  await expect(page.getByRole('region', { name: 'Components', exact: true })).toBeVisible();
});

test('the theme is the system’s until it is chosen, and then remembered', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('./');
  const paper = () =>
    page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await paper();
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(paper).not.toBe(light);
  const dark = await paper();
  await page.getByRole('button', { name: 'Light theme' }).click();
  expect(await paper()).toBe(light);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Dark theme' })).toBeVisible();
  expect(await paper()).toBe(light);
  await page.getByRole('button', { name: 'Dark theme' }).click();
  expect(await paper()).toBe(dark);
});

test('a link that the browser does not let be copied stands there to be copied by hand', async ({
  page,
}) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', {
      value: { writeText: () => Promise.reject(new DOMException('refused', 'NotAllowedError')) },
    });
  });
  await openStudy(page);
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(page.getByText('did not let the link be copied')).toBeVisible();
  const selected = await page.evaluate(() => getSelection()?.toString());
  expect(selected).toBe(page.url());
  await expect(page.getByRole('dialog', { name: 'Share this question' })).toContainText(
    'study.csv',
  );
});

test('forgetting asks first, and leaves an empty page without a hash', async ({ page }) => {
  await openStudy(page);
  await page.getByRole('button', { name: 'Forget all data' }).click();
  await page.getByRole('button', { name: 'Keep them' }).click();
  await expect(page.getByText('960 scores of 4 models')).toBeVisible();
  await page.getByRole('button', { name: 'Forget all data' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Forget all data' }).click();
  await expect(page.getByText('See how far language models point')).toBeVisible();
  expect(new URL(page.url()).hash).toBe('');
});

for (const width of [390, 1440])
  test(`no view is wider than a window of ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    const overflow = () =>
      page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
    await page.goto('./');
    expect(await overflow()).toBe(0);
    await openStudy(page);
    expect(await overflow()).toBe(0);
    await show(page, 'Slices');
    await expect(page.getByRole('region', { name: 'By model', exact: true })).toBeVisible();
    expect(await overflow()).toBe(0);
    await show(page, 'Variance');
    await expect(page.getByRole('region', { name: 'Components', exact: true })).toBeVisible();
    expect(await overflow()).toBe(0);
  });
