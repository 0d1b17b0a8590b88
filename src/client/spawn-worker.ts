/**
 * Starts a module worker from a blob that imports `url`, so that the worker inherits the page's
 * content security policy, which a worker started from an address does not (design.md, second lock).
 * `url` may be relative to the page.
 */
export function spawnWorker(url: string, name: string): Worker {
  const address = new URL(url, document.baseURI).href;
  const bootstrap = `import ${JSON.stringify(address)};`;
  const blobUrl = URL.createObjectURL(new Blob([bootstrap], { type: 'text/javascript' }));
  const worker = new Worker(blobUrl, { type: 'module', name });
  // The worker has fetched its bootstrap once it speaks; until then the address must stay alive.
  worker.addEventListener('message', () => URL.revokeObjectURL(blobUrl), { once: true });
  return worker;
}
