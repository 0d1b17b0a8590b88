import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { serveFolder } from '../tooling/static-server.mjs';
import { attemptFromPage, runWorker, workerScript } from './attempts.ts';
import { dist, expect, test } from './fixtures.ts';

test.use({ serviceWorkers: 'allow', provokes: true });

/** The figures and answers of the sample study, once the last of its panels stands. */
async function openSample(page: Page): Promise<string[]> {
  await page.getByRole('button', { name: /Classroom talk/ }).click();
  for (const name of ['By model', 'All pairs', 'How many items would show it?']) {
    const panel = page.getByRole('region', { name, exact: true });
    await expect(panel.locator('svg.figure')).toBeVisible();
  }
  await expect(page.locator('main .answer').first()).toContainText('points');
  await expect(page.locator('main [aria-busy="true"]')).toHaveCount(0);
  const figures = await page.locator('main svg.figure').allTextContents();
  return [...figures, ...(await page.locator('main .answer').allTextContents())];
}

/** Waits until the build is kept whole. */
const isKept = (page: Page) =>
  expect
    .poll(
      () =>
        page.evaluate(
          async () => (await navigator.serviceWorker.getRegistration())?.active?.state ?? 'none',
        ),
      { timeout: 60_000 },
    )
    .toBe('activated');

test('with the server gone, the page opens again and the sample study gives the same figures', async ({
  page,
}) => {
  const site = await serveFolder(dist, { path: '/kept/' });
  await page.goto(site.url);
  await isKept(page);
  const before = await openSample(page);
  await expect(page.getByText('Works offline')).toBeVisible();
  await site.close();
  await page.goto(site.url);
  const after = await openSample(page);
  expect(after).toEqual(before);
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'SQL' }).click();
  await page.getByRole('button', { name: /^Run/ }).click();
  await expect(page.getByRole('grid', { name: 'Rows of the result' })).toContainText('Vega-70B');
});

test('a page that the service worker gave is locked like any other', async ({ page, stranger }) => {
  const site = await serveFolder(dist);
  await page.goto(site.url);
  await isKept(page);
  await page.reload();
  expect(await page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
  await page.evaluate(attemptFromPage, stranger.origin);
  await page.evaluate(runWorker, { script: workerScript(stranger.origin) });
  expect(stranger.visits).toEqual([]);
  await site.close();
});

/** A site whose files a test may change as one who publishes does. */
async function publishedSite() {
  const folder = join(mkdtempSync(join(tmpdir(), 'declination-')), 'site');
  cpSync(dist, folder, { recursive: true });
  const site = await serveFolder(folder);
  const hash = (text: string) => createHash('sha256').update(text).digest('hex');
  const [page, script] = ['index.html', 'service-worker.js'].map((name) =>
    readFileSync(join(dist, name), 'utf8'),
  );
  /** Puts up another page, with a service worker that lists it or, by halves, something else. */
  const publish = (build: string, whole: boolean) => {
    const text = page.replace('content="light dark"', `content="light dark" data-build="${build}"`);
    const listed = hash(whole ? text : 'something else');
    writeFileSync(join(folder, 'index.html'), text);
    writeFileSync(
      join(folder, 'service-worker.js'),
      script.replace(hash(page), listed).replace(/BUILD = '\w+'/, `BUILD = '${build}'`),
    );
  };
  return { site, publish };
}

const buildOf = (page: Page) =>
  page.evaluate(
    () => document.querySelector('meta[data-build]')?.getAttribute('data-build') ?? null,
  );

/** Has the browser look for a newer build; resolves once that is kept, or refused. */
const update = (page: Page) =>
  page.evaluate(async () => {
    const registration = (await navigator.serviceWorker.getRegistration())!;
    await registration.update().catch(() => undefined);
    const worker = registration.installing;
    if (!worker) return;
    await new Promise((resolve) => worker.addEventListener('statechange', resolve, { once: true }));
  });

test('a newer build is offered, taken whole when the reader says so, and never by halves', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const { site, publish } = await publishedSite();
  const drops = page.getByRole('button', { name: 'Choose files' });
  await page.goto(site.url);
  await isKept(page);

  publish('half', false);
  await update(page);
  await page.reload();
  await expect(drops).toBeVisible();
  expect(await buildOf(page)).toBeNull();

  publish('second', true);
  await expect(async () => {
    await update(page);
    await expect(page.getByText('A new version of Declination is ready')).toBeVisible();
  }).toPass();
  await page.reload();
  await expect(drops).toBeVisible();
  expect(await buildOf(page)).toBeNull();
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect(page.locator('meta[data-build]')).toHaveAttribute('data-build', 'second');

  await site.close();
  await page.goto(site.url);
  expect(await buildOf(page)).toBe('second');
  await openSample(page);
});
