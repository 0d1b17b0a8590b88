import type { Column } from './batch.ts';
import type { Cell } from './flatten.ts';
import { isUtf8 } from './is-utf8.ts';
import {
  canUnescape,
  endOfNumber,
  endOfString,
  number,
  shortest,
  string,
  unescape,
} from './json-value.ts';
import { concat } from './source.ts';

const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
const utf8 = new TextEncoder();
// eslint-disable-next-line no-control-regex -- the characters that JSON escapes
const ESCAPED = /["\\\u0000-\u001f]/;
const NULL = utf8.encode('null');
const TRUE = utf8.encode('true');
const FALSE = utf8.encode('false');

/**
 * Rows of JSON objects as columns of text, by reference to the bytes they were read from. Flat objects
 * are taken without being parsed; what was parsed instead is written behind the bytes.
 */
export class JsonRows {
  rows = 0;
  /** Names as they stand in the file; null for those that JSON writes with escapes. */
  readonly #keys: readonly (Uint8Array | null)[];
  readonly #starts: readonly Int32Array[];
  readonly #ends: readonly Int32Array[];
  /** Columns of the present object whose texts hold escapes, and those that are written otherwise. */
  readonly #escaped: number[] = [];
  readonly #rewritten: { readonly column: number; readonly text: string }[] = [];
  #behind: Uint8Array[] = [];
  #length = 0;

  constructor(
    columns: readonly string[],
    readonly capacity: number,
  ) {
    this.#keys = columns.map((name) => (ESCAPED.test(name) ? null : utf8.encode(name)));
    this.#starts = columns.map(() => new Int32Array(capacity));
    this.#ends = columns.map(() => new Int32Array(capacity));
  }

  get full(): boolean {
    return this.rows >= this.capacity;
  }

  /**
   * Takes the object that begins at `from` as the next row, changing its bytes; gives the position after
   * it. -1, and nothing is changed, where it is cut off, not flat, has a field that is no column, or is not
   * JSON.
   */
  take(data: Uint8Array, from: number): number {
    for (const starts of this.#starts) starts[this.rows] = -1;
    this.#escaped.length = 0;
    this.#rewritten.length = 0;
    let expected = 0;
    let i = afterSpace(data, from + 1);
    while (data[i] === QUOTE) {
      const column = this.#columnAt(data, i + 1, expected);
      if (column < 0 || this.#starts[column][this.rows] >= 0) return -1;
      i = afterSpace(data, i + this.#keys[column]!.length + 2);
      if (data[i] !== COLON) return -1;
      i = this.#value(data, afterSpace(data, i + 1), column);
      if (i < 0) return -1;
      i = afterSpace(data, i);
      if (data[i] !== COMMA) break;
      i = afterSpace(data, i + 1);
      // A comma before the brace is no JSON.
      if (data[i] !== QUOTE) return -1;
      expected = column + 1;
    }
    if (data[i] !== CLOSE_BRACE) return -1;
    this.#settle(data);
    this.rows++;
    return i + 1;
  }

  /** Takes flat objects from `from` on, as long as there are some and room for them; the position after. */
  takeRun(data: Uint8Array, from: number): number {
    let at = from;
    while (!this.full) {
      let next = afterSpace(data, at);
      while (data[next] === COMMA) next = afterSpace(data, next + 1);
      const end = data[next] === OPEN_BRACE ? this.take(data, next) : -1;
      if (end < 0) break;
      at = end;
    }
    return at;
  }

  /** Adds a row of cells; `length` is that of the bytes from which the other rows were taken. */
  add(cells: readonly Cell[], length: number): void {
    cells.forEach((cell, column) =>
      this.#write(column, cell === null ? null : String(cell), length),
    );
    this.rows++;
  }

  /** The rows so far, taken from these bytes, and begins anew. */
  columns(data: Uint8Array): Column[] {
    const all =
      this.#length === 0 ? data : concat([data, ...this.#behind], data.length + this.#length);
    this.#behind = [];
    this.#length = 0;
    this.rows = 0;
    return this.#starts.map((starts, c) => ({
      kind: 'text',
      data: all,
      starts,
      ends: this.#ends[c],
    }));
  }

  /** The column whose name stands at `start`, closed by a quote; most often the one after the last. */
  #columnAt(data: Uint8Array, start: number, expected: number): number {
    const count = this.#keys.length;
    for (let k = 0; k < count; k++) {
      const column = (expected + k) % count;
      const key = this.#keys[column];
      if (key && data[start + key.length] === QUOTE && begins(data, start, key)) return column;
    }
    return -1;
  }

  /** Takes the value at `start`; the position after it, or -1. */
  #value(data: Uint8Array, start: number, column: number): number {
    if (data[start] === QUOTE) {
      const end = endOfString(data, start + 1);
      if (end < 0 || !(string.isAscii || isUtf8(data, start + 1, end))) return -1;
      if (string.isEscaped) {
        if (!canUnescape(data, start + 1, end)) return -1;
        this.#escaped.push(column);
      }
      this.#set(column, start + 1, end);
      return end + 1;
    }
    for (const [word, text] of WORDS)
      if (data[start] === word[0] && begins(data, start, word)) {
        if (text !== null) this.#rewrite(column, start, start + word.length, text);
        return start + word.length;
      }
    const end = endOfNumber(data, start);
    if (end < 0) return -1;
    if (number.isPlain) this.#set(column, start, end);
    else {
      const text = shortest(data, start, end);
      if (text !== null) this.#rewrite(column, start, end, text);
    }
    return end;
  }

  #rewrite(column: number, start: number, end: number, text: string): void {
    this.#set(column, start, end);
    this.#rewritten.push({ column, text });
  }

  /** Writes the texts of the present object that its bytes do not spell, now that it is known to be one. */
  #settle(data: Uint8Array): void {
    const row = this.rows;
    for (const c of this.#escaped)
      this.#ends[c][row] = unescape(data, this.#starts[c][row], this.#ends[c][row]);
    for (const { column, text } of this.#rewritten) {
      const start = this.#starts[column][row];
      if (text.length > this.#ends[column][row] - start) this.#write(column, text, data.length);
      else this.#ends[column][row] = start + utf8.encodeInto(text, data.subarray(start)).written;
    }
  }

  /** Writes a text behind the bytes, of which there are `length`. */
  #write(column: number, text: string | null, length: number): void {
    if (text === null) {
      this.#starts[column][this.rows] = -1;
      return;
    }
    const bytes = utf8.encode(text);
    const start = length + this.#length;
    this.#set(column, start, start + bytes.length);
    this.#behind.push(bytes);
    this.#length += bytes.length;
  }

  #set(column: number, start: number, end: number): void {
    this.#starts[column][this.rows] = start;
    this.#ends[column][this.rows] = end;
  }
}

/** JSON's words, and what a cell has for them. */
const WORDS: readonly (readonly [Uint8Array, string | null])[] = [
  [NULL, null],
  [TRUE, '1'],
  [FALSE, '0'],
];

function begins(data: Uint8Array, at: number, bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) if (data[at + i] !== bytes[i]) return false;
  return true;
}

function afterSpace(data: Uint8Array, from: number): number {
  let i = from;
  while (data[i] === 32 || data[i] === 10 || data[i] === 13 || data[i] === 9) i++;
  return i;
}
