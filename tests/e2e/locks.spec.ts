import { listenForVisits, serveFolder } from '../tooling/static-server.mjs';
import {
  attemptByFraming,
  attemptFromPage,
  framingAttempts,
  pageAttempts,
  runWorker,
  workerAttempts,
  workerScript,
} from './attempts.ts';
import { dist, dropFiles, expect, test } from './fixtures.ts';

/** Takes the policy out of a page, to show what it is that holds the attempts back. */
const withoutPolicy = (text: string) =>
  text.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '');

/** The paths that arrived at a host, without the bare connections. */
const pathsOf = (visits: readonly string[]) =>
  visits.flatMap((visit) => /^\w+ \/([\w-]+)/.exec(visit)?.[1] ?? []);

test('the policy stands first in the head and allows nothing inline', async ({ page }) => {
  await page.goto('./');
  const first = page.locator('head > :first-child');
  await expect(first).toHaveAttribute('http-equiv', 'Content-Security-Policy');
  const policy = (await first.getAttribute('content'))!;
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'/);
});

test('an import and a first look stay silent, and every worker starts from a blob', async ({
  page,
}) => {
  await page.goto('./');
  const rows = Array.from({ length: 80 }, (_, i) =>
    [`model-${i % 2}`, `item-${i >> 1}`, (i * 7) % 10, (i * 3) % 10].join(','),
  );
  const content = ['model,item,score,reference', ...rows].join('\n');
  await dropFiles(page, [{ name: 'scores.csv', content }]);
  await page.getByRole('button', { name: 'See how large the error is' }).click();
  await expect(page.getByRole('region', { name: /^By model/ })).toContainText('model-1');
  const addresses = page.workers().map((worker) => worker.url());
  expect(addresses.length).toBeGreaterThan(0);
  expect(addresses.filter((url) => !url.startsWith('blob:'))).toEqual([]);
});

test.describe('with the policy', () => {
  test.use({ provokes: true });

  test('no way out of the page reaches another host', async ({ page, stranger }) => {
    await page.goto('./');
    await page.evaluate(attemptFromPage, stranger.origin);
    expect(stranger.visits).toEqual([]);
  });

  test('a frame or a form brings another host no request', async ({ page, stranger }) => {
    await page.goto('./');
    await page.evaluate(attemptByFraming, stranger.origin);
    expect(pathsOf(stranger.visits)).toEqual([]);
    // A bare connection is Chromium's, carries nothing, and is no request.
    stranger.visits.length = 0;
  });

  test('no way out of a worker that starts from a blob reaches another host', async ({
    page,
    stranger,
  }) => {
    await page.goto('./');
    await page.evaluate(runWorker, { script: workerScript(stranger.origin) });
    expect(stranger.visits).toEqual([]);
  });
});

test.describe('controls: what the locks hold back does arrive without them', () => {
  test.use({ provokes: true });

  test('without the policy every way out of the page arrives', async ({ page }) => {
    const host = await listenForVisits();
    const open = await serveFolder(dist, { rewrite: withoutPolicy });
    await page.goto(open.url);
    await page.evaluate(attemptFromPage, host.origin);
    await page.evaluate(attemptByFraming, host.origin);
    const attempts = [...pageAttempts, ...framingAttempts];
    expect(pathsOf(host.visits)).toEqual(expect.arrayContaining(attempts));
    await Promise.all([open.close(), host.close()]);
  });

  test('without the policy every way out of a blob worker arrives', async ({ page }) => {
    const host = await listenForVisits();
    const open = await serveFolder(dist, { rewrite: withoutPolicy });
    await page.goto(open.url);
    await page.evaluate(runWorker, { script: workerScript(host.origin) });
    expect(pathsOf(host.visits)).toEqual(expect.arrayContaining([...workerAttempts]));
    await Promise.all([open.close(), host.close()]);
  });

  test('a worker that starts from an address does not inherit the policy', async ({ page }) => {
    const host = await listenForVisits();
    const extras = { 'worker.js': workerScript(host.origin) };
    const locked = await serveFolder(dist, { extras });
    await page.goto(locked.url);
    await page.evaluate(runWorker, { script: '', url: `${locked.url}worker.js` });
    expect(pathsOf(host.visits)).toContain('worker-fetch');
    await Promise.all([locked.close(), host.close()]);
  });
});
