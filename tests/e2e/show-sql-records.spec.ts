import type { Page } from '@playwright/test';
import { openForAutomation } from './automation.ts';
import { expect, test } from './fixtures.ts';
import { openView } from './panels.ts';
import { exported, found, run } from './shown-sql.ts';

/** Panels whose numbers come out of a fit: their statement gives what it starts from. */
const STARTING_POINTS = ['What changes a belief', 'Can it be foretold?'];

/** Compares every panel on show with its statement; gives what lacks, and how many panels were compared. */
async function comparePanels(
  page: Page,
  view: string,
): Promise<{ lacking: string[]; compared: number }> {
  await expect(page.locator('main [aria-busy="true"]')).toHaveCount(0, { timeout: 60_000 });
  const lacking: string[] = [];
  let compared = 0;
  for (const panel of await page.locator('main section.panel').all()) {
    const button = panel.getByRole('button', { name: 'Show SQL' });
    if ((await button.count()) === 0) continue;
    const title = (await panel.getByRole('heading').first().textContent())!.trim();
    await button.click();
    await expect(panel.locator('.drawer')).toContainText(`SQL over the view ${view}`);
    const statement = panel.getByRole('region', { name: 'SQL statement' });
    const answer = await run(page, (await statement.textContent())!);
    await button.click();
    if (answer.rows.length === 0) lacking.push(`${title}: no rows`);
    if (STARTING_POINTS.includes(title)) continue;
    const all = await exported(page, panel);
    // Coefficients of a regression stand below the numbers that it starts from.
    const rows = all.rows.filter((row) => !row.some((v) => String(v).startsWith('log odds')));
    const shown = { columns: all.columns, rows };
    compared++;
    if (found(shown, answer).length === 0)
      lacking.push(
        `${title}: none of ${shown.columns.join(', ')} is in ${answer.columns.join(', ')}`,
      );
  }
  return { lacking, compared };
}

test('the SQL of every panel in Judges gives its numbers, under other sources and families too', async ({
  page,
}) => {
  test.setTimeout(240_000);
  await openForAutomation(page);
  await page.getByRole('button', { name: /Own words/ }).click();
  await openView(page, 'Judges');
  const panels = page.locator('main section.panel');
  await expect(page.getByRole('region', { name: 'Judges against people' })).toBeVisible();
  expect(await comparePanels(page, 'comparison')).toEqual({ lacking: [], compared: 9 });
  const asked = page.getByRole('group', { name: 'What is asked of judges' });
  const before = (await asked.locator('b').first().textContent())!;
  await asked.getByRole('button', { name: 'all other sources' }).click();
  await page.getByRole('checkbox', { name: 'Deneb-1' }).uncheck();
  await page.keyboard.press('Escape');
  await expect(asked.locator('b').first()).not.toHaveText(before);
  await expect(panels.filter({ hasText: 'Ratings of the writers' })).not.toContainText('Deneb-1');
  expect(await comparePanels(page, 'comparison')).toEqual({ lacking: [], compared: 9 });
});

test('the SQL of every panel in Generalization gives its numbers', async ({ page }) => {
  test.setTimeout(240_000);
  await openForAutomation(page);
  await page.getByRole('button', { name: /Trust in answers/ }).click();
  await openView(page, 'Generalization');
  await expect(page.getByRole('region', { name: 'Can it be foretold?' })).toBeVisible({
    timeout: 60_000,
  });
  const { lacking, compared } = await comparePanels(page, 'generalization');
  expect(lacking).toEqual([]);
  expect(compared).toBeGreaterThanOrEqual(4);
});
