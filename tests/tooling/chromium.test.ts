import { chromium } from '@playwright/test';
import { afterEach, expect, test, vi } from 'vitest';
import { chromiumArguments, chromiumCandidates, findChromium } from './chromium.mjs';

afterEach(() => vi.unstubAllEnvs());

test('CHROME_PATH comes before every other place', () => {
  vi.stubEnv('CHROME_PATH', process.execPath);
  expect(findChromium()).toBe(process.execPath);
});

test('a CHROME_PATH that names nothing executable is refused, not ignored', () => {
  vi.stubEnv('CHROME_PATH', import.meta.filename + '.missing');
  expect(() => findChromium()).toThrow('CHROME_PATH names no executable file');
});

test('Debian comes first and the download of Playwright last', () => {
  const candidates = chromiumCandidates();
  expect(candidates[0]).toBe('/usr/bin/chromium');
  expect(candidates.at(-1)).toBe(chromium.executablePath());
});

test('Chromium is told to leave the network alone', () => {
  expect(chromiumArguments()).toEqual(
    expect.arrayContaining(['--disable-background-networking', '--disable-component-update']),
  );
});
