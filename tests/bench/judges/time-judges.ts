import type { Page } from '@playwright/test';
import { NAMED } from '../page-times.ts';

/** Milliseconds of one pass over the page, taken inside it, and what the page showed. */
export interface JudgesTimes {
  /** From choosing the files to the painted import report. */
  readonly importMs: number;
  /** From the click on the view's name to its first sentence, painted with its number. */
  readonly sentenceMs: number;
  /** To the upper panels, painted: Kendall's tau-b of every judge and source among them. */
  readonly panelsMs: number;
  /** To every panel, painted: win shares, regressions and ratings too. */
  readonly allMs: number;
  /** Rows of the table by judge: name and cells as they stand there. */
  readonly rows: readonly (readonly string[])[];
}

/** Opens the page, imports the files, clicks Judges, and times what is painted when. */
export async function timeJudges(
  page: Page,
  url: string,
  files: readonly string[],
): Promise<JudgesTimes> {
  await page.addInitScript(NAMED);
  await page.goto(url);
  await page.getByRole('button', { name: 'Choose files' }).waitFor();
  await page.evaluate(() => {
    const of: Record<string, number> = {};
    Object.assign(window, { times: of });
    addEventListener('change', () => (of['chosen'] ??= performance.now()), true);
    // Two frames on, what was in the document before has been painted.
    const painted = (name: string): void => {
      if (name in of) return;
      of[name] = NaN;
      requestAnimationFrame(() => requestAnimationFrame(() => (of[name] = performance.now())));
    };
    new MutationObserver(() => {
      const has = (selector: string): boolean => document.querySelector(selector) !== null;
      if (has('#report-title')) painted('import');
      if (!('click' in of) || !document.title.startsWith('Judges')) return;
      if (/\d\.\d/.test(document.querySelector('main .answer')?.textContent ?? ''))
        painted('sentence');
      if (has('main svg.judge-scatter') && has('main svg.density-tiles')) painted('panels');
      if (has('main [role=region][aria-label=Ranks]')) painted('all');
    }).observe(document, { childList: true, subtree: true, characterData: true });
  });
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles([...files]);
  await page.locator('#report-title').waitFor({ timeout: 600_000 });
  const wait = (name: string) =>
    page.waitForFunction(
      (n) => (window as unknown as { times: Record<string, number> }).times[n] > 0,
      name,
      { timeout: 120_000 },
    );
  await wait('import');
  await page.evaluate(() => {
    const way = [...document.querySelectorAll<HTMLAnchorElement>('nav a')].find((link) =>
      link.textContent.includes('Judges'),
    )!;
    (window as unknown as { times: Record<string, number> }).times['click'] = performance.now();
    way.click();
  });
  await wait('all');
  const times = await page.evaluate(
    () => (window as unknown as { times: Record<string, number> }).times,
  );
  const panel = page.getByRole('region', { name: 'Preference on recognition', exact: true });
  await panel.getByRole('button', { name: 'Table', exact: true }).click();
  const rows = panel.locator('tbody tr');
  await rows.first().waitFor();
  return {
    importMs: times['import'] - times['chosen'],
    sentenceMs: times['sentence'] - times['click'],
    panelsMs: times['panels'] - times['click'],
    allMs: times['all'] - times['click'],
    rows: await rows.evaluateAll((all) =>
      all.map((row) => [...row.children].map((cell) => cell.textContent.trim())),
    ),
  };
}
