// Times how long clicks wait during imports in Chromium: generated tables of a million rows, and logs.
//   npm run bench:clicks -- [--rows 1000000] [--passes 3] [--parts csv,helm]
import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { chromiumArguments, findOrInstallChromium } from '../tooling/chromium.mjs';
import { serveFolder } from '../tooling/static-server.mjs';
import { generate } from './generate.ts';
import { generateLog, LOGS } from './generate-logs.ts';
import { machine } from './report.ts';
import { median } from './statistics.ts';
import { timeClicks, type ClickTimes } from './time-clicks.ts';

const root = join(import.meta.dirname, '..', '..');
const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    passes: { type: 'string', default: '3' },
    parts: { type: 'string', default: '' },
  },
});
const passes = Number(values.passes);
const parts = values.parts.split(',').filter((part) => part !== '');
const isWanted = (part: string): boolean => parts.length === 0 || parts.includes(part);

const folder = join(root, '.cache', 'bench');
const tables = (await generate(folder, Number(values.rows))).filter((file) =>
  isWanted(file.format),
);
const logs = LOGS.filter(isWanted).map((name) => generateLog(folder, name));
const files = [...logs, ...tables];

const site = await serveFolder(join(root, 'dist'));
const on = machine();
let version = '';

/** One import in a browser of its own. */
async function pass(path: string): Promise<ClickTimes> {
  const browser = await chromium.launch({
    executablePath: findOrInstallChromium(),
    args: chromiumArguments(),
  });
  try {
    version = browser.version();
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    return await timeClicks(page, site.url, path);
  } finally {
    await browser.close();
  }
}

const round = (ms: number): string => `${ms.toFixed(0)} ms`;
const lines: string[] = [];
for (const { path, bytes } of files) {
  const times: ClickTimes[] = [];
  for (let i = 0; i < passes; i++) times.push(await pass(path));
  const waits = times.flatMap((time) => time.waits).sort((a, b) => a - b);
  const longest = times.map((time) => Math.max(...time.waits));
  const cells = [
    basename(path),
    `${(bytes / 1e6).toFixed(0)} MB`,
    `${(median(times.map((time) => time.importMs)) / 1000).toFixed(2)} s`,
    String(waits.length),
    round(median(waits)),
    round(waits[Math.floor(0.99 * (waits.length - 1))]),
    round(median(longest)),
    round(Math.max(...longest)),
    round(median(times.map((time) => time.longestGapMs))),
  ];
  lines.push(`| ${cells.join(' | ')} |`);
  console.log(lines.at(-1));
}
await site.close();

const text = `# How long a click waits while files are read

Chromium ${version}, ${passes} imports of each file, clicked all the while through the browser's own input: one click as soon as the page has taken the one before it. A wait is the time from the click to the page's taking it. The longest gap is what the page may keep a message of its own waiting, for which frames are painted first. ${on.processor}, ${on.cores} cores, load ${on.load.toFixed(1)} before.

| file | size | import | clicks | median wait | 99 % | longest, median of imports | longest of all | longest gap |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
${lines.join('\n')}
`;
console.log(text);
if (parts.length === 0) writeFileSync(join(import.meta.dirname, 'results', 'clicks.md'), text);
