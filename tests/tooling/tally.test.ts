import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { describe, sum, tallyOne, tallyPlaywright, tallyVitest } from './tally.mjs';

const folder = mkdtempSync(join(tmpdir(), 'tally-'));
afterAll(() => rmSync(folder, { recursive: true }));

function report(content: object): string {
  const path = join(folder, 'report.json');
  writeFileSync(path, JSON.stringify(content));
  return path;
}

const vitestReport = {
  numPassedTests: 5,
  numFailedTests: 0,
  numPendingTests: 2,
  numTodoTests: 0,
  testResults: [{ status: 'passed', assertionResults: [{}] }],
};

test('a runner that left no report has failed', () => {
  expect(tallyVitest(join(folder, 'none.json'), true).failed).toBe(1);
});

test('a runner that ended badly without a failed test has failed once', () => {
  expect(tallyVitest(report(vitestReport), true)).toEqual({ passed: 5, failed: 0, skipped: 2 });
  expect(tallyVitest(report(vitestReport), false)).toEqual({ passed: 5, failed: 1, skipped: 2 });
});

test('a test file that fails before its first test is a failure', () => {
  const broken = { status: 'failed', assertionResults: [] };
  const path = report({ ...vitestReport, testResults: [broken] });
  expect(tallyVitest(path, false)).toEqual({ passed: 5, failed: 1, skipped: 2 });
});

test('a runner in which nothing ran has failed', () => {
  const path = report({ stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 3 } });
  expect(tallyPlaywright(path, true)).toMatchObject({ passed: 0, failed: 1, skipped: 3 });
});

test('a browser test that passed only when tried again has passed, and is said to have been', () => {
  const path = report({ stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 0 } });
  const tally = tallyPlaywright(path, false);
  expect(tally).toEqual({ passed: 5, failed: 1, skipped: 0, retried: 1 });
  expect(describe(sum([tally, tally]))).toBe('10 passed, 2 failed, 2 at the second try');
});

test('the closing line names the skipped only where there are any', () => {
  expect(describe(sum([tallyOne(true), tallyOne(false)]))).toBe('1 passed, 1 failed');
  expect(describe({ passed: 1, failed: 0, skipped: 3 })).toBe('1 passed, 0 failed, 3 skipped');
});
