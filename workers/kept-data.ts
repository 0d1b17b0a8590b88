import { tableFromIPC, tableToIPC } from 'apache-arrow';
import type { Arrangement } from '../src/domain/arrangement.ts';
import type { KeptData } from '../src/domain/kept-data.ts';
import { CREATE_TABLES } from '../src/sql/schema.ts';
import { ident } from '../src/sql/sql.ts';
import { Catalog } from './catalog.ts';
import type { Engine } from './engine.ts';
import type { Loaded } from './loaded.ts';
import type { Shelf } from './shelf.ts';

/** Written last, so that what has no manifest was never finished. */
const MANIFEST = /^(\d+)\.manifest\.json$/;
/** The tables that this build expects; data kept with others are of no use to it. */
const SCHEMA = CREATE_TABLES.join(';');

interface Manifest {
  readonly schema: string;
  readonly kept: KeptData;
  readonly loaded: Omit<Loaded, 'read'> & { readonly read: readonly (readonly [string, string])[] };
  readonly levels: readonly (readonly [facet: string, names: readonly string[]])[];
  readonly grades: readonly (readonly [label: string, usual: number | null])[];
  readonly arrangement: Arrangement;
  readonly pairs: readonly (readonly [first: number, second: number])[];
  readonly tables: readonly TableFile[];
  /** Statements, in the order they were first made. */
  readonly views: readonly string[];
}

interface TableFile {
  readonly name: string;
  readonly create: string;
  readonly file: string;
  /** Bytes of the pieces of the Arrow IPC stream, the first of which is its schema. */
  readonly pieces: readonly number[];
}

/**
 * Writes all tables as Arrow IPC, and what code outside of them knows, beside what was kept before;
 * that goes once all is written. Rejects where the browser has no room, and what was kept before stays.
 */
export async function keepData(
  engine: Engine,
  catalog: Catalog,
  loaded: Loaded,
  shelf: Shelf,
  note: string,
): Promise<KeptData> {
  const others = await shelf.list();
  const generation = 1 + Math.max(0, ...others.map((name) => Number.parseInt(name, 10) || 0));
  const written: string[] = [];
  let bytes = 0;
  const write = async (name: string, fill: (append: (piece: Uint8Array) => void) => unknown) => {
    written.push(name);
    const file = await shelf.write(name);
    try {
      await fill((piece) => {
        file.append(piece);
        bytes += piece.length;
      });
    } finally {
      file.close();
    }
  };
  try {
    const tables: TableFile[] = [];
    for (const [i, { name, create }] of (await made(engine, 'table')).entries()) {
      const file = `${generation}.${i}.arrow`;
      const pieces: number[] = [];
      await write(file, (append) =>
        engine.stream({ text: `SELECT * FROM ${ident(name).text}`, params: [] }, (piece) => {
          append(piece);
          pieces.push(piece.length);
        }),
      );
      tables.push({ name, create, file, pieces });
    }
    const views = (await made(engine, 'view')).map(({ create }) => create);
    const date = new Date().toISOString();
    const { first, second } = catalog.pairs.columns();
    const manifest: Manifest = {
      schema: SCHEMA,
      kept: { files: loaded.dataset.files, bytes, date, note },
      loaded: { ...loaded, read: [...loaded.read] },
      levels: catalog.all(),
      grades: catalog.grades.all(),
      arrangement: catalog.arrangement,
      pairs: Array.from(first, (task, i) => [task, second[i]] as const),
      tables,
      views,
    };
    await write(`${generation}.manifest.json`, (append) =>
      append(new TextEncoder().encode(JSON.stringify(manifest))),
    );
    for (const name of others) await shelf.remove(name).catch(() => undefined);
    return { ...manifest.kept, bytes };
  } catch (error) {
    for (const name of written) await shelf.remove(name).catch(() => undefined);
    throw error;
  }
}

/** What is kept, or null where nothing is that this build can read. */
export async function keptData(shelf: Shelf): Promise<KeptData | null> {
  return (await manifestOf(shelf))?.kept ?? null;
}

/** Puts what is kept in place of the tables, all or nothing; null where nothing is kept. */
export async function restoreData(
  engine: Engine,
  shelf: Shelf,
  drop: () => Promise<void>,
): Promise<{ catalog: Catalog; loaded: Loaded; note: string } | null> {
  const manifest = await manifestOf(shelf);
  if (!manifest) return null;
  const catalog = new Catalog(manifest.arrangement);
  catalog.grades.put(manifest.grades);
  for (const [facet, names] of manifest.levels)
    for (const name of names) catalog.levels(facet).codeOf(name);
  for (const [first, second] of manifest.pairs) catalog.pairs.code(first, second);
  await engine.run('BEGIN TRANSACTION');
  try {
    await drop();
    for (const table of manifest.tables) {
      await engine.run(table.create);
      await fill(engine, table, await shelf.read(table.file));
    }
    for (const view of manifest.views) await engine.run(view);
    await engine.run('COMMIT');
  } catch (error) {
    await engine.run('ROLLBACK').catch(() => undefined);
    throw error;
  }
  const loaded = { ...manifest.loaded, read: new Map(manifest.loaded.read) };
  return { catalog, loaded, note: manifest.kept.note };
}

/** Deletes all that is kept. */
export async function forgetKept(shelf: Shelf): Promise<void> {
  for (const name of await shelf.list()) await shelf.remove(name);
}

/** Appends piece by piece, each with the schema before it, so that no large table lies in memory twice. */
async function fill(engine: Engine, { name, pieces }: TableFile, content: Blob): Promise<void> {
  const schema = content.slice(0, pieces[0]);
  let at = pieces[0];
  // An engine that gives all at once gives schema and rows in one piece.
  const parts = pieces.length === 1 ? [schema] : [];
  for (const length of pieces.slice(1)) {
    parts.push(new Blob([schema, content.slice(at, at + length)]));
    at += length;
  }
  for (const part of parts) {
    const rows = tableFromIPC(new Uint8Array(await part.arrayBuffer()));
    // Written anew, since appending wants a stream with its end, and takes anything else for no rows.
    if (rows.numRows > 0) await engine.append(name, tableToIPC(rows, 'stream'));
  }
}

async function manifestOf(shelf: Shelf): Promise<Manifest | null> {
  const found = (await shelf.list()).filter((name) => MANIFEST.test(name));
  const last = found.sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10)).at(-1);
  if (!last) return null;
  const manifest = JSON.parse(await (await shelf.read(last)).text()) as Manifest;
  return manifest.schema === SCHEMA ? manifest : null;
}

/** The workbench's tables or views, in the order they were made. */
async function made(
  engine: Engine,
  kind: 'table' | 'view',
): Promise<{ name: string; create: string }[]> {
  const rows = await engine.query({
    text: `SELECT ${kind}_name AS name, sql AS create FROM duckdb_${kind}s() WHERE NOT internal AND database_name = 'memory' AND schema_name = 'main' ORDER BY ${kind}_oid`,
    params: [],
  });
  return tableFromIPC(rows)
    .toArray()
    .map((row: { toJSON(): unknown }) => row.toJSON() as { name: string; create: string });
}
