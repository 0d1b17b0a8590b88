import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { tableFromIPC } from 'apache-arrow';
import { openForAutomation } from './automation.ts';
import { readCsv } from './csv.ts';
import { expect, test } from './fixtures.ts';

/**
 * Views whose statements give what a fit or a resampling starts from, not the numbers it ends with: each
 * has to run and to hold every observation of the question, whose numbers are held to other programs in
 * `tests/unit/stats`. Panels of all other views have to show numbers that their statement gives.
 */
const STARTING_POINTS = ['Variance'];

type Value = string | number | null;
interface Rows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Value[])[];
}

/** Runs a statement on the page's own database; numbers as numbers, all else as text. */
async function run(page: Page, text: string): Promise<Rows> {
  const answer = await page.evaluate(async (sql) => {
    const result = await window.declination!.query(sql);
    if (!result.ok) return { problem: result.problem.detail ?? result.problem.message };
    let binary = '';
    for (const byte of result.value) binary += String.fromCharCode(byte);
    return { ipc: btoa(binary) };
  }, text);
  if (answer.ipc === undefined) throw new Error(`${answer.problem}\n${text}`);
  const table = tableFromIPC(Buffer.from(answer.ipc, 'base64'));
  const columns = table.schema.fields.map((field) => field.name);
  const plain = (value: unknown): Value =>
    value === null || value === undefined
      ? null
      : typeof value === 'bigint' || typeof value === 'number'
        ? Number(value)
        : String(value as string);
  const rows = Array.from({ length: table.numRows }, (_, row) =>
    columns.map((_, column) => plain(table.getChildAt(column)!.get(row))),
  );
  return { columns, rows };
}

/** The numbers of a panel as it exports them, at full precision. */
async function exported(page: Page, panel: Locator): Promise<Rows> {
  await panel.getByRole('button', { name: 'Export this panel' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: /^CSV/ }).click();
  const [columns, ...rows] = readCsv(readFileSync(await (await download).path(), 'utf8'));
  const value = (text: string): Value =>
    text === '' ? null : Number.isNaN(Number(text)) ? text : Number(text);
  return { columns, rows: rows.map((row) => row.map(value)) };
}

const near = (a: number, b: number) => Math.abs(a - b) <= 1e-8 * Math.max(1, Math.abs(a));

/**
 * Columns of the panel whose every number stands in a row of the answer that names the same levels:
 * those of the panel's row and, where the panel is a cross table, of its column.
 */
function found(panel: Rows, answer: Rows): string[] {
  const levels = new Set(answer.rows.flat().filter((value) => typeof value === 'string'));
  return panel.columns.filter((name, c) => {
    const cells = panel.rows.filter((row) => typeof row[c] === 'number');
    const hasRowOf = (row: readonly Value[]): boolean => {
      const named = [...row.map(String), name].filter((text) => levels.has(text));
      return answer.rows.some(
        (candidate) =>
          named.every((text) => candidate.includes(text)) &&
          candidate.some((v) => typeof v === 'number' && near(v, row[c] as number)),
      );
    };
    return cells.length > 0 && cells.every(hasRowOf);
  });
}

test('the SQL that every panel shows runs, and gives the numbers of its table', async ({
  page,
}) => {
  test.setTimeout(240_000);
  await openForAutomation(page);
  await page.getByRole('button', { name: /Classroom talk/ }).click();
  await expect(page.getByRole('region', { name: 'By model', exact: true })).toBeVisible();
  const rail = page.getByRole('navigation', { name: 'Views' });
  const views = await rail.getByRole('link').allTextContents();
  expect(views.length).toBeGreaterThanOrEqual(4);
  const bar = (await page.getByRole('group', { name: 'The question' }).textContent())!;
  const count = (what: string) =>
    Number(new RegExp(`([\\d,]+)\\s${what}`).exec(bar)![1].replaceAll(',', ''));
  const observations = count('observations');
  const lacking: string[] = [];
  let compared = 0;
  for (const view of views.map((name) => name.trim())) {
    await rail.getByRole('link', { name: view, exact: true }).click();
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
      if (same.length === 0)
        lacking.push(
          `${view}, ${title}: none of ${shown.columns.join(', ')} is in ${answer.columns.join(', ')}`,
        );
    }
  }
  expect(lacking).toEqual([]);
  expect(compared).toBeGreaterThan(10);
});
