import type { OutColumn } from '../arrow-build.ts';

/** Columns of one batch: texts, or numbers with NaN for none. All have the same length. */
export type ExportBatch = readonly Exclude<OutColumn, { codes: unknown }>[];

/** Writes a table batch by batch; the pieces together are the file. */
export interface TableWriter {
  write(batch: ExportBatch, rows: number): void;
  /** Ends the file; nothing is written after it. */
  finish(): void;
}

/** Takes pieces of a file in order. */
export type Sink = (piece: Uint8Array) => void;

/** Makes a writer for columns with these names, those in `numeric` holding numbers. */
export type MakeWriter = (
  names: readonly string[],
  numeric: readonly boolean[],
  sink: Sink,
) => TableWriter;
