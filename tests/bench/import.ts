// Times import, memory and filter clicks in Chromium beside native DuckDB on the same files.
//   npm run bench:import -- [--rows 1000000,5000000] [--passes 3] [--parts csv,helm] [--short]
// Parts: csv, jsonl, parquet, arrow beside native DuckDB; helm, inspect, inspect-json, lines (logs of the
// size people have, on the page alone). --short takes 50,000 rows once and writes no results.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { chromiumArguments, findOrInstallChromium } from '../tooling/chromium.mjs';
import { serveFolder } from '../tooling/static-server.mjs';
import { differences } from './check-answer.ts';
import { generate, TABLE_FORMATS, type GeneratedFile } from './generate.ts';
import { generateLog, LOGS, type GeneratedLog } from './generate-logs.ts';
import { timeNative, type NativeTimes } from './native.ts';
import { timeOpening, timePage, type OpeningTimes, type PageTimes } from './page-times.ts';
import { LOG_HEAD, logLine, timeLog, type LogTimes } from './time-logs.ts';
import { machine, summarise, summariseOpenings, toMarkdown, type FileResult } from './report.ts';

const root = join(import.meta.dirname, '..', '..');

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000,5000000' },
    passes: { type: 'string', default: '3' },
    parts: { type: 'string', default: '' },
    short: { type: 'boolean', default: false },
  },
});
const sizes = values.short ? [50_000] : values.rows.split(',').map(Number);
const parts = values.parts.split(',').filter((part) => part !== '');
// A short run takes tables only, unless it is told otherwise.
const isWanted = (part: string): boolean =>
  parts.length === 0
    ? !values.short || TABLE_FORMATS.some((table) => table === part)
    : parts.includes(part);
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

/** One import of a log, in a browser of its own. */
async function passOverLog(log: GeneratedLog): Promise<LogTimes> {
  const browser = await chromium.launch({ executablePath, args: chromiumArguments() });
  try {
    version = browser.version();
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    return await timeLog(browser, page, site.url, log.path);
  } finally {
    await browser.close();
  }
}

const on = machine();
const results: FileResult[] = [];
for (const rows of sizes) {
  if (!TABLE_FORMATS.some(isWanted)) break;
  for (const file of await generate(join(root, '.cache', 'bench'), rows)) {
    if (isWanted(file.format)) results.push(await timeFile(file));
  }
}

const logs: { readonly log: GeneratedLog; readonly passes: readonly LogTimes[] }[] = [];
for (const name of LOGS) {
  if (!isWanted(name)) continue;
  const log = generateLog(join(root, '.cache', 'bench'), name);
  const times: LogTimes[] = [];
  for (let pass = 0; pass < passes; pass++) times.push(await passOverLog(log));
  logs.push({ log, passes: times });
}
await site.close();

if (logs.length > 0) {
  const table = [LOG_HEAD, ...logs.map(({ log, passes }) => logLine(log, passes))].join('\n');
  const text = `# Logs of the size people have\n\nImported in Chromium ${version}, medians of ${passes}. ${on.processor}, ${on.cores} cores, load ${on.load.toFixed(1)} before.\n\n${table}\n`;
  console.log(text);
  if (!values.short) {
    mkdirSync(join(import.meta.dirname, 'results'), { recursive: true });
    writeFileSync(join(import.meta.dirname, 'results', 'logs.md'), text);
  }
}
if (results.length === 0) process.exit(0);

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
