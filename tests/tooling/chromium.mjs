import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Where Chromium may be, in order of preference: CHROME_PATH, Debian's, Chrome's usual places,
 * Playwright's own cache.
 * @returns {string[]}
 */
export function chromiumCandidates() {
  const programs = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA']
    .map((name) => process.env[name])
    .filter((folder) => folder !== undefined);
  const applications = ['/Applications', join(homedir(), 'Applications')];
  return [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome-stable',
    '/usr/bin/google-chrome',
    '/opt/google/chrome/chrome',
    '/snap/bin/chromium',
    ...applications.flatMap((folder) => [
      join(folder, 'Google Chrome.app/Contents/MacOS/Google Chrome'),
      join(folder, 'Chromium.app/Contents/MacOS/Chromium'),
    ]),
    ...programs.flatMap((folder) => [
      join(folder, 'Google/Chrome/Application/chrome.exe'),
      join(folder, 'Chromium/Application/chrome.exe'),
    ]),
    chromium.executablePath(),
  ];
}

/**
 * The Chromium to use, or null where there is none. A CHROME_PATH that names nothing executable
 * throws: a set variable is a wish, and another browser would not be what was asked for.
 * @returns {string | null}
 */
export function findChromium() {
  const wanted = process.env['CHROME_PATH'];
  if (wanted) {
    if (isExecutable(wanted)) return wanted;
    throw new Error(`CHROME_PATH names no executable file: ${wanted}`);
  }
  return chromiumCandidates().find(isExecutable) ?? null;
}

/**
 * Runs a command with its output shown; true where it ends well.
 * @param {string} command
 * @param {string[]} args
 */
function succeeds(command, args) {
  console.log(`$ ${[command, ...args].join(' ')}`);
  const shell = process.platform === 'win32';
  return spawnSync(command, args, { stdio: 'inherit', shell }).status === 0;
}

const isRoot = process.getuid?.() === 0;

/** @param {string | null} path */
function starts(path) {
  return path !== null && spawnSync(path, ['--version'], { stdio: 'ignore' }).status === 0;
}

/**
 * Finds Chromium, or installs one: Playwright's download first, then apt where this user may.
 * @returns {string} its path
 * @throws {Error} saying what to do, where neither can
 */
export function findOrInstallChromium() {
  const found = findChromium();
  if (found) return found;
  console.log('No Chromium found; installing one.');
  // Playwright's copy may lack system libraries on a bare machine: it must start, not only be there.
  if (succeeds('npx', ['playwright', 'install', 'chromium']) && starts(findChromium())) {
    return /** @type {string} */ (findChromium());
  }
  if (isRoot && existsSync('/usr/bin/apt-get')) {
    if (succeeds('apt-get', ['update']) && succeeds('apt-get', ['install', '-y', 'chromium'])) {
      const installed = findChromium();
      if (installed) return installed;
    }
  }
  throw new Error(
    'The browser tests need Chromium, and none could be installed. Install Chromium or Chrome ' +
      '(on Debian: apt-get install chromium), or set CHROME_PATH to the one you have.',
  );
}

/**
 * Arguments under which Chromium stays quiet, offline and reproducible.
 * @returns {string[]}
 */
export function chromiumArguments() {
  return [
    // Chromium's sandbox refuses to start as root.
    ...(isRoot ? ['--no-sandbox'] : []),
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
}
