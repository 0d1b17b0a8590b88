import type { Page } from '@playwright/test';
import type { Problem } from '../../src/domain/problem.ts';
import type {} from '../../src/state/automation.ts';

/** What came of one statement: the length of the Arrow stream, or the Problem. */
export type QueryOutcome =
  { readonly ok: true; readonly bytes: number } | { readonly ok: false; readonly problem: Problem };

/** Opens the page so that it answers statements: its address asks for `?automation`. */
export async function openForAutomation(page: Page, url = './'): Promise<void> {
  await page.goto(`${url}?automation`);
  await page.waitForFunction(() => 'declination' in window);
}

/** Runs statements one after another on the page's own database. */
export function queryAll(page: Page, statements: readonly string[]): Promise<QueryOutcome[]> {
  return page.evaluate(async (statements) => {
    const outcomes: QueryOutcome[] = [];
    for (const sql of statements) {
      const result = await window.declination!.query(sql);
      outcomes.push(result.ok ? { ok: true, bytes: result.value.byteLength } : result);
    }
    return outcomes;
  }, statements);
}
