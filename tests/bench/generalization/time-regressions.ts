import type { Page } from '@playwright/test';

/** Milliseconds of one pass, and what the page showed. */
export interface RegressionTimes {
  readonly importMs: number;
  readonly regressionsMs: number;
  /** How often the progress on show changed. */
  readonly steps: number;
  readonly records: string;
}

/** Opens a survey and its view, and times both from inside the page, as painted. */
export async function timeRegressions(
  page: Page,
  url: string,
  file: string,
): Promise<RegressionTimes> {
  await page.goto(url);
  await page.getByRole('button', { name: 'Choose files' }).waitFor();
  await page.evaluate(() => {
    const of: { import?: number; start?: number; end?: number; steps: number } = { steps: 0 };
    Object.assign(window, { times: of });
    let shown = '';
    let chosen = 0;
    addEventListener('change', () => (chosen ||= performance.now()), true);
    new MutationObserver(() => {
      if (!of.import && document.querySelector('#report-title'))
        requestAnimationFrame(() => (of.import = performance.now() - chosen));
      const bar = document.querySelector<HTMLProgressElement>('main progress');
      const at = bar ? `${bar.parentElement!.textContent} ${bar.value}` : shown;
      if (at !== shown) of.steps++;
      shown = at;
      if (!of.end && document.querySelectorAll('main svg.forest').length === 2)
        requestAnimationFrame(() => requestAnimationFrame(() => (of.end = performance.now())));
    }).observe(document, { childList: true, subtree: true, attributes: true, characterData: true });
  });
  await page.locator('input[type=file]').first().setInputFiles(file);
  await page.locator('#report-title').waitFor({ timeout: 120_000 });
  await page.evaluate(() => {
    const way = [...document.querySelectorAll<HTMLAnchorElement>('nav a')].find((link) =>
      link.textContent.includes('Generalization'),
    )!;
    (window as unknown as { times: { start: number } }).times.start = performance.now();
    way.click();
  });
  await page.waitForFunction(
    () => (window as unknown as { times: { end?: number } }).times.end !== undefined,
    null,
    { timeout: 120_000 },
  );
  const times = await page.evaluate(
    () =>
      (
        window as unknown as {
          times: { import: number; start: number; end: number; steps: number };
        }
      ).times,
  );
  const panel = page.getByRole('region', { name: 'Can it be foretold?' });
  return {
    importMs: times.import,
    regressionsMs: times.end - times.start,
    steps: times.steps,
    records: await panel.locator('.note').first().innerText(),
  };
}
