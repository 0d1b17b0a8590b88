import type { Statement } from '../src/domain/statement.ts';

/**
 * DuckDB as the workbench uses it: one connection writes, another reads, so that what was there before
 * an import can be asked until the import is committed.
 */
export interface Engine {
  readonly version: string;
  /** Runs statements on the writing connection. */
  run(text: string): Promise<void>;
  /** Appends an Arrow IPC stream to a table on the writing connection; takes the bytes over. */
  append(table: string, ipc: Uint8Array): Promise<void>;
  /** Runs a statement and gives its result as an Arrow IPC stream; `writer` sees uncommitted rows. */
  query(statement: Statement, connection?: 'reader' | 'writer'): Promise<Uint8Array>;
  /**
   * Runs a statement on the reading connection and hands its result over in pieces of one Arrow IPC
   * stream, the first of which holds the schema, so that a large one never lies in memory whole.
   */
  stream(statement: Statement, take: (piece: Uint8Array) => void): Promise<void>;
  /** Interrupts the query that runs on the reading connection. */
  cancel(): Promise<void>;
}

/**
 * Locks the engine: nothing outside `/in/`, no extensions, and no way to undo it (design.md, third lock).
 * DECIMAL and HUGEINT do not reach JavaScript right, so statements cast to DOUBLE themselves.
 */
export const LOCK: readonly string[] = [
  "SET allowed_directories=['/in/']",
  'SET autoload_known_extensions=false',
  'SET autoinstall_known_extensions=false',
  'SET enable_external_access=false',
  'SET lock_configuration=true',
];
