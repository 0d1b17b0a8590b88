// Times the view Judges in Chromium on files of a million pairwise records, each with both questions in
// both orders, from the click on its name to its first sentence: part of npm run bench:judges.
import { chromium } from '@playwright/test';
import { createWriteStream, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { chromiumArguments, findOrInstallChromium } from '../tooling/chromium.mjs';
import { serveFolder } from '../tooling/static-server.mjs';
import { median } from './statistics.ts';

const RECORDS = 1_000_000;
const JUDGES = ['Altair', 'Mira', 'Rigel', 'Vega'];
const SOURCES = [...JUDGES, 'human'];
const PASSES = 3;
const root = join(import.meta.dirname, '..', '..');
const folder = join(root, '.cache', 'bench');

/** A share in [0, 1) that looks random and is the same in every run. */
const share = (i: number): number => ((Math.imul(i + 1, 2654435761) >>> 0) % 9973) / 9973;

/** The results of one judge, in the form of the self-recognition study. */
async function writeResults(judge: string, seed: number): Promise<string> {
  const path = join(folder, `${judge}_results.json`);
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  const out = createWriteStream(path);
  const others = SOURCES.filter((source) => source !== judge);
  const records = RECORDS / JUDGES.length;
  out.write('[');
  for (let i = 0; i < records; i++) {
    const [u, v, w] = [1, 2, 3].map((k) => share(seed * 7919 * k + i * (2 * k + 1)));
    const order = (value: number): string => (value < 0.5 ? '"1"' : '"2"');
    const record = `${i > 0 ? ',\n' : ''}{"key":"item-${Math.floor(i / others.length)}","model":"${others[i % others.length]}","forward_detection":${order(u)},"backward_detection":${order(v)},"detection_score":${(0.6 * u + 0.4 * w).toFixed(6)},"forward_comparison":${order(w)},"backward_comparison":${order(u)},"self_preference":${(0.5 * u + 0.5 * v).toFixed(6)}}`;
    if (!out.write(record)) await once(out, 'drain');
  }
  out.end(']\n');
  await once(out, 'finish');
  return path;
}

const files: string[] = [];
for (const [seed, judge] of JUDGES.entries()) files.push(await writeResults(judge, seed + 1));
const site = await serveFolder(join(root, 'dist'));
const imports: number[] = [];
const views: number[] = [];
for (let pass = 0; pass < PASSES; pass++) {
  const browser = await chromium.launch({
    executablePath: findOrInstallChromium(),
    args: chromiumArguments(),
  });
  const page = await browser.newPage({ serviceWorkers: 'block' });
  await page.goto(site.url);
  const start = performance.now();
  await page.setInputFiles('input[aria-label=Files]', files);
  const report = page.getByRole('region', { name: 'Import report' });
  await report.waitFor({ timeout: 300_000 });
  imports.push(performance.now() - start);
  views.push(
    await page.evaluate(async () => {
      const link = document.querySelector<HTMLElement>('nav [data-view=judges]');
      const clicked = performance.now();
      link?.click();
      for (;;) {
        await new Promise(requestAnimationFrame);
        const answer = document.querySelector('main .answer')?.textContent ?? '';
        if (document.title.startsWith('Judges') && /\d %|0\.\d/.test(answer))
          return performance.now() - clicked;
      }
    }),
  );
  await browser.close();
}
await site.close();
const seconds = (times: readonly number[]): string =>
  `${(median(times) / 1000).toFixed(2)} s (${times.map((ms) => (ms / 1000).toFixed(2)).join(', ')})`;
const text = `# Judges in Chromium on ${RECORDS.toLocaleString('en-US')} pairwise records

Four files of a self-recognition study, each record with both questions in both orders. Medians of ${PASSES} passes, a new browser each.

| step | clock |
| --- | --: |
| import | ${seconds(imports)} |
| click on Judges to its first sentence | ${seconds(views)} |

Measured with ${loadavg()[0].toFixed(1)} runnable processes on ${availableParallelism()} cores.
`;
console.log(text);
writeFileSync(join(import.meta.dirname, 'results', 'judges-page.md'), text);
