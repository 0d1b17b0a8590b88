/** Which entries of a front each row stands for, from both sides, as compressed lists. */
export class RowEntries {
  /** Row a stands for front entries `entries[start[a]] .. entries[start[a + 1] - 1]`, its own first. */
  readonly start: Int32Array;
  readonly entries: Int32Array;
  /** The same entries as places in `met`. */
  readonly places: Int32Array;
  /** Front entries that some row stands for, ascending; the response is the last. */
  readonly met: Int32Array;
  /** Per entry met: the row whose own it is and nobody else's, or -1, */
  readonly ownRow: Int32Array;
  /** and then its number among the coarser entries. */
  readonly coarserOf: Int32Array;
  readonly coarser: number;
  /** The coarser entries of each row, and the rows of each coarser entry. */
  readonly coarserStart: Int32Array;
  readonly coarserEntries: Int32Array;
  readonly rowsStart: Int32Array;
  readonly rowsOf: Int32Array;

  /** Throws where rows do not stand in the order of their own entries. */
  constructor(front: number, entriesOfRow: readonly (readonly number[])[]) {
    this.start = starts(entriesOfRow);
    this.entries = Int32Array.from(entriesOfRow.flat());
    this.met = Int32Array.from(new Set(this.entries)).sort();
    const place = new Int32Array(front).fill(-1);
    this.met.forEach((entry, p) => (place[entry] = p));
    this.places = this.entries.map((entry) => place[entry]);
    const rowsOfMet: number[][] = Array.from(this.met, () => []);
    entriesOfRow.forEach((entries, a) => {
      if (a > 0 && entries[0] <= entriesOfRow[a - 1][0]) {
        throw new RangeError(`invalid rows; own entries not ascending: ${entries[0]}`);
      }
      for (const entry of entries) rowsOfMet[place[entry]].push(a);
    });
    this.ownRow = Int32Array.from(rowsOfMet, (rows, p) =>
      rows.length === 1 && entriesOfRow[rows[0]][0] === this.met[p] ? rows[0] : -1,
    );
    const coarser = Array.from(this.met.keys()).filter((p) => this.ownRow[p] < 0);
    this.coarser = coarser.length;
    this.coarserOf = new Int32Array(this.met.length).fill(-1);
    coarser.forEach((p, c) => (this.coarserOf[p] = c));
    const rows = coarser.map((p) => rowsOfMet[p]);
    this.rowsStart = starts(rows);
    this.rowsOf = Int32Array.from(rows.flat());
    const ofRow = entriesOfRow.map((entries) =>
      entries.map((entry) => this.coarserOf[place[entry]]).filter((c) => c >= 0),
    );
    this.coarserStart = starts(ofRow);
    this.coarserEntries = Int32Array.from(ofRow.flat());
  }
}

function starts(lists: readonly (readonly unknown[])[]): Int32Array {
  const start = new Int32Array(lists.length + 1);
  lists.forEach((list, i) => (start[i + 1] = start[i] + list.length));
  return start;
}
