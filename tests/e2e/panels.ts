import type { Page } from '@playwright/test';
import { expect } from './fixtures.ts';

/** Opens a view by its name in the rail. */
export async function openView(page: Page, view: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: view }).click();
}

/** The numbers of a panel, from its table: a row as its cells by column name. */
export async function rowsOf(page: Page, panel: string): Promise<Record<string, string>[]> {
  const region = page.getByRole('region', { name: panel, exact: true });
  const toggle = region.getByRole('button', { name: 'Table', exact: true });
  if ((await toggle.getAttribute('aria-pressed')) !== 'true') await toggle.click();
  const table = region.getByRole('region', { name: `${panel}, as a table` }).locator('table');
  await expect(table.locator('tbody tr').first()).toBeVisible();
  return table.evaluate((element) => {
    const texts = (row: Element) => [...row.children].map((cell) => cell.textContent!.trim());
    const names = texts(element.querySelector('thead tr')!);
    return [...element.querySelectorAll('tbody tr')].map((row) =>
      Object.fromEntries(texts(row).map((text, i) => [names[i], text])),
    );
  });
}

/** Waits until no replicates are being made. */
export async function resampled(page: Page): Promise<void> {
  await expect(page.getByRole('progressbar', { name: /^Resampling/ })).toHaveCount(0, {
    timeout: 60_000,
  });
}

/** Opens the sample study again after a reload, where the link does not do so by itself. */
export async function openLinked(page: Page): Promise<void> {
  const sample = page.getByRole('button', { name: /Classroom talk/ });
  const rail = page.getByRole('navigation', { name: 'Views' });
  await expect(sample.or(rail).first()).toBeVisible();
  if (await sample.isVisible()) await sample.click();
}
