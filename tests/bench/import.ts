// Times import, memory and filter clicks in Chromium beside native DuckDB on the same files.
//   npm run bench:import -- [--rows 1000000,5000000] [--passes 3] [--short]
// --short takes 50,000 rows once and writes no results.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { chromiumArguments, findOrInstallChromium } from '../tooling/chromium.mjs';
import { serveFolder } from '../tooling/static-server.mjs';
import { differences } from './check-answer.ts';
import { generate, type GeneratedFile } from './generate.ts';
import { timeNative, type NativeTimes } from './native.ts';
import { timeOpening, timePage, type OpeningTimes, type PageTimes } from './page-times.ts';
import { machine, summarise, summariseOpenings, toMarkdown, type FileResult } from './report.ts';

const root = join(import.meta.dirname, '..', '..');

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000,5000000' },
    passes: { type: 'string', default: '3' },
    short: { type: 'boolean', default: false },
  },
});
const sizes = values.short ? [50_000] : values.rows.split(',').map(Number);
const passes = values.short ? 1 : Number(values.passes);

const site = await serveFolder(join(root, 'dist'));
const executablePath = findOrInstallChromium();
const openings: OpeningTimes[] = [];
let version = '';

/** One pass in a browser of its own, so that memory and caches start from nothing. */
async function passInPage(file: GeneratedFile): Promise<PageTimes> {
  const browser = await chromium.launch({ executablePath, args: chromiumArguments() });
  try {
    version = browser.version();
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    openings.push(await timeOpening(page, site.url));
    return await timePage(browser, page, file.path);
  } finally {
    await browser.close();
  }
}

async function timeFile(file: GeneratedFile): Promise<FileResult> {
  const page: PageTimes[] = [];
  const native: NativeTimes[] = [];
  for (let pass = 0; pass < passes; pass++) {
    native.push(await timeNative(file));
    page.push(await passInPage(file));
    const wrong = differences(page[pass].answer, native[pass].answer);
    if (wrong.length > 0) throw new Error(`the page's answer is wrong: ${wrong.join('; ')}`);
  }
  return { file, page, native };
}

const on = machine();
const results: FileResult[] = [];
for (const rows of sizes) {
  for (const file of await generate(join(root, '.cache', 'bench'), rows)) {
    results.push(await timeFile(file));
  }
}
await site.close();

const opening = summariseOpenings(openings);
const files = results.map(summarise);
const markdown = toMarkdown(on, version, opening, files);
console.log(markdown);

if (!values.short) {
  const folder = join(import.meta.dirname, 'results');
  mkdirSync(folder, { recursive: true });
  const every = results.map(({ file: { format, rows, bytes }, page, native }) => ({
    format,
    rows,
    bytes,
    page: page.map(({ answer: _, ...times }) => times),
    native: native.map(({ answer: _, ...times }) => times),
  }));
  const record = { machine: on, chromium: version, opening, files, openings, passes: every };
  writeFileSync(join(folder, 'import.json'), `${JSON.stringify(record, null, 2)}\n`);
  writeFileSync(join(folder, 'import.md'), markdown);
}
