import { defineConfig } from '@playwright/test';
import { chromiumArguments, findChromium } from './tests/tooling/chromium.mjs';

const executablePath = findChromium();

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '*.spec.ts',
  outputDir: 'test-results',
  forbidOnly: Boolean(process.env['CI']),
  // Each page opens its own DuckDB, which takes a core while it compiles.
  workers: 2,
  // A machine that other work has to itself for a while must not refuse a change; see `tally.mjs`.
  retries: process.env['CI'] ? 1 : 0,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    viewport: { width: 1280, height: 900 },
    trace: 'off',
    // Keeping the page takes a second download of everything; its own test allows it.
    serviceWorkers: 'block',
    launchOptions: { ...(executablePath && { executablePath }), args: chromiumArguments() },
  },
});
