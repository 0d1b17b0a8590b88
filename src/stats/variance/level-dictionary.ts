/** Keys below this are looked up in a table, larger ones by hashing. */
const TABLE_KEYS = 1 << 22;

/** Gives whole-number keys consecutive codes 0, 1, 2 ... in order of first appearance. */
export class LevelDictionary {
  readonly #table: Int32Array | null;
  #hashKeys = new Float64Array(0);
  #hashCodes = new Int32Array(0);
  #size = 0;

  /** `range`: all keys are below it. */
  constructor(range: number) {
    this.#table = range <= TABLE_KEYS ? new Int32Array(range).fill(-1) : null;
    if (!this.#table) this.#resize(1 << 16);
  }

  get size(): number {
    return this.#size;
  }

  code(key: number): number {
    if (this.#table) {
      if (this.#table[key] < 0) this.#table[key] = this.#size++;
      return this.#table[key];
    }
    if (2 * this.#size >= this.#hashKeys.length) this.#resize(2 * this.#hashKeys.length);
    const slot = this.#slot(key);
    if (this.#hashKeys[slot] < 0) {
      this.#hashKeys[slot] = key;
      this.#hashCodes[slot] = this.#size++;
    }
    return this.#hashCodes[slot];
  }

  /** Slot that holds the key, or the free one where it belongs (linear probing). */
  #slot(key: number): number {
    const mask = this.#hashKeys.length - 1;
    const low = key | 0;
    const high = (key / 4294967296) | 0;
    let slot = Math.imul(low ^ Math.imul(high, 0x85ebca6b), 0x9e3779b1) >>> 7;
    for (slot &= mask; this.#hashKeys[slot] >= 0 && this.#hashKeys[slot] !== key;) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /** `length` is a power of two. */
  #resize(length: number): void {
    const keys = this.#hashKeys;
    const codes = this.#hashCodes;
    this.#hashKeys = new Float64Array(length).fill(-1);
    this.#hashCodes = new Int32Array(length);
    keys.forEach((key, t) => {
      if (key < 0) return;
      const slot = this.#slot(key);
      this.#hashKeys[slot] = key;
      this.#hashCodes[slot] = codes[t];
    });
  }
}
