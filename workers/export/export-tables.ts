import { tableFromIPC } from 'apache-arrow';
import type { Table, Vector } from 'apache-arrow';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import type { ExportFormat } from '../../src/domain/export-format.ts';
import type { Manifest } from '../../src/formats/exported/manifest.ts';
import { MANIFEST_NAME } from '../../src/formats/exported/manifest.ts';
import type { Progress } from '../../src/protocol/progress.ts';
import type { ExportColumn, ExportPlan } from '../../src/sql/export.ts';
import { exportPlans } from '../../src/sql/export.ts';
import type { Shape } from '../../src/sql/schema.ts';
import type { Catalog } from '../catalog.ts';
import type { Engine } from '../engine.ts';
import { arrowWriter } from './arrow-writer.ts';
import { csvWriter } from './csv-writer.ts';
import { parquetWriter } from './parquet-writer.ts';
import type { ExportBatch, MakeWriter } from './table-writer.ts';

/** Rows that are written at once: a row group, a record batch. */
const BATCH = 65_536;
/** Small pieces are joined to one of about this size before they go into the Blob. */
const PIECE = 4 << 20;
const TEXT_LEVEL = 6;

/**
 * All canonical tables that have rows, as a ZIP with a manifest that says what their columns mean.
 * Dropped on the page, it gives the same tables again.
 */
export async function exportTables(
  engine: Engine,
  catalog: Catalog,
  shape: Shape,
  format: ExportFormat,
  onProgress: (progress: Progress) => void,
): Promise<Blob> {
  const make = await writerOf(format);
  const plans: (ExportPlan & { readonly rows: number })[] = [];
  for (const plan of exportPlans(shape)) {
    const rows = await countRows(engine, plan);
    if (rows > 0) plans.push({ ...plan, rows });
  }
  const total = plans.reduce((sum, plan) => sum + plan.rows, 0);
  const parts: Blob[] = [];
  let held: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const keep = (piece: Uint8Array<ArrayBuffer>): void => {
    held.push(piece);
    size += piece.length;
    if (size < PIECE) return;
    parts.push(new Blob(held));
    held = [];
    size = 0;
  };
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    keep(piece.slice());
  });
  let done = 0;
  for (const plan of plans) {
    const file = `${plan.kind}.${format}`;
    // Parquet is packed already; deflate would only take time.
    const member =
      format === 'parquet' ? new ZipPassThrough(file) : new ZipDeflate(file, { level: TEXT_LEVEL });
    zip.add(member);
    await writeTable(
      engine,
      catalog,
      plan,
      make,
      (piece) => member.push(piece),
      (rows) => {
        done += rows;
        onProgress({ done, total, unit: 'rows', label: `Writing ${file}` });
      },
    );
    member.push(new Uint8Array(), true);
  }
  const manifest = new ZipDeflate(MANIFEST_NAME);
  zip.add(manifest);
  manifest.push(new TextEncoder().encode(manifestText(plans, format)), true);
  zip.end();
  return new Blob([...parts, ...held], { type: 'application/zip' });
}

async function writerOf(format: ExportFormat): Promise<MakeWriter> {
  if (format === 'csv') return csvWriter;
  return format === 'arrow' ? arrowWriter : parquetWriter(await import('hyparquet-writer'));
}

function manifestText(
  plans: readonly (ExportPlan & { readonly rows: number })[],
  format: ExportFormat,
): string {
  const manifest: Manifest = {
    declination: 'tables',
    version: 1,
    format,
    tables: plans.map(({ kind, rows, columns }) => ({
      file: `${kind}.${format}`,
      kind,
      rows,
      columns: columns.map(({ name, role }) => ({ name, role })),
    })),
  };
  return `${JSON.stringify(manifest, null, 1)}\n`;
}

async function countRows(engine: Engine, { statement }: ExportPlan): Promise<number> {
  const text = `SELECT count(*)::DOUBLE AS n FROM (${statement.text})`;
  const table = tableFromIPC(await engine.query({ text, params: statement.params }));
  return Number(table.getChildAt(0)!.get(0));
}

async function writeTable(
  engine: Engine,
  catalog: Catalog,
  { columns, statement }: ExportPlan,
  make: MakeWriter,
  sink: (piece: Uint8Array) => void,
  onRows: (rows: number) => void,
): Promise<void> {
  const names = columns.map((column) => column.name);
  const writer = make(
    names,
    columns.map((column) => column.type === 'number'),
    sink,
  );
  const levels = columns.map((column) =>
    column.levels === null ? null : catalog.names(column.levels),
  );
  let waiting: Table[] = [];
  let rows = 0;
  const flush = (): void => {
    if (rows === 0) return;
    const batch = columns.map((column, c) => joined(waiting, column, c, levels[c], rows));
    writer.write(batch, rows);
    onRows(rows);
    waiting = [];
    rows = 0;
  };
  let schema: Uint8Array | null = null;
  await engine.stream(statement, (piece) => {
    const table = tableFromIPC(schema ? [schema, piece] : piece);
    schema ??= piece;
    for (const part of slices(table)) {
      waiting.push(part);
      rows += part.numRows;
      if (rows >= BATCH) flush();
    }
  });
  flush();
  writer.finish();
}

function slices(table: Table): Table[] {
  const parts: Table[] = [];
  for (let from = 0; from < table.numRows; from += BATCH)
    parts.push(table.numRows <= BATCH ? table : table.slice(from, from + BATCH));
  return parts;
}

/** One column of several pieces, codes turned into the names they stand for. */
function joined(
  pieces: readonly Table[],
  { name, type }: ExportColumn,
  column: number,
  levels: readonly string[] | null,
  rows: number,
): ExportBatch[number] {
  const vectors: Vector[] = pieces.map((piece) => piece.getChildAt(column)!);
  let row = 0;
  if (type === 'number') {
    const numbers = new Float64Array(rows);
    for (const vector of vectors)
      for (let i = 0; i < vector.length; i++) {
        const value = vector.get(i) as number | null;
        numbers[row++] = value ?? NaN;
      }
    return { name, numbers };
  }
  const texts: (string | null)[] = new Array<string | null>(rows);
  for (const vector of vectors)
    for (let i = 0; i < vector.length; i++) {
      const value = vector.get(i) as string | number | null;
      texts[row++] = value === null || typeof value === 'string' ? value : (levels![value] ?? null);
    }
  return { name, texts };
}
