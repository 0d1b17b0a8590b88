import type { SupernodalFactor } from '../linalg/supernodal-factor.ts';
import type { ModelFrame } from './frame.ts';

/**
 * The unscaled entries [Z X]'[Z X] and [Z X]'y of all terms but the eliminated one, as a list in the
 * order of supernodes; supernode s owns `start[s] .. start[s + 1] - 1`. `row` and `column` are
 * positions with row >= column; the response stands at the position behind the intercept.
 */
export interface SystemEntries {
  readonly start: Int32Array;
  /** Place of the entry in the factor's memory. */
  readonly at: Float64Array;
  readonly row: Int32Array;
  readonly column: Int32Array;
  readonly value: Float64Array;
}

/** Lists the entries; `others` are the terms kept in the factor and `offset` their first nodes. */
export function systemEntries(
  frame: ModelFrame,
  others: readonly number[],
  offset: readonly number[],
  factor: SupernodalFactor,
): SystemEntries {
  const { symbolic } = factor;
  const intercept = symbolic.positions - 1;
  const tables = others.map((t, i) => others.slice(0, i).map((u) => frame.crossTable(t, u)));
  let length = 2;
  others.forEach((t, i) => {
    length += 3 * frame.terms[t].levels;
    for (const table of tables[i]) length += table.columns.length;
  });
  const list = new EntryList(length);
  const position = (i: number, level: number) => symbolic.position[offset[i] + level];
  others.forEach((t, i) => {
    const term = frame.terms[t];
    for (let l = 0; l < term.levels; l++) {
      const p = position(i, l);
      list.add(p, p, term.counts[l]);
      list.add(intercept, p, term.counts[l]);
      list.add(intercept + 1, p, term.sums[l]);
    }
    tables[i].forEach((table, j) => {
      for (let l = 0; l < term.levels; l++) {
        const p = position(i, l);
        for (let e = table.start[l]; e < table.start[l + 1]; e++) {
          list.add(p, position(j, table.columns[e]), table.counts[e]);
        }
      }
    });
  });
  list.add(intercept, intercept, frame.n);
  list.add(intercept + 1, intercept, frame.sum);
  return list.bySupernode(factor);
}

class EntryList {
  readonly #row: Int32Array;
  readonly #column: Int32Array;
  readonly #value: Float64Array;
  #length = 0;

  constructor(length: number) {
    this.#row = new Int32Array(length);
    this.#column = new Int32Array(length);
    this.#value = new Float64Array(length);
  }

  add(p: number, q: number, value: number): void {
    const e = this.#length++;
    this.#row[e] = Math.max(p, q);
    this.#column[e] = Math.min(p, q);
    this.#value[e] = value;
  }

  /** Sorts the entries by the supernode of their column (counting sort). */
  bySupernode(factor: SupernodalFactor): SystemEntries {
    const { owner } = factor.symbolic;
    const length = this.#length;
    const start = new Int32Array(factor.panelAt.length + 1);
    for (let e = 0; e < length; e++) start[owner[this.#column[e]] + 1]++;
    for (let s = 0; s + 1 < start.length; s++) start[s + 1] += start[s];
    const next = start.slice(0, -1);
    const row = new Int32Array(length);
    const column = new Int32Array(length);
    const value = new Float64Array(length);
    for (let e = 0; e < length; e++) {
      const to = next[owner[this.#column[e]]]++;
      row[to] = this.#row[e];
      column[to] = this.#column[e];
      value[to] = this.#value[e];
    }
    return { start, at: placesInMemory(factor, start, row, column), row, column, value };
  }
}

function placesInMemory(
  factor: SupernodalFactor,
  start: Int32Array,
  row: Int32Array,
  column: Int32Array,
): Float64Array {
  const { symbolic } = factor;
  const at = new Float64Array(row.length);
  // One more position than the symbolic factor has: the response, the last row of every panel.
  const place = new Int32Array(symbolic.positions + 1);
  for (let s = 0; s + 1 < start.length; s++) {
    const pivots = factor.pivots(s);
    const first = symbolic.first[s];
    for (let j = 0; j < pivots; j++) place[first + j] = j;
    symbolic.rows[s].forEach((position, index) => {
      place[position] = pivots + index;
    });
    place[symbolic.positions] = pivots + symbolic.rows[s].length;
    for (let e = start[s]; e < start[s + 1]; e++) {
      at[e] = factor.panelAt[s] + place[row[e]] * pivots + column[e] - first;
    }
  }
  return at;
}
