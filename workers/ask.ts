import { tableFromIPC } from 'apache-arrow';
import type { Engine } from './engine.ts';

/** One row of numbers from the writing connection, by column name. */
export async function ask(engine: Engine, text: string): Promise<Record<string, number>> {
  const table = tableFromIPC(await engine.query({ text, params: [] }, 'writer'));
  const row = table.get(0)?.toJSON() ?? {};
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, value === null ? NaN : Number(value)]),
  );
}

/** Rows as plain objects, bigints as numbers. */
export async function askRows(
  engine: Engine,
  text: string,
  connection: 'reader' | 'writer' = 'writer',
): Promise<Record<string, unknown>[]> {
  const table = tableFromIPC(await engine.query({ text, params: [] }, connection));
  return table.toArray().map((row: { toJSON(): Record<string, unknown> }) => row.toJSON());
}
