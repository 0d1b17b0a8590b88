import { tableFromIPC } from 'apache-arrow';
import { CREATE_TABLES } from '../src/sql/schema.ts';
import { ident } from '../src/sql/sql.ts';
import type { Engine } from './engine.ts';

/** Makes the tables of the workbench. */
export async function createTables(engine: Engine): Promise<void> {
  for (const statement of CREATE_TABLES) await engine.run(statement);
}

/** Drops all tables and views. */
export async function dropTables(engine: Engine): Promise<void> {
  const listing = await engine.query({
    text: `SELECT table_name, table_type FROM information_schema.tables WHERE table_catalog = 'memory' AND table_schema = 'main' ORDER BY table_type DESC`,
    params: [],
  });
  const tables = tableFromIPC(listing);
  for (const row of tables) {
    const { table_name: name, table_type: type } = row.toJSON() as Record<string, string>;
    await engine.run(`DROP ${type === 'VIEW' ? 'VIEW' : 'TABLE'} ${ident(name).text}`);
  }
}
