import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JSDOM } from 'jsdom';

const PLACES = [
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
];

/** The Firefox to test with: `FIREFOX_PATH`, else the first in the usual places; null where there is none. */
export function findFirefox(): string | null {
  const places = process.env['FIREFOX_PATH'] ? [process.env['FIREFOX_PATH']] : PLACES;
  return places.find((path) => existsSync(path)) ?? null;
}

/** A page of a Firefox that is steered by WebDriver BiDi. */
export interface FirefoxPage {
  open(url: string): Promise<void>;
  /** Runs a function in the page and gives its value, which has to be plain. */
  run<A extends readonly unknown[], T>(task: (...args: A) => T, ...args: A): Promise<Awaited<T>>;
  /** Resolves once the function gives something true; rejects after a minute. */
  until<A extends readonly unknown[]>(task: (...args: A) => unknown, ...args: A): Promise<void>;
  close(): Promise<void>;
}

const PREFERENCES = [
  'user_pref("remote.prefs.recommended", true);',
  'user_pref("browser.shell.checkDefaultBrowser", false);',
  'user_pref("dom.serviceWorkers.enabled", false);',
];

/** Starts Firefox without a window, in a profile of its own that is thrown away. */
export async function startFirefox(path: string): Promise<FirefoxPage> {
  const profile = mkdtempSync(join(tmpdir(), 'declination-firefox-'));
  writeFileSync(join(profile, 'user.js'), PREFERENCES.join('\n'));
  const flags = ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0'];
  const origin = 'http://127.0.0.1';
  const firefox = spawn(path, [...flags, '--remote-allow-origins', origin], {
    env: { ...process.env, HOME: profile, MOZ_DISABLE_CONTENT_SANDBOX: '1' },
  });
  const address = await new Promise<string>((resolve, reject) => {
    let said = '';
    firefox.stderr.on('data', (data) => {
      said += String(data);
      const found = /WebDriver BiDi listening on (ws:\S+)/.exec(said);
      if (found) resolve(found[1]);
    });
    firefox.on('exit', () => reject(new Error(`Firefox ended: ${said}`)));
  });
  // Node 20 has no WebSocket of its own.
  const { WebSocket } = new JSDOM('', { url: origin }).window;
  const socket = new WebSocket(`${address}/session`);
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = () => reject(new Error(`no connection to ${address}`));
  });
  const waiting = new Map<number, { resolve(value: never): void; reject(error: Error): void }>();
  socket.onmessage = ({ data }) => {
    const message = JSON.parse(String(data)) as { id?: number; result: never; message?: string };
    const asked = waiting.get(message.id ?? -1);
    if (!asked) return;
    if (message.result) asked.resolve(message.result);
    else asked.reject(new Error(message.message));
  };
  let last = 0;
  const send = <T>(method: string, params: unknown): Promise<T> =>
    new Promise((resolve, reject) => {
      waiting.set(++last, { resolve, reject });
      socket.send(JSON.stringify({ id: last, method, params }));
    });
  await send('session.new', { capabilities: {} });
  const { contexts } = await send<{ contexts: { context: string }[] }>(
    'browsingContext.getTree',
    {},
  );
  const [{ context }] = contexts;

  const page: FirefoxPage = {
    async open(url) {
      await send('browsingContext.navigate', { context, url, wait: 'complete' });
    },
    async run(task, ...args) {
      // What the compiler leaves in functions to keep their names means nothing in the page.
      const text = `async () => { const __name = (f) => f; return JSON.stringify((await (${task.toString()})(...${JSON.stringify(args)})) ?? null); }`;
      const answer = await send<{
        result: { value: string };
        exceptionDetails?: { text: string };
      }>('script.callFunction', {
        functionDeclaration: text,
        awaitPromise: true,
        target: { context },
      });
      if (answer.exceptionDetails) throw new Error(answer.exceptionDetails.text);
      return JSON.parse(answer.result.value) as never;
    },
    async until(task, ...args) {
      for (const end = Date.now() + 60_000; Date.now() < end;) {
        if (await page.run(task, ...args)) return;
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
      throw new Error(`waited a minute in vain for ${task.toString()}`);
    },
    async close() {
      firefox.removeAllListeners('exit');
      const ended = new Promise((resolve) => firefox.once('exit', resolve));
      await send('browser.close', {}).catch(() => firefox.kill());
      await ended;
      socket.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  return page;
}
