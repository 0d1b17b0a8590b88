/** Bits beyond which the set is given up: 64 MiB. */
const MOST_BITS = 2 ** 29;

/**
 * Tells whether a combination of codes comes twice, in one bit per possible combination: a few
 * nanoseconds a row. Places grow with the codes that come; once they would take more than 64 MiB the set
 * gives up and holds nothing.
 */
export class CellSet {
  /** Bits that each facet's code takes. */
  readonly #widths: number[];
  #bits = new Uint32Array(1 << 12);
  #places = new Int32Array();
  #state: 'holds' | 'repeats' | 'gave up' = 'holds';

  constructor(facets: number) {
    this.#widths = Array.from({ length: facets }, () => 0);
  }

  /** Whether some combination came twice. */
  get hasRepeats(): boolean {
    return this.#state === 'repeats';
  }

  /** Whether nothing is known, as there were too many possible combinations. */
  get gaveUp(): boolean {
    return this.#state === 'gave up';
  }

  /**
   * Adds a batch: the codes of `pairs` and of the facets, in the same order each time, none negative; but
   * not the rows with the code `unnamed` among `items`.
   */
  add(
    pairs: Int32Array,
    facets: readonly Int32Array[],
    rows: number,
    items: Int32Array,
    unnamed: number,
  ): void {
    if (this.#state !== 'holds' || rows === 0) return;
    this.#widen(facets.map((codes) => 32 - Math.clz32(largest(codes, rows))));
    const total = this.#widths.reduce((sum, width) => sum + width, 0);
    const most = (largest(pairs, rows) + 1) * 2 ** total;
    if (!this.#reserve(most)) return;
    const places = this.#placesOf(pairs, facets, rows);
    const bits = this.#bits;
    for (let row = 0; row < rows; row++) {
      if (items[row] === unnamed) continue;
      const word = places[row] >>> 5;
      const bit = 1 << (places[row] & 31);
      if ((bits[word] & bit) !== 0) {
        this.#end('repeats');
        return;
      }
      bits[word] |= bit;
    }
  }

  #placesOf(pairs: Int32Array, facets: readonly Int32Array[], rows: number): Int32Array {
    if (this.#places.length < rows) this.#places = new Int32Array(rows);
    const places = this.#places;
    for (let row = 0; row < rows; row++) places[row] = pairs[row];
    facets.forEach((codes, f) => {
      const width = this.#widths[f];
      if (width > 0)
        for (let row = 0; row < rows; row++) places[row] = (places[row] << width) | codes[row];
    });
    return places;
  }

  #end(state: 'repeats' | 'gave up'): void {
    this.#state = state;
    this.#bits = new Uint32Array();
    this.#places = new Int32Array();
  }

  /** Makes room for this many combinations; false where the set gave up. */
  #reserve(combinations: number): boolean {
    if (combinations > MOST_BITS) {
      this.#end('gave up');
      return false;
    }
    const words = Math.ceil(combinations / 32);
    if (words > this.#bits.length) {
      const longer = new Uint32Array(
        Math.min(MOST_BITS / 32, Math.max(words, 2 * this.#bits.length)),
      );
      longer.set(this.#bits);
      this.#bits = longer;
    }
    return true;
  }

  /** Gives codes at least these widths; what is in moves to its new places. */
  #widen(wanted: readonly number[]): void {
    const before = [...this.#widths];
    const after = before.map((width, f) => Math.max(width, wanted[f]));
    if (after.every((width, f) => width === before[f])) return;
    after.forEach((width, f) => (this.#widths[f] = width));
    const growth = after.reduce((sum, width, f) => sum + width - before[f], 0);
    const old = this.#bits;
    const used = old.findLastIndex((word) => word !== 0) + 1;
    if (!this.#reserve(used * 32 * 2 ** growth)) return;
    const bits = (this.#bits = new Uint32Array(this.#bits.length));
    for (let word = 0; word < used; word++)
      for (let rest = old[word]; rest !== 0; rest &= rest - 1) {
        let left = word * 32 + 31 - Math.clz32(rest & -rest);
        let place = 0;
        let shift = 0;
        for (let f = before.length - 1; f >= 0; f--) {
          place |= (left & ((1 << before[f]) - 1)) << shift;
          left >>>= before[f];
          shift += after[f];
        }
        place |= left << shift;
        bits[place >>> 5] |= 1 << (place & 31);
      }
  }
}

function largest(codes: Int32Array, rows: number): number {
  let most = 0;
  for (let row = 0; row < rows; row++) if (codes[row] > most) most = codes[row];
  return most;
}
