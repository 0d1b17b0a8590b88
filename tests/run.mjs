// Runs every test of the project, or the parts named on the command line, and sums the results.
//   npm test                  everything
//   npm test -- check lint    type checks and lint
//   npm test -- unit          one folder of tests/, here tests/unit
//   npm test -- e2e           build, then the browser tests
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, sum, tallyOne, tallyPlaywright, tallyVitest } from './tooling/tally.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const reports = join(root, '.cache', 'test-reports');

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Declination needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}
if (!existsSync(join(root, 'node_modules', 'vite'))) {
  console.error('The packages are not installed yet; run "npm ci" first.');
  process.exit(1);
}

/**
 * Runs a script of an installed package with its output shown; true where it ends well.
 * @param {string} script  below node_modules
 * @param {string[]} args
 * @param {Record<string, string>} [environment]
 */
function runs(script, args, environment = {}) {
  const env = { ...process.env, ...environment };
  const path = join(root, 'node_modules', script);
  return (
    spawnSync(process.execPath, [path, ...args], { cwd: root, stdio: 'inherit', env }).status === 0
  );
}

/** @param {string} name */
function runsNpmScript(name) {
  const shell = process.platform === 'win32';
  return (
    spawnSync('npm', ['run', '--silent', name], { cwd: root, stdio: 'inherit', shell }).status === 0
  );
}

/** @param {string[]} folders */
function runVitest(folders) {
  const report = join(reports, 'vitest.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const filters = folders.map((folder) => `tests/${folder}/`);
  const ended = runs('vitest/vitest.mjs', ['run', '--allowOnly=false', ...reporters, ...filters]);
  return tallyVitest(report, ended);
}

async function runBrowserTests() {
  const { findOrInstallChromium } = await import('./tooling/chromium.mjs');
  let chromium;
  try {
    chromium = findOrInstallChromium();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return tallyOne(false);
  }
  console.log(`Chromium: ${chromium}`);
  const report = join(reports, 'playwright.json');
  const ended = runs('@playwright/test/cli.js', ['test', '--forbid-only', '--reporter=list,json'], {
    CHROME_PATH: chromium,
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  });
  return tallyPlaywright(report, ended);
}

const vitestFolders = readdirSync(join(root, 'tests'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'e2e')
  .map((entry) => entry.name);

const parts = process.argv.slice(2);
const known = ['check', 'lint', 'vitest', 'build', 'e2e', ...vitestFolders];
const unknown = parts.filter((part) => !known.includes(part));
if (unknown.length > 0) {
  console.error(`Unknown part: ${unknown.join(', ')}. Parts: ${known.join(', ')}.`);
  process.exit(1);
}
/** @param {string[]} names */
const wanted = (...names) => parts.length === 0 || names.some((name) => parts.includes(name));
const folders = parts.includes('vitest')
  ? []
  : parts.filter((part) => vitestFolders.includes(part));

/** @type {[string, boolean, () => import('./tooling/tally.mjs').Tally | Promise<import('./tooling/tally.mjs').Tally>][]} */
const runners = [
  ['type checks', wanted('check'), () => tallyOne(runsNpmScript('check'))],
  ['lint', wanted('lint'), () => tallyOne(runsNpmScript('lint'))],
  ['vitest', wanted('vitest') || folders.length > 0, () => runVitest(folders)],
  ['build', wanted('build', 'e2e'), () => tallyOne(runs('vite/bin/vite.js', ['build']))],
  ['browser', wanted('e2e'), runBrowserTests],
];

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
/** @type {string[]} */
const lines = [];
const tallies = [];
for (const [name, isWanted, run] of runners) {
  if (!isWanted) continue;
  console.log(`\n=== ${name} ===`);
  const start = performance.now();
  const tally = await run();
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  tallies.push(tally);
  lines.push(`${name}: ${describe(tally)} (${seconds} s)`);
  console.log(lines.at(-1));
}

const total = sum(tallies);
console.log(`\n=== all ===\n${lines.join('\n')}\n${describe(total)}`);
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);
