import { ok } from '../domain/problem.ts';
import type { Result } from '../domain/problem.ts';
import type { Statement } from '../domain/statement.ts';
import type { Database } from '../protocol/database.ts';

/** A row of an answer as a plain object, by column. */
export type Row = Readonly<Record<string, unknown>>;

/** Runs a statement whose answer has at most a few thousand rows. */
export async function queryRows(database: Database, statement: Statement): Promise<Result<Row[]>> {
  const bytes = await database.query(statement);
  return bytes.ok ? ok(await decodeRows(bytes.value)) : bytes;
}

/**
 * Rows of an Arrow IPC stream; 64-bit integers become numbers. The decoder is fetched when first
 * needed: the page opens without it.
 */
export async function decodeRows(bytes: Uint8Array): Promise<Row[]> {
  const { tableFromIPC } = await import('apache-arrow');
  const table = tableFromIPC(bytes);
  const columns = table.schema.fields.map((field, index) => ({
    name: field.name,
    values: table.getChildAt(index)!,
  }));
  return Array.from({ length: table.numRows }, (_, row) =>
    Object.fromEntries(columns.map(({ name, values }) => [name, plain(values.get(row))])),
  );
}

function plain(value: unknown): unknown {
  return typeof value === 'bigint' ? Number(value) : value;
}
