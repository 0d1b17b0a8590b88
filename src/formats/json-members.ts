const QUOTE = 34;
const COMMA = 44;
const BACKSLASH = 92;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;

/**
 * Cuts the objects of one list out of a JSON object that arrives in pieces, without parsing them: for
 * the path `['results', 'results']` the elements of `{"results": {"results": [ … ]}}`. What remains, the
 * list left empty, is small enough to be parsed whole.
 */
export class MemberScanner {
  readonly #path: readonly Uint8Array[];
  #depth = 0;
  /** Keys of the path that the open containers stand for. */
  #matched = 0;
  #expectsKey = false;
  #key: number[] | null = null;
  /** The last key was the path's next one, and its value has not begun. */
  #onPath = false;
  #inList = false;
  #inString = false;
  #escaped = false;
  #start = -1;

  constructor(path: readonly string[]) {
    this.#path = path.map((key) => new TextEncoder().encode(key));
  }

  /** Whether an element has begun and not ended. */
  get open(): boolean {
    return this.#start >= 0;
  }

  /** Whether the list's beginning has been seen and its end has not, or the object is still open. */
  get unfinished(): boolean {
    return this.#depth > 0;
  }

  /**
   * Scans `data` from where the last call ended. `found` gets the elements, `rest` the pieces of what
   * remains, all as positions within `data`.
   */
  scan(
    data: Uint8Array,
    from: number,
    found: (start: number, end: number) => void,
    rest: (start: number, end: number) => void,
  ): void {
    let kept = from;
    let i = from;
    if (this.#escaped && i < data.length) {
      this.#key?.push(data[i]);
      i++;
      this.#escaped = false;
    }
    for (; i < data.length; i++) {
      const byte = data[i];
      if (this.#inString) {
        if (byte === QUOTE) this.#endString();
        else {
          this.#key?.push(byte);
          if (byte === BACKSLASH && ++i >= data.length) this.#escaped = true;
        }
      } else if (byte === QUOTE) {
        this.#inString = true;
        if (this.#expectsKey && this.#depth === this.#matched + 1) this.#key = [];
      } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
        if (this.#inList && this.#depth === this.#path.length + 1 && byte === OPEN_BRACE)
          this.#start = i;
        if (this.#enter(byte)) {
          rest(kept, i + 1);
          kept = -1;
        }
      } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
        this.#depth--;
        if (this.#inList) {
          if (this.#depth === this.#path.length + 1 && this.#start >= 0) {
            found(this.#start, i + 1);
            this.#start = -1;
          } else if (this.#depth === this.#path.length) {
            this.#inList = false;
            kept = i;
          }
        } else if (this.#matched > 0 && this.#depth === this.#matched) this.#matched--;
      } else if (byte === COMMA && this.#depth === this.#matched + 1) {
        this.#expectsKey = true;
        this.#onPath = false;
      }
    }
    if (!this.#inList) rest(kept < 0 ? data.length : kept, data.length);
  }

  /** First byte that has to be kept for the open element, or the length if none is open. */
  keepFrom(length: number): number {
    return this.#start >= 0 ? this.#start : length;
  }

  /** Says that `dropped` bytes before the open element are gone. */
  rebase(dropped: number): void {
    if (this.#start >= 0) this.#start -= dropped;
  }

  /** Opens a container; true where it is the wanted list. */
  #enter(byte: number): boolean {
    const parent = this.#depth === this.#matched + 1;
    this.#depth++;
    if (this.#depth === 1) this.#expectsKey = byte === OPEN_BRACE;
    if (!parent || !this.#onPath || this.#inList) return false;
    this.#onPath = false;
    const last = this.#matched + 1 === this.#path.length;
    if (last && byte === OPEN_BRACKET) return (this.#inList = true);
    if (!last && byte === OPEN_BRACE) {
      this.#matched++;
      this.#expectsKey = true;
    }
    return false;
  }

  #endString(): void {
    this.#inString = false;
    const key = this.#key;
    if (!key) return;
    this.#key = null;
    this.#expectsKey = false;
    const wanted = this.#path[this.#matched];
    this.#onPath = wanted?.length === key.length && key.every((byte, i) => byte === wanted[i]);
  }
}
