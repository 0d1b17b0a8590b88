/**
 * Ways in which code on a page might talk to another host, one path each, so that a control shows
 * which of them arrive where nothing holds them back. The functions run in the browser.
 */

/** Paths that `attemptFromPage` tries. */
export const pageAttempts = [
  'page-fetch',
  'page-xhr',
  'page-websocket',
  'page-eventsource',
  'page-beacon',
  'page-image',
  'page-import',
  'page-script',
  'page-style',
  'page-object',
  'page-video',
] as const;

/** Tries every way from the page itself; resolves once all had time to leave. */
export async function attemptFromPage(origin: string): Promise<void> {
  const quietly = (attempt: () => unknown) => {
    try {
      Promise.resolve(attempt()).catch(() => undefined);
    } catch {
      // Refused at once: that is what is hoped for.
    }
  };
  const add = (tag: string, attributes: Record<string, string>) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    document.body.append(element);
    return element;
  };
  const at = (path: string) => `${origin}/${path}`;
  quietly(() => fetch(at('page-fetch')));
  quietly(() => {
    const request = new XMLHttpRequest();
    request.open('GET', at('page-xhr'));
    request.send();
  });
  quietly(() => new WebSocket(at('page-websocket').replace('http', 'ws')));
  quietly(() => new EventSource(at('page-eventsource')));
  quietly(() => navigator.sendBeacon(at('page-beacon'), 'scores'));
  quietly(() => (new Image().src = at('page-image')));
  quietly(() => import(/* @vite-ignore */ at('page-import')));
  quietly(() => add('script', { src: at('page-script') }));
  quietly(() => add('link', { rel: 'stylesheet', href: at('page-style') }));
  quietly(() => add('object', { data: at('page-object'), type: 'text/html' }));
  quietly(() => add('video', { src: at('page-video'), preload: 'auto' }));
  await new Promise((resolve) => setTimeout(resolve, 1500));
}

/** Paths that `attemptByFraming` tries. */
export const framingAttempts = ['page-frame', 'page-form'] as const;

/** Tries a frame and a form, for which Chromium opens a connection before it asks the policy. */
export async function attemptByFraming(origin: string): Promise<void> {
  const frame = document.createElement('iframe');
  frame.src = `${origin}/page-frame`;
  const target = document.createElement('iframe');
  target.name = 'away';
  const form = document.createElement('form');
  form.action = `${origin}/page-form`;
  form.target = 'away';
  document.body.append(frame, target, form);
  form.submit();
  await new Promise((resolve) => setTimeout(resolve, 1500));
}

/** Paths that a worker running `workerScript` tries. */
export const workerAttempts = [
  'worker-fetch',
  'worker-xhr',
  'worker-websocket',
  'worker-eventsource',
  'worker-importscripts',
  'nested-fetch',
] as const;

/** A classic worker's script that tries every way, in a nested worker too, then says `done`. */
export function workerScript(origin: string): string {
  const nested = `fetch('${origin}/nested-fetch').catch(() => undefined)`;
  return `
    const quietly = (attempt) => {
      try { Promise.resolve(attempt()).catch(() => undefined); } catch {}
    };
    const at = (path) => '${origin}/' + path;
    quietly(() => fetch(at('worker-fetch')));
    quietly(() => {
      const request = new XMLHttpRequest();
      request.open('GET', at('worker-xhr'), false);
      request.send();
    });
    quietly(() => new WebSocket(at('worker-websocket').replace('http', 'ws')));
    quietly(() => new EventSource(at('worker-eventsource')));
    quietly(() => importScripts(at('worker-importscripts')));
    quietly(() => new Worker(URL.createObjectURL(new Blob([${JSON.stringify(nested)}]))));
    setTimeout(() => postMessage('done'), 1500);
  `;
}

/** Starts a worker and resolves when it says `done`. From a blob, unless it is given an address. */
export function runWorker({ script, url }: { script: string; url?: string }): Promise<void> {
  const blob = new Blob([script], { type: 'text/javascript' });
  return new Promise((resolve, reject) => {
    const worker = new Worker(url ?? URL.createObjectURL(blob));
    worker.onmessage = () => resolve();
    worker.onerror = (event) => reject(new Error(event.message));
  });
}
