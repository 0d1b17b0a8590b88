import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

/** @type {Record<string, string>} */
const mediaTypes = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.csv': 'text/csv; charset=utf-8',
};

/**
 * @typedef {object} StaticSite
 * @property {string} url  where the site's index.html is, with a slash at the end
 * @property {string} origin  scheme, host and port
 * @property {string[]} requests  method and path of each request so far, in order of arrival
 * @property {() => Promise<void>} close
 */

/**
 * Serves a folder as the plainest of hosts would: files under one path, no redirects, strict media
 * types.
 * @param {string} root  the folder to serve
 * @param {object} [options]
 * @param {string} [options.path]  the sub-path it stands under; slashes at both ends
 * @param {(text: string) => string} [options.rewrite]  changes pages and scripts on their way out
 * @param {Record<string, string>} [options.extras]  scripts that are served beside the files
 * @returns {Promise<StaticSite>}
 */
export async function serveFolder(root, { path = '/', rewrite, extras = {} } = {}) {
  /** @type {string[]} */
  const requests = [];
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    requests.push(`${request.method} ${pathname}`);
    const relative = decodeURIComponent(pathname.slice(path.length)) || 'index.html';
    const file = normalize(join(root, relative));
    const refuse = (/** @type {number} */ status) =>
      response.writeHead(status, { 'content-type': 'text/plain' }).end(String(status));
    if (!pathname.startsWith(path) || !file.startsWith(root + sep)) return refuse(404);
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405);
    try {
      const extra = extras[relative];
      let body = extra === undefined ? await readFile(file) : Buffer.from(extra);
      if (rewrite && /\.(html|js)$/.test(file)) body = Buffer.from(rewrite(body.toString()));
      response.writeHead(200, {
        'content-type': mediaTypes[extname(file)] ?? 'application/octet-stream',
        'content-length': body.length,
        'x-content-type-options': 'nosniff',
      });
      response.end(request.method === 'HEAD' ? undefined : body);
    } catch {
      refuse(404);
    }
  });
  const origin = await listen(server);
  return { url: origin + path, origin, requests, close: () => close(server) };
}

/**
 * A host that must stay unvisited: it answers everything with permission and writes down who came.
 * Connections are counted as well, so that a preflight or a handshake is a visit too.
 * @returns {Promise<{ origin: string, visits: string[], close: () => Promise<void> }>}
 */
export async function listenForVisits() {
  /** @type {string[]} */
  const visits = [];
  const server = createServer((request, response) => {
    visits.push(`${request.method} ${request.url}`);
    response.writeHead(200, {
      'content-type': 'text/csv',
      'access-control-allow-origin': '*',
      'access-control-allow-headers': '*',
      'access-control-allow-methods': '*',
    });
    response.end('a,b\n1,2\n');
  });
  server.on('upgrade', (request, socket) => {
    visits.push(`UPGRADE ${request.url}`);
    socket.destroy();
  });
  server.on('connection', () => visits.push('CONNECT'));
  const origin = await listen(server);
  return { origin, visits, close: () => close(server) };
}

/**
 * @param {import('node:http').Server} server
 * @returns {Promise<string>} the origin, on a free port
 */
function listen(server) {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') throw new Error('server has no port');
      resolve(`http://127.0.0.1:${address.port}`);
    });
  });
}

/**
 * @param {import('node:http').Server} server
 * @returns {Promise<void>}
 */
function close(server) {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
