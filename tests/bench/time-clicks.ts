import type { CDPSession, Page } from '@playwright/test';
import { CHOOSING, timeOpening } from './page-times.ts';

/** One import with somebody clicking all the while. */
export interface ClickTimes {
  /** From choosing the file to the painted import report, in milliseconds. */
  readonly importMs: number;
  /** From each click to the page's taking it, in milliseconds. */
  readonly waits: readonly number[];
  /**
   * Longest stay, in milliseconds, of a message that the page sends itself behind a timer. Frames go before
   * it, as they do not before a click: an upper bound of what a click can wait.
   */
  readonly longestGapMs: number;
}

/** What the page notes meanwhile, by `performance.now()`. */
interface Watch {
  chosen: number;
  on: boolean;
  readonly clicks: { at: number; wait: number }[];
  readonly gaps: { at: number; length: number }[];
}

/** An empty place of the page, where a click changes nothing. */
const PLACE = { x: 1270, y: 890, button: 'left', clickCount: 1 } as const;

/** Imports a file on a page of its own while the browser is sent one click after another. */
export async function timeClicks(page: Page, url: string, path: string): Promise<ClickTimes> {
  await timeOpening(page, url);
  await page.waitForTimeout(CHOOSING);
  await page.evaluate(watchPage);
  const stop = await clickOn(await page.context().newCDPSession(page));
  const importing = page.evaluate(() => window.bench.timeImport());
  await page.setInputFiles('input[aria-label=Files]', path);
  const importMs = await importing;
  // What the report brings with it is drawn in the frames behind it.
  await page.waitForTimeout(300);
  await stop();
  const { chosen, clicks, gaps } = await page.evaluate(() => {
    const { watch } = window as unknown as { watch: Watch };
    watch.on = false;
    return watch;
  });
  const waits = clicks.filter(({ at }) => at >= chosen).map(({ wait }) => wait);
  if (chosen === 0 || waits.length === 0) throw new Error(`no click during the import of ${path}`);
  const during = gaps.filter(({ at, length }) => at + length >= chosen);
  return { importMs, waits, longestGapMs: Math.max(...during.map(({ length }) => length)) };
}

/** Clicks until it is told to stop; each click is sent once the page has taken the one before it. */
async function clickOn(session: CDPSession): Promise<() => Promise<void>> {
  let isOn = true;
  const send = (type: 'mousePressed' | 'mouseReleased') =>
    session.send('Input.dispatchMouseEvent', { type, ...PLACE });
  const clicking = (async () => {
    while (isOn) {
      await send('mousePressed');
      await send('mouseReleased');
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  })();
  return async () => {
    isOn = false;
    await clicking;
  };
}

/** Runs in the page; closed over nothing, because only its text gets there. */
function watchPage(): void {
  const watch: Watch = { chosen: 0, on: true, clicks: [], gaps: [] };
  Object.assign(window, { watch });
  addEventListener('change', () => (watch.chosen = performance.now()), {
    capture: true,
    once: true,
  });
  addEventListener(
    'mousedown',
    ({ timeStamp }) => watch.clicks.push({ at: timeStamp, wait: performance.now() - timeStamp }),
    { capture: true },
  );
  const { port1, port2 } = new MessageChannel();
  let last = performance.now();
  port1.onmessage = () => {
    const now = performance.now();
    watch.gaps.push({ at: last, length: now - last });
    last = now;
    if (watch.on) setTimeout(() => port2.postMessage(0), 1);
  };
  port2.postMessage(0);
}
