import type { Locator, Page } from '@playwright/test';
import { dropFiles, expect } from './fixtures.ts';
import { crossedStudy } from './variance-studies.ts';

/** A panel by its title. */
export const panel = (page: Page, name: string): Locator =>
  page.getByRole('region', { name, exact: true });
/** The sentence that answers. */
export const answer = (page: Page): Locator => page.locator('main .answer').first();

/** Shows the view. */
export async function openVariance(page: Page): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Views' })
    .getByRole('link', { name: 'Variance' })
    .click();
}

/** The sample study, decomposed. */
export async function openSample(page: Page): Promise<void> {
  await page.goto('./');
  await page.getByRole('button', { name: /Classroom talk/ }).click();
  await expect(page.getByText('20,160 scores').first()).toBeVisible();
  await openVariance(page);
  await expect(answer(page)).toContainText('(95 % interval');
}

/** A small crossed study, decomposed. */
export async function openSmall(page: Page): Promise<void> {
  await page.goto('./');
  await dropFiles(page, [crossedStudy()]);
  await expect(page.getByText('720 scores of 5 models')).toBeVisible();
  await openVariance(page);
  await expect(answer(page)).toContainText('(95 % interval');
}

/** Rows of a panel's table. */
export async function tableOf(page: Page, name: string): Promise<string[][]> {
  const region = panel(page, name);
  const toggle = region.getByRole('button', { name: 'Table', exact: true });
  if ((await toggle.getAttribute('aria-pressed')) !== 'true') await toggle.click();
  await expect(region.locator('tbody tr').first()).toBeVisible();
  return region
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.children].map((cell) => cell.textContent!.trim())),
    );
}
