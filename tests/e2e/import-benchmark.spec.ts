import { join } from 'node:path';
import { differences } from '../bench/check-answer.ts';
import { generate } from '../bench/generate.ts';
import { timeNative } from '../bench/native.ts';
import { timeOpening, timePage } from '../bench/page-times.ts';
import { timeClicks } from '../bench/time-clicks.ts';
import { expect, test } from './fixtures.ts';

// The benchmark's short form: it holds the answers, so that the long form cannot rot; times depend
// on the machine and are held by nobody here.
test('the benchmark imports 50,000 rows of each format and finds the means of native DuckDB', async ({
  browser,
  page,
  site,
}) => {
  const folder = join(import.meta.dirname, '..', '..', '.cache', 'bench');
  for (const file of await generate(folder, 50_000)) {
    const native = await timeNative(file);
    const opening = await timeOpening(page, site.url);
    expect(opening.usableMs).toBeGreaterThan(0);
    expect(opening.engineMs).toBeGreaterThan(opening.usableMs);
    const times = await timePage(browser, page, file.path);
    expect(differences(times.answer, native.answer), file.format).toEqual([]);
    expect(times.figuresMs).toHaveLength(times.itemsMs.length);
  }
});

test('the benchmark clicks all through an import, and every click is taken', async ({
  page,
  site,
}) => {
  const folder = join(import.meta.dirname, '..', '..', '.cache', 'bench');
  const [csv] = await generate(folder, 50_000);
  const { importMs, waits, longestGapMs } = await timeClicks(page, site.url, csv.path);
  expect(waits.length).toBeGreaterThan(5);
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...waits)).toBeLessThan(importMs + 1000);
  expect(longestGapMs).toBeGreaterThan(0);
});
