import { openForAutomation } from './automation.ts';
import { expect, test } from './fixtures.ts';
import { exported, found, intervalsOff, run } from './shown-sql.ts';

/**
 * Views whose statements give what a fit or a resampling starts from, not the numbers it ends with: each
 * has to run and to hold every observation of the question, whose numbers are held to other programs in
 * `tests/unit/stats`. Panels of all other views have to show numbers that their statement gives.
 */
const STARTING_POINTS = ['Variance'];

test('the SQL that every panel shows runs, and gives the numbers of its table', async ({
  page,
}) => {
  test.setTimeout(240_000);
  await openForAutomation(page);
  await page.getByRole('button', { name: /Classroom talk/ }).click();
  await expect(page.getByRole('region', { name: 'By model', exact: true })).toBeVisible();
  const rail = page.getByRole('navigation', { name: 'Views' });
  // Beside its name a link may say what its view lacks.
  const views = await rail
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => link.firstChild!.textContent!.trim()));
  expect(views.length).toBeGreaterThanOrEqual(4);
  const bar = (await page.getByRole('group', { name: 'The question' }).textContent())!;
  const count = (what: string) =>
    Number(new RegExp(`([\\d,]+)\\s${what}`).exec(bar)![1].replaceAll(',', ''));
  const observations = count('observations');
  const lacking: string[] = [];
  let compared = 0;
  let intervals = 0;
  for (const view of views) {
    await rail.getByRole('link', { name: new RegExp(`^${view}\\b`) }).click();
    if (view === 'SQL' || view === 'Data') continue;
    await expect(page.locator('main .answer').first()).toBeVisible({ timeout: 60_000 });
    await expect(page.locator('main [aria-busy="true"]')).toHaveCount(0, { timeout: 60_000 });
    for (const panel of await page.locator('main section.panel').all()) {
      const button = panel.getByRole('button', { name: 'Show SQL' });
      if ((await button.count()) === 0) continue;
      const title = (await panel.getByRole('heading').first().textContent())!.trim();
      await button.click();
      const statement = panel.getByRole('region', { name: 'SQL statement' });
      const answer = await run(page, (await statement.textContent())!);
      await button.click();
      if (answer.rows.length === 0) lacking.push(`${view}, ${title}: no rows`);
      if (STARTING_POINTS.includes(view)) {
        const n = answer.columns.indexOf('n');
        const held = answer.rows.reduce((sum, row) => sum + Number(row[n]), 0);
        if (held !== observations) lacking.push(`${view}, ${title}: ${held} of ${observations}`);
        continue;
      }
      const shown = await exported(page, panel);
      const same = found(shown, answer);
      compared += same.length;
      const off = intervalsOff(shown, answer);
      if (off !== null) {
        console.log(
          `Intervals of ${title}: within ${(100 * off).toFixed(1)} % of the statement’s.`,
        );
        intervals += 1;
        if (off > 0.01) lacking.push(`${view}, ${title}: intervals differ by ${100 * off} %`);
      }
      if (same.length === 0)
        lacking.push(
          `${view}, ${title}: none of ${shown.columns.join(', ')} is in ${answer.columns.join(', ')}`,
        );
    }
  }
  expect(lacking).toEqual([]);
  expect(compared).toBeGreaterThan(10);
  expect(intervals).toBeGreaterThanOrEqual(4);
});
