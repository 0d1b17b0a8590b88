import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect } from './fixtures.ts';

/** What is true of a sample study. */
export interface Truth {
  readonly ladder: readonly {
    readonly model: string;
    readonly benchmark: number;
    readonly experts: number;
    readonly outcome: number;
  }[];
}

/** The true values that come with a sample study. */
export function truthOf(study: string): Truth {
  const path = join(import.meta.dirname, '../../data-samples', study, 'expected.json');
  return JSON.parse(readFileSync(path, 'utf8')) as Truth;
}

/** Opens a sample study by the title of its card, and a view. */
export async function openStudy(page: Page, title: string, view: string): Promise<void> {
  await page.goto('./');
  await page.getByRole('button', { name: new RegExp(title) }).click();
  // The page goes to Slices by itself once a sample is in.
  await expect(page.getByRole('region', { name: 'By model', exact: true })).toBeVisible();
  if (view !== 'Slices')
    await page
      .getByRole('navigation', { name: 'Views' })
      .getByRole('link', { name: view, exact: true })
      .click();
}

/** The numbers of a panel, from its table. */
export async function tableOf(page: Page, panel: string): Promise<string[][]> {
  const region = page.getByRole('region', { name: panel, exact: true });
  const toggle = region.getByRole('button', { name: 'Table', exact: true });
  if ((await toggle.getAttribute('aria-pressed')) !== 'true') await toggle.click();
  const rows = region.locator('tbody tr');
  await expect(rows.first()).toBeVisible();
  return rows.evaluateAll((all) =>
    all.map((row) => [...row.children].map((cell) => cell.textContent!.trim())),
  );
}

/** A number as the page writes it. */
export function numberOf(text: string): number {
  return Number(text.replace('−', '-').replaceAll(',', ''));
}
