import type { Batch, Skip, Table } from './batch.ts';
import type { Cell } from './flatten.ts';
import { flatten } from './flatten.ts';
import type { TableFormat } from './format.ts';
import { ObjectScanner, withoutBareNumbers } from './json-scan.ts';
import { looksLikeText } from './looks-like-text.ts';
import type { Source } from './source.ts';
import { concat } from './source.ts';

const BATCH_ROWS = 32_768;
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
  const place = new Map(columns.map((name, index) => [name, index]));
  let held: Uint8Array = new Uint8Array();
  let row = 0;
  let values: Cell[][] = columns.map(() => []);
  let filled = 0;
  let skips: Skip[] = [];
  const unknown = new Set<string>();

  const put = (object: Record<string, unknown> | null, text: () => string): void => {
    row++;
    if (!object) {
      skips.push({ reason: 'not a JSON object', row, found: text().slice(0, 80), kept: false });
      return;
    }
    for (const column of values) column.push(null);
    for (const [name, cell] of flatten(object)) {
      const index = place.get(name);
      if (index !== undefined) values[index][filled] = cell;
      else if (cell !== null && !unknown.has(name)) {
        unknown.add(name);
        skips.push({
          reason: `the field ${name} first appears here and is left out`,
          row,
          found: String(cell).slice(0, 80),
          kept: true,
        });
      }
    }
    filled++;
  };
  const flush = (bytesDone: number): Batch => {
    const batch: Batch = {
      rows: filled,
      firstRow: row - filled + 1,
      bytesDone,
      skips,
      columns: values.map((column) => ({ kind: 'values', values: column })),
    };
    values = columns.map(() => []);
    filled = 0;
    skips = [];
    return batch;
  };

  for await (const chunk of source.chunks()) {
    const data =
      held.length === 0
        ? chunk.bytes
        : concat([held, chunk.bytes], held.length + chunk.bytes.length);
    const spans: number[] = [];
    scanner.scan(data, held.length, (start, end) => spans.push(start, end));
    for (const [object, text] of parseSpans(data, spans)) {
      put(object, text);
      if (filled >= BATCH_ROWS) yield flush(chunk.bytesDone);
    }
    const keep = scanner.keepFrom(data.length);
    scanner.rebase(keep);
    held = data.slice(keep);
  }
  if (held.length > 0 && scanner.open) {
    skips.push({
      reason: 'the last record is cut off',
      row: row + 1,
      found: fromUtf8.decode(held.subarray(0, 80)),
      kept: false,
    });
  }
  if (filled > 0 || skips.length > 0) yield flush(source.size);
}

/** Objects at the spans: parsed together where the text allows, which is faster, else one by one. */
function* parseSpans(
  data: Uint8Array,
  spans: readonly number[],
): Generator<[Record<string, unknown> | null, () => string]> {
  const GROUP = 512;
  for (let from = 0; from < spans.length; from += 2 * GROUP) {
    const to = Math.min(from + 2 * GROUP, spans.length);
    const text = (k: number): string => fromUtf8.decode(data.subarray(spans[k], spans[k + 1]));
    const together = parseTogether(data, spans, from, to);
    for (let k = from; k < to; k += 2) {
      const object = together ? together[(k - from) / 2] : parseObject(text(k));
      yield [object, () => text(k)];
    }
  }
}

function parseTogether(
  data: Uint8Array,
  spans: readonly number[],
  from: number,
  to: number,
): Record<string, unknown>[] | null {
  // The bytes between two objects become a comma and spaces, so that one parse reads the group.
  for (let k = from + 2; k < to; k += 2) {
    if (spans[k] === spans[k - 1]) return null;
    data.fill(32, spans[k - 1], spans[k]);
    data[spans[k - 1]] = 44;
  }
  try {
    return JSON.parse(`[${fromUtf8.decode(data.subarray(spans[from], spans[to - 1]))}]`) as Record<
      string,
      unknown
    >[];
  } catch {
    return null;
  }
}

function parseObject(text: string): Record<string, unknown> | null {
  for (const attempt of [text, withoutBareNumbers(text)]) {
    try {
      const value: unknown = JSON.parse(attempt);
      if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
    } catch {
      // The second attempt, or the skip, says so.
    }
  }
  return null;
}
