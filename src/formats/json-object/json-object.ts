import type { Batch, Table } from '../batch.ts';
import type { Cell } from '../flatten.ts';
import { flatten } from '../flatten.ts';
import type { TableFormat } from '../format.ts';
import { headShape } from '../head-shape.ts';
import { jsonLines } from '../json.ts';
import { withExactIntegers } from '../json-scan.ts';
import { looksLikeText } from '../looks-like-text.ts';
import { parseJson } from '../parse-json.ts';
import type { Source } from '../source.ts';
import { concat } from '../source.ts';
import type { FoundRows } from './find-table.ts';
import { findTable } from './find-table.ts';

const BATCH_ROWS = 16_384;
/** Bytes above which a file is not read in one piece. */
const LARGEST = 256 << 20;

/** A table within one JSON value: as pandas writes it, or a list of objects somewhere inside an object. */
export const jsonObject: TableFormat = {
  id: 'json',
  label: 'JSON table',
  recognise(source) {
    if (!looksLikeText(source.head)) return 0;
    const start = new TextDecoder().decode(source.head.subarray(0, 1024)).trimStart();
    if (/^\[\s*\[/.test(start)) return 0.55;
    const shape = headShape(source.head);
    if (shape?.kind !== 'object' || shape.more) return 0;
    // An object that ends within the head is looked into; a longer one only shows that it goes on.
    if (shape.first) return findTable(shape.first) ? 0.55 : 0;
    return source.size <= LARGEST && /^\{\s*"[^"]*"\s*:\s*[[{]/.test(start) ? 0.55 : 0;
  },
  async open(source) {
    const rows = await rowsOf(source);
    return rows ? tableOf(source, rows) : jsonLines.open(source);
  },
};

async function rowsOf(source: Source): Promise<FoundRows | null> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const { bytes } of source.chunks()) {
    length += bytes.length;
    if (length > LARGEST) return null;
    pieces.push(bytes);
  }
  const text = new TextDecoder().decode(concat(pieces, length));
  return findTable(parseJson(withExactIntegers(text)));
}

function tableOf(source: Source, rows: FoundRows): Table {
  const cells = rows.map((row) => flatten(row));
  const columns = [...new Set(cells.flatMap((row) => [...row.keys()]))];
  return {
    columns,
    rows: rows.length,
    decimalComma: false,
    async *batches() {
      for (let from = 0; from < cells.length; from += BATCH_ROWS)
        yield batchOf(source, columns, cells.slice(from, from + BATCH_ROWS), from);
    },
  };
}

function batchOf(
  source: Source,
  columns: readonly string[],
  rows: readonly ReadonlyMap<string, Cell>[],
  from: number,
): Batch {
  return {
    rows: rows.length,
    firstRow: from + 1,
    bytesDone: source.size,
    skips: [],
    columns: columns.map((name) => ({
      kind: 'values',
      values: rows.map((row) => row.get(name) ?? null),
    })),
  };
}
