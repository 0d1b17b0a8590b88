// Times agreement in Chromium: first matrix, replicates in two workers, Kendall's tau-b.
//   npm run bench:agreement -- [--passes 3]
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import type { Page } from '@playwright/test';
import { chromiumArguments, findOrInstallChromium } from '../tooling/chromium.mjs';
import { serveFolder } from '../tooling/static-server.mjs';
import { machine } from './report.ts';
import { median } from './statistics.ts';
import { timeAgreement } from './time-agreement.ts';
import type { AgreementTimes, Taken } from './time-agreement.ts';

const root = join(import.meta.dirname, '..', '..');
const { values } = parseArgs({ options: { passes: { type: 'string', default: '3' } } });
const passes = Number(values.passes);
const STUDY = { models: 50, items: 3000, tasks: 5 };
/** One pair of 100,000 scores: the reference is the other row. */
const PAIR = { models: 1, items: 105_300, tasks: 1 };
const WANTED = 1000;

const site = await serveFolder(join(root, 'dist'));
const executablePath = findOrInstallChromium();
let version = '';

async function inPage<T>(work: (page: Page) => Promise<T>): Promise<T> {
  const browser = await chromium.launch({ executablePath, args: chromiumArguments() });
  try {
    version = browser.version();
    const page = await browser.newPage();
    const processes = await browser.newBrowserCDPSession();
    await page.exposeFunction('busyMs', async () => {
      const { processInfo } = await processes.send('SystemInfo.getProcessInfo');
      return processInfo
        .filter(({ type }) => type === 'renderer')
        .reduce((sum, { cpuTime }) => sum + 1000 * cpuTime, 0);
    });
    await page.goto(`${site.url}?automation`);
    await page.waitForFunction(() => 'declination' in window);
    return await work(page);
  } finally {
    await browser.close();
  }
}

const times: AgreementTimes[] = [];
const pairs: number[] = [];
for (let pass = 0; pass < passes; pass++) {
  const found = await inPage((page) => timeAgreement(page, STUDY, WANTED));
  if (!(found.apart < 1e-9)) throw new Error(`the page's correlations are wrong by ${found.apart}`);
  times.push(found);
  pairs.push(await inPage((page) => timeKendall(page)));
}
await site.close();

/** Kendall's tau-b of one pair of 100,000 scores, in the worker. */
async function timeKendall(page: Page): Promise<number> {
  await timeAgreement(page, { ...PAIR, models: 2 }, 2);
  return page.evaluate(async () => {
    const { scorers } = window.declination!;
    const { signal } = new AbortController();
    const request = {
      show: 'model',
      task: null,
      average: 'micro',
      coefficient: 'kendall',
    } as const;
    const began = performance.now();
    const { agreement } = await scorers.ask((r) => r.matrix(request), signal);
    const each = (performance.now() - began) / ((agreement.rows * (agreement.rows - 1)) / 2);
    if (agreement.n[1] < 94_000) throw new Error(`too few pairs: ${agreement.n[1]}`);
    return each;
  });
}

const of = (read: (one: AgreementTimes) => number): number => median(times.map(read));
type Read = (one: AgreementTimes) => Taken;
const clock = (value: number): string =>
  value < 2000 ? `${value.toFixed(0)} ms` : `${(value / 1000).toFixed(1)} s`;
const row = (what: string, read: Read, wanted = ''): string[] => [
  what,
  clock(of((one) => read(one).ms)),
  clock(of((one) => read(one).busyMs)),
  wanted,
];
const count = (read: (one: AgreementTimes) => { replicates: number }): number =>
  read(times[0]).replicates;
const on = machine();
const rows = [
  row('scores to matrices in the worker', (t) => t.load),
  row('first matrix, Pearson', (t) => t.matrix, '300 ms'),
  row('first matrix, Spearman', (t) => t.spearmanMatrix),
  row(`${count((t) => t.pearson)} bootstrap replicates of Pearson`, (t) => t.pearson, '10 s'),
  row(`${count((t) => t.spearman)} of Spearman, ranks held fixed`, (t) => t.spearman),
  row(`${count((t) => t.kendall)} groups of a jackknife, Kendall`, (t) => t.kendall),
  row(`${count((t) => t.biweight)} groups of a jackknife, biweight`, (t) => t.biweight),
  row(
    `${count((t) => t.kendallPair)} replicates of a pair in focus, Kendall`,
    (t) => t.kendallPair,
  ),
  ["Kendall's tau-b of one pair of 100,000", clock(median(pairs)), '', '100 ms'],
];
const markdown = `# Agreement

${on.processor}, ${on.cores} cores, ${on.load.toFixed(1)} processes running before; ${on.date}, Chromium ${version}; ${passes === 1 ? 'one pass in a browser of its own' : `medians of ${passes} passes, each in a browser of its own`}; processor time is of the page and all its workers together. 50 models x 3,000 items x 5 tasks, one score in twenty missing, each model's elsewhere, and the reference: 51 rows. Two workers, SIMD kernels. Correlations were checked against the database's \`corr\` before: largest difference ${Math.max(...times.map((one) => one.apart)).toExponential(1)}.

| what | time | processor | wanted |
| --- | ---: | ---: | ---: |
${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}
`;
console.log(markdown);
const folder = join(import.meta.dirname, 'results');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'agreement.md'), markdown);
writeFileSync(
  join(folder, 'agreement.json'),
  `${JSON.stringify({ machine: on, chromium: version, times, kendallMs: pairs }, null, 2)}\n`,
);
