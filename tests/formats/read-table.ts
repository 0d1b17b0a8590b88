import type { Column, Skip } from '../../src/formats/batch.ts';
import { detect, formats } from '../../src/formats/detect.ts';
import { Source } from '../../src/formats/source.ts';
import { textAt } from '../../workers/coder.ts';
import { nodeParquet } from '../tooling/node-parquet.ts';

export interface ReadTable {
  readonly format: string;
  readonly columns: readonly string[];
  readonly rows: (string | null)[][];
  readonly skips: Skip[];
  readonly kinds: Column['kind'][];
}

/** Reads a whole file as text cells, in pieces of `chunkSize` bytes; throws what reading throws. */
export async function readTable(
  content: BlobPart,
  name = 'table',
  chunkSize?: number,
): Promise<ReadTable> {
  const source = await Source.open(new Blob([content]), name, chunkSize);
  const format = detect(source, formats(nodeParquet));
  if (!('open' in format)) throw Object.assign(new Error(format.message), { problem: format });
  const table = await format.open(source);
  const rows: (string | null)[][] = [];
  const skips: Skip[] = [];
  let kinds: Column['kind'][] = [];
  for await (const batch of table.batches()) {
    kinds = batch.columns.map((column) => column.kind);
    for (let row = 0; row < batch.rows; row++)
      rows.push(batch.columns.map((column) => textAt(column, row)));
    skips.push(...batch.skips);
  }
  return { format: format.id, columns: table.columns, rows, skips, kinds };
}

/** Compresses with the platform's gzip. */
export async function gzip(content: BlobPart): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([content]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
