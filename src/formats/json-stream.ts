import type { Fields } from './fields.ts';
import { fieldsOf } from './fields.ts';
import { LONGEST_RECORD, longRecord } from './long-record.ts';
import { MemberScanner } from './json-members.ts';
import { ObjectScanner } from './json-scan.ts';
import { parseJson } from './parse-json.ts';
import type { Source } from './source.ts';
import { concat } from './source.ts';

/** Objects of one piece of a file, in order. */
export interface Slab {
  /** Parsed objects, or the text of what is none. */
  readonly records: readonly (Fields | string)[];
  readonly bytesDone: number;
  /** Beginning of a last object that is cut off. */
  readonly cut: string | null;
}

/** What is left of a file without the list that is read in pieces; more than this is no header. */
const LARGEST_REST = 64 << 20;
const SHOWN = 80;
const fromUtf8 = new TextDecoder();

/** The objects of JSON lines, of concatenated objects or of a JSON array, in bounded memory. */
export async function* readObjects(source: Source): AsyncGenerator<Slab, void, void> {
  const array = /^\s*\[/.test(fromUtf8.decode(source.head.subarray(0, 1024)));
  const scanner = new ObjectScanner(array ? 1 : 0);
  yield* slabs(source, scanner, (data, from, found) => scanner.scan(data, from, found));
}

/** The objects of the list at a path of keys inside one JSON object, in bounded memory. */
export async function* readList(
  source: Source,
  path: readonly string[],
): AsyncGenerator<Slab, void, void> {
  const scanner = new MemberScanner(path);
  yield* slabs(source, scanner, (data, from, found) =>
    scanner.scan(data, from, found, () => undefined),
  );
}

/**
 * The JSON object without the elements of the list at the path, e.g. the header of a log without its
 * samples; null where that is not a complete object.
 */
export async function readRest(source: Source, path: readonly string[]): Promise<Fields | null> {
  const scanner = new MemberScanner(path);
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const { bytes } of source.chunks()) {
    scanner.scan(
      bytes,
      0,
      () => undefined,
      (start, end) => {
        pieces.push(bytes.slice(start, end));
        length += end - start;
      },
    );
    if (length > LARGEST_REST) return null;
  }
  const text = fromUtf8.decode(concat(pieces, length));
  return fieldsOf(parseJson(text)) ?? fieldsOf(parseJson(closed(text)));
}

/** A header whose file breaks off within the list, completed so that it can still be read. */
function closed(text: string): string {
  const open: string[] = [];
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (inString) {
      if (c === '\\') i++;
      else if (c === '"') inString = false;
    } else if (c === '"') inString = true;
    else if (c === '{') open.push('}');
    else if (c === '[') open.push(']');
    else if (c === '}' || c === ']') open.pop();
  }
  return inString ? text : text + open.reverse().join('');
}

interface Scanner {
  readonly open: boolean;
  keepFrom(length: number): number;
  rebase(dropped: number): void;
}

async function* slabs(
  source: Source,
  scanner: Scanner,
  scan: (data: Uint8Array, from: number, found: (start: number, end: number) => void) => void,
): AsyncGenerator<Slab, void, void> {
  let held: Uint8Array = new Uint8Array();
  for await (const chunk of source.chunks()) {
    const data =
      held.length === 0
        ? chunk.bytes
        : concat([held, chunk.bytes], held.length + chunk.bytes.length);
    const records: (Fields | string)[] = [];
    scan(data, held.length, (start, end) => records.push(parsed(data.subarray(start, end))));
    if (records.length > 0) yield { records, bytesDone: chunk.bytesDone, cut: null };
    const keep = scanner.keepFrom(data.length);
    scanner.rebase(keep);
    held = data.slice(keep);
    if (held.length > LONGEST_RECORD) throw longRecord(source.name);
  }
  if (scanner.open && held.length > 0)
    yield {
      records: [],
      bytesDone: source.size,
      cut: fromUtf8.decode(held.subarray(0, SHOWN)),
    };
}

function parsed(bytes: Uint8Array): Fields | string {
  const text = fromUtf8.decode(bytes);
  return fieldsOf(parseJson(text)) ?? text.slice(0, SHOWN);
}
