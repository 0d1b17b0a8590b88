/**
 * Times the way to the drop zone in Chromium, on the built page, with nothing kept from before.
 *   npm run bench:paint
 */
import { chromium } from '@playwright/test';
import { join } from 'node:path';
import { chromiumArguments, findOrInstallChromium } from '../tooling/chromium.mjs';
import { serveFolder } from '../tooling/static-server.mjs';
import { median } from './statistics.ts';

const RUNS = 15;

const site = await serveFolder(join(import.meta.dirname, '..', '..', 'dist'));
const browser = await chromium.launch({
  executablePath: findOrInstallChromium(),
  args: chromiumArguments(),
});
const paints: number[] = [];
const zones: number[] = [];
for (let run = 0; run < RUNS; run++) {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.querySelector('[aria-label="Drop zone"]')) return;
      observer.disconnect();
      requestAnimationFrame(() =>
        setTimeout(() =>
          document.documentElement.setAttribute('data-zone', String(performance.now())),
        ),
      );
    }).observe(document, { childList: true, subtree: true });
  });
  await page.goto(site.url);
  await page.waitForSelector('[data-zone]');
  const times = await page.evaluate(() => ({
    paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
    zone: Number(document.documentElement.getAttribute('data-zone')),
  }));
  paints.push(times.paint);
  zones.push(times.zone);
  await context.close();
}
await browser.close();
await site.close();
const line = (name: string, times: number[]) =>
  `${name}: median ${median(times).toFixed(0)} ms, worst ${Math.max(...times).toFixed(0)} ms of ${RUNS}`;
console.log(line('First paint with content', paints));
console.log(line('Drop zone painted', zones));
