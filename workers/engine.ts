import type { Statement } from '../src/domain/statement.ts';
import { OWN_DATABASE } from '../src/sql/slice-view.ts';

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
  /** The reader's own connection. */
  readonly guest: GuestConnection;
}

/**
 * A connection on which a statement runs in steps, so that others get a turn and a cancel is heard
 * between them. It is the reader's: see `guest.ts`.
 */
export interface GuestConnection {
  /** Runs a short statement of the workbench's own. */
  run(text: string): Promise<Uint8Array>;
  /** Runs a short statement of the workbench's own with values bound to its question marks. */
  runBound(statement: Statement): Promise<Uint8Array>;
  /** Rejects with the engine's words where a statement cannot be prepared; runs nothing. */
  prepare(text: string): Promise<void>;
  /** Starts a statement; the header of its Arrow IPC stream, null where it has to be polled for. */
  start(text: string): Promise<Uint8Array | null>;
  poll(): Promise<Uint8Array | null>;
  /** The next piece of the stream, null where there is none yet, empty at its end. */
  fetch(): Promise<Uint8Array | null>;
  cancel(): Promise<void>;
}

/** Gives readers a database of their own, where what they create without saying where is put. */
export const OPEN_OWN_DATABASE = `ATTACH ':memory:' AS ${OWN_DATABASE}`;
export const GUEST_PATH = `SET search_path='${OWN_DATABASE}.main,memory.main'`;

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
