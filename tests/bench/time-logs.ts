import type { Browser, Page } from '@playwright/test';
import { tableFromIPC } from 'apache-arrow';
import type { GeneratedLog } from './generate-logs.ts';
import { CHOOSING, timeOpening } from './page-times.ts';
import { peakRendererBytes } from './renderer-memory.ts';
import { median } from './statistics.ts';

/** One import of a log in Chromium. */
export interface LogTimes {
  /** From choosing the file to the painted import report, the engine being open. */
  readonly importMs: number;
  /** Peak resident memory of the renderer, in bytes. */
  readonly importBytes: number | null;
  readonly observations: number;
}

/** Times the import of a log on a page of its own. */
export async function timeLog(
  browser: Browser,
  page: Page,
  url: string,
  path: string,
): Promise<LogTimes> {
  await timeOpening(page, url);
  await page.waitForTimeout(CHOOSING);
  const importing = page.evaluate(() => window.bench.timeImport());
  await page.setInputFiles('input[aria-label=Files]', path);
  const importMs = await importing;
  const counted = await page.evaluate(async () => {
    const counted = await window.declination!.query(
      'SELECT count(*)::DOUBLE AS n FROM observation',
    );
    if (!counted.ok) throw new Error(counted.problem.message);
    return Array.from(counted.value);
  });
  const observations = Number(tableFromIPC(Uint8Array.from(counted)).getChild('n')!.get(0));
  if (observations === 0) throw new Error(`nothing was read: ${path}`);
  return { importMs, importBytes: await peakRendererBytes(browser), observations };
}

/** The medians of some imports as a line of a table. */
export function logLine({ title, bytes }: GeneratedLog, passes: readonly LogTimes[]): string {
  const seconds = (median(passes.map((pass) => pass.importMs)) / 1000).toFixed(2);
  const memory = passes.map((pass) => pass.importBytes).filter((value) => value !== null);
  const peak = memory.length > 0 ? `${(median(memory) / 2 ** 20).toFixed(0)} MB` : '–';
  const size = `${(bytes / 1e6).toFixed(0)} MB`;
  return `| ${title} | ${size} | ${passes[0].observations.toLocaleString('en-US')} | ${seconds} s | ${peak} |`;
}

/** What the columns of `logLine` are. */
export const LOG_HEAD = `| log | size | observations | import | memory |
| --- | ---: | ---: | ---: | ---: |`;
