import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { dist, expect, test } from './fixtures.ts';

const assets = join(dist, 'assets');

/** A script and all that it imports before it runs; what it imports later, by a call, is not among them. */
function withImports(name: string, known = new Set<string>()): Set<string> {
  if (known.has(name)) return known;
  known.add(name);
  const text = readFileSync(join(assets, name), 'utf8');
  for (const [, imported] of text.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g))
    withImports(imported, known);
  return known;
}

const gzipped = (names: Iterable<string>) =>
  [...names].reduce((sum, name) => sum + gzipSync(readFileSync(join(assets, name))).length, 0);

test('the page loads less than 200 kB of script, gzipped, before the database engine', () => {
  const page = readFileSync(join(dist, 'index.html'), 'utf8');
  const entry = /<script type="module"[^>]* src="\.\/assets\/([^"]+)"/.exec(page)![1];
  const worker = readdirSync(assets).find((name) => /^database\.worker-.*\.js$/.test(name))!;
  const first = withImports(entry);
  const all = withImports(worker, new Set(first));
  const kilobytes = (names: Iterable<string>) => (gzipped(names) / 1000).toFixed(0);
  console.log(
    `Scripts: ${kilobytes(first)} kB to the drop zone, ${kilobytes(all)} kB to the engine.`,
  );
  expect(gzipped(all)).toBeLessThan(200_000);
});
