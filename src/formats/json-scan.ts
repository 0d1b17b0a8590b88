const QUOTE = 34;
const BACKSLASH = 92;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;

/** Finds the objects at one depth of a JSON text that arrives in pieces, without parsing them. */
export class ObjectScanner {
  #depth = 0;
  #inString = false;
  #escaped = false;
  #start = -1;
  /** Where the object that `next` last found begins. */
  start = -1;

  /** `base` is the depth of the wanted objects: 0 for JSON lines, 1 inside an array, 2 in `{data: [...]}`. */
  constructor(readonly base: number) {}

  /** Whether the next byte may begin an object of the wanted depth. */
  get between(): boolean {
    return this.#depth === this.base && !this.#inString && !this.#escaped;
  }

  /** True inside an object that has begun and not ended. */
  get open(): boolean {
    return this.#start >= 0;
  }

  /**
   * Scans `data` from where the last call ended; positions are within `data`. Call `rebase` when the
   * bytes before the open object are dropped.
   */
  scan(data: Uint8Array, from: number, found: (start: number, end: number) => void): void {
    for (let at = from; ;) {
      const end = this.next(data, at);
      if (end < 0) return;
      found(this.start, end);
      at = end;
    }
  }

  /** As `scan`, up to the end of the next object, which is returned; -1 where none ends in `data`. */
  next(data: Uint8Array, from: number): number {
    let depth = this.#depth;
    let inString = this.#inString;
    const base = this.base;
    const length = data.length;
    let i = from;
    if (this.#escaped && i < length) {
      i++;
      this.#escaped = false;
    }
    for (; i < length; i++) {
      const byte = data[i];
      if (inString) {
        if (byte === QUOTE) inString = false;
        else if (byte === BACKSLASH && ++i >= length) this.#escaped = true;
      } else if (byte === QUOTE) {
        inString = true;
      } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
        if (depth === base && byte === OPEN_BRACE) this.#start = i;
        depth++;
      } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
        depth--;
        if (depth === base && byte === CLOSE_BRACE && this.#start >= 0) {
          this.#depth = depth;
          this.#inString = false;
          this.start = this.#start;
          this.#start = -1;
          return i + 1;
        }
      }
    }
    this.#depth = depth;
    this.#inString = inString;
    return -1;
  }

  /** First byte that has to be kept for the open object, or the length if none is open. */
  keepFrom(length: number): number {
    return this.#start >= 0 ? this.#start : length;
  }

  /** Says that `dropped` bytes before the open object are gone. */
  rebase(dropped: number): void {
    if (this.#start >= 0) this.#start -= dropped;
  }
}

const LONG_INTEGER = /[:[,\s]-?\d{16,}\s*(?:[,}\]]|$)/;

/** Puts whole numbers of more digits than a number holds, as ids may be, into quotes. */
export function withExactIntegers(text: string): string {
  if (!LONG_INTEGER.test(text)) return text;
  return text.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/gs, (token) =>
    /^-?[1-9]\d{15,}$/.test(token) ? `"${token}"` : token,
  );
}

/** Replaces bare NaN and Infinity, which Python writes and JSON forbids, by null; strings are left alone. */
export function withoutBareNumbers(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g, (token) =>
    token.startsWith('"') ? token : 'null',
  );
}
