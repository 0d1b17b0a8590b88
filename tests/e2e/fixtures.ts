import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { listenForVisits, serveFolder } from '../tooling/static-server.mjs';

/** The built site; `npm test` builds it before the browser tests. */
export const dist = join(import.meta.dirname, '..', '..', 'dist');

type Site = Awaited<ReturnType<typeof serveFolder>>;
type Stranger = Awaited<ReturnType<typeof listenForVisits>>;

interface TestFixtures {
  /** Set by tests that provoke refusals: console errors and policy violations are then expected. */
  provokes: boolean;
  /** Watches every test; see `watch`. */
  watched: undefined;
}

interface WorkerFixtures {
  /** The built site on a server of its own; also the base of `page.goto('./')`. */
  site: Site;
  /** A host that no test but a control may reach. Every host name of the network leads to it. */
  stranger: Stranger;
}

/**
 * The test function of all browser tests. Each runs against the built site, and fails where the page
 * writes an error to the console, violates its policy, throws, or talks to any host but its own.
 */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  site: [
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      if (!existsSync(join(dist, 'index.html')))
        throw new Error('no built site; run "npm run build"');
      const site = await serveFolder(dist);
      await use(site);
      await site.close();
    },
    { scope: 'worker' },
  ],
  stranger: [
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const stranger = await listenForVisits();
      await use(stranger);
      await stranger.close();
    },
    { scope: 'worker' },
  ],
  launchOptions: [
    async ({ launchOptions, stranger }, use) => {
      const rules = [
        // Chromium looks for updates of its own whatever it is told; those lead nowhere.
        'MAP *.google.com ~NOTFOUND',
        'MAP *.googleapis.com ~NOTFOUND',
        `MAP * ${new URL(stranger.origin).host}`,
        'EXCLUDE 127.0.0.1',
      ].join(', ');
      const args = [...(launchOptions.args ?? []), `--host-resolver-rules=${rules}`];
      await use({ ...launchOptions, args });
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ site }, use) => use(site.url),
  provokes: [false, { option: true }],
  watched: [
    async ({ page, stranger, provokes }, use) => {
      stranger.visits.length = 0;
      const trouble = watch(page, stranger.origin);
      await use(undefined);
      if (!provokes) expect(trouble, 'errors, violations and foreign requests').toEqual([]);
      expect(stranger.visits, 'visits at another host').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/**
 * Gathers what an ordinary visit must not cause: console errors, exceptions, and requests to any host
 * but the local ones that serve the page.
 */
function watch(page: Page, stranger: string): string[] {
  const trouble: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') trouble.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => trouble.push(`exception: ${error.message}`));
  page.context().on('request', (request) => {
    const { protocol, hostname, origin } = new URL(request.url());
    const isLocal = hostname === '127.0.0.1' && origin !== stranger;
    if (!isLocal && !['blob:', 'data:'].includes(protocol))
      trouble.push(`request: ${request.url()}`);
  });
  return trouble;
}

/** A file to drop: its name, its bytes, its folder if it comes in one. */
export interface DroppedFile {
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** A file of the disk, to drop. */
export function fileToDrop(path: string): DroppedFile {
  return { name: basename(path), content: readFileSync(path) };
}

/** Drops files on the page as a hand would: drag in, over, and let go. */
export async function dropFiles(page: Page, files: readonly DroppedFile[]): Promise<void> {
  const parts = files.map(({ name, content }) => ({
    name,
    base64: Buffer.from(content).toString('base64'),
  }));
  const transfer = await page.evaluateHandle((parts) => {
    const transfer = new DataTransfer();
    for (const { name, base64 } of parts) {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      transfer.items.add(new File([bytes], name));
    }
    return transfer;
  }, parts);
  for (const type of ['dragenter', 'dragover', 'drop']) {
    await page.dispatchEvent('body', type, { dataTransfer: transfer });
  }
  await transfer.dispose();
}
