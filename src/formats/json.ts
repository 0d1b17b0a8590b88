import type { Batch, Skip, Table } from './batch.ts';
import type { Cell } from './flatten.ts';
import { flatten } from './flatten.ts';
import type { TableFormat } from './format.ts';
import { JsonRows } from './json-rows.ts';
import { ObjectScanner, withExactIntegers, withoutBareNumbers } from './json-scan.ts';
import { LONGEST_RECORD, longRecord } from './long-record.ts';
import { looksLikeText } from './looks-like-text.ts';
import type { Source } from './source.ts';
import { concat } from './source.ts';

const BATCH_ROWS = 65_536;
const MOST_CELLS = 2 << 20;
const SAMPLE_OBJECTS = 200;
const fromUtf8 = new TextDecoder();

/** JSON lines or concatenated objects. */
export const jsonLines: TableFormat = {
  id: 'jsonl',
  label: 'JSON lines',
  recognise: (source) => (depthOf(source.head) === 0 ? 0.5 : 0),
  open: (source) => open(source, 0),
};

/** A JSON array of objects, or an object with such an array under `data`. */
export const jsonArray: TableFormat = {
  id: 'json',
  label: 'JSON table',
  recognise: (source) => (depthOf(source.head) >= 1 ? 0.5 : 0),
  open: (source) => open(source, depthOf(source.head)),
};

/** Depth at which the records stand: 0, 1 or 2; -1 where this is not JSON. */
function depthOf(head: Uint8Array): number {
  if (!looksLikeText(head)) return -1;
  const text = fromUtf8.decode(head.subarray(0, 4096)).trimStart();
  if (/^\[\s*(\{|$)/.test(text)) return 1;
  if (/^\{\s*"(data|rows|records|results)"\s*:\s*\[\s*\{/.test(text)) return 2;
  return text.startsWith('{') ? 0 : -1;
}

async function open(source: Source, depth: number): Promise<Table> {
  const columns = new Set<string>();
  let left = SAMPLE_OBJECTS;
  new ObjectScanner(depth).scan(source.head, 0, (start, end) => {
    if (left-- <= 0) return;
    const object = parseObject(fromUtf8.decode(source.head.subarray(start, end)));
    if (object) for (const key of flatten(object).keys()) columns.add(key);
  });
  const names = [...columns];
  return Promise.resolve({
    columns: names,
    rows: null,
    decimalComma: false,
    batches: () => readBatches(source, depth, names),
  });
}

async function* readBatches(
  source: Source,
  depth: number,
  columns: readonly string[],
): AsyncGenerator<Batch, void, void> {
  const scanner = new ObjectScanner(depth);
  const rows = new JsonRows(columns, capacityOf(columns.length));
  const place = new Map(columns.map((name, index) => [name, index]));
  const unknown = new Set<string>();
  let held: Uint8Array = new Uint8Array();
  let seen = 0;
  let skips: Skip[] = [];

  const parse = (text: string, length: number): void => {
    const object = parseObject(text);
    if (!object) {
      skips.push({ reason: 'not a JSON object', row: seen, found: text.slice(0, 80), kept: false });
      return;
    }
    const cells: Cell[] = columns.map(() => null);
    for (const [name, cell] of flatten(object)) {
      const index = place.get(name);
      if (index !== undefined) cells[index] = cell;
      else if (cell !== null && !unknown.has(name)) {
        unknown.add(name);
        skips.push({
          reason: `the field ${name} first appears here and is left out`,
          row: seen,
          found: String(cell).slice(0, 80),
          kept: true,
        });
      }
    }
    rows.add(cells, length);
  };
  const flush = (data: Uint8Array, bytesDone: number): Batch => {
    const count = rows.rows;
    const batch = {
      rows: count,
      firstRow: seen - count + 1,
      bytesDone,
      skips,
      columns: rows.columns(data),
    };
    skips = [];
    return batch;
  };

  for await (const chunk of source.chunks()) {
    const data =
      held.length === 0
        ? chunk.bytes
        : concat([held, chunk.bytes], held.length + chunk.bytes.length);
    for (let at = held.length; at >= 0;) {
      if (scanner.between) {
        const before = rows.rows;
        at = rows.takeRun(data, at);
        seen += rows.rows - before;
      }
      if (!rows.full) {
        at = scanner.next(data, at);
        if (at >= 0) {
          seen++;
          // A flat one is found here where the last chunk ended within it.
          if (rows.take(data, scanner.start) < 0)
            parse(fromUtf8.decode(data.subarray(scanner.start, at)), data.length);
        }
      }
      if (rows.full) yield flush(data, chunk.bytesDone);
    }
    const keep = scanner.keepFrom(data.length);
    scanner.rebase(keep);
    held = data.slice(keep);
    if (held.length > LONGEST_RECORD) throw longRecord(source.name);
    if (rows.rows > 0) yield flush(data, chunk.bytesDone);
  }
  if (held.length > 0 && scanner.open) {
    skips.push({
      reason: 'the last record is cut off',
      row: seen + 1,
      found: fromUtf8.decode(held.subarray(0, 80)),
      kept: false,
    });
  }
  if (skips.length > 0) yield flush(new Uint8Array(), source.size);
}

/** Rows of a batch: fewer where there are many columns, each of which takes room for all of them. */
function capacityOf(columns: number): number {
  return Math.max(1024, Math.min(BATCH_ROWS, Math.floor(MOST_CELLS / Math.max(1, columns))));
}

function parseObject(text: string): Record<string, unknown> | null {
  const exact = withExactIntegers(text);
  for (const attempt of [exact, withoutBareNumbers(exact)]) {
    try {
      const value: unknown = JSON.parse(attempt);
      if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
    } catch {
      // The second attempt, or the skip, says so.
    }
  }
  return null;
}
