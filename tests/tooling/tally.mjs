import { existsSync, readFileSync } from 'node:fs';

/**
 * @typedef {object} Tally
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {number} [retried]  of the passed, those that passed only when tried again
 */

/**
 * A runner that is one check: it passed or it did not.
 * @param {boolean} succeeded
 * @returns {Tally}
 */
export function tallyOne(succeeded) {
  return { passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1, skipped: 0 };
}

/**
 * Counts out of a report file. A runner that left no report, ran nothing, or ended badly without
 * naming a failed test has failed once.
 * @param {string} path
 * @param {boolean} succeeded  whether the runner's exit code was zero
 * @param {(report: any) => Tally} read
 * @returns {Tally}
 */
function tallyReport(path, succeeded, read) {
  if (!existsSync(path)) return tallyOne(false);
  const tally = read(JSON.parse(readFileSync(path, 'utf8')));
  const ran = tally.passed + tally.failed > 0;
  if (tally.failed === 0 && (!succeeded || !ran)) return { ...tally, failed: 1 };
  return tally;
}

/**
 * Counts of Vitest's JSON report. A file that failed before its first test counts as one failure.
 * @param {string} path
 * @param {boolean} succeeded
 */
export function tallyVitest(path, succeeded) {
  return tallyReport(path, succeeded, (report) => {
    const broken = report.testResults.filter(
      (/** @type {any} */ file) => file.status === 'failed' && file.assertionResults.length === 0,
    );
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests + broken.length,
      skipped: report.numPendingTests + report.numTodoTests,
    };
  });
}

/**
 * Counts of Playwright's JSON report. A test that passed only when tried again has passed, and is
 * counted as retried: the closing lines say so, since it may hide a race of the page.
 * @param {string} path
 * @param {boolean} succeeded
 */
export function tallyPlaywright(path, succeeded) {
  return tallyReport(path, succeeded, ({ stats }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
    retried: stats.flaky,
  }));
}

/**
 * @param {readonly Tally[]} tallies
 * @returns {Tally}
 */
export function sum(tallies) {
  const total = { passed: 0, failed: 0, skipped: 0, retried: 0 };
  for (const tally of tallies) {
    total.passed += tally.passed;
    total.failed += tally.failed;
    total.skipped += tally.skipped;
    total.retried += tally.retried ?? 0;
  }
  return total;
}

/**
 * `N passed, N failed`, and the skipped and the retried where there are any.
 * @param {Tally} tally
 */
export function describe({ passed, failed, skipped, retried = 0 }) {
  const rest = [skipped > 0 && `${skipped} skipped`, retried > 0 && `${retried} at the second try`];
  return [`${passed} passed, ${failed} failed`, ...rest.filter(Boolean)].join(', ');
}
