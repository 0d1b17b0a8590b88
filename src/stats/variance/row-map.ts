import { RowEntries } from './row-entries.ts';

/** Where a matrix over a front is subtracted: a panel for its pivots, an update for the rest. */
export interface FrontTarget {
  readonly memory: Float64Array;
  /** Rows of `pivots` entries, one per entry of the front. */
  readonly panel: number;
  readonly pivots: number;
  /** A square over the front without the pivots, which is subtracted itself later on. */
  readonly update: number;
}

/** A symmetric matrix over a front, the response left out: rows of the pivots, then the square below. */
export interface FrontSource {
  readonly memory: Float64Array;
  /** Rows of all entries, one per pivot. */
  readonly block: number;
  readonly pivots: number;
  /** A square over the front without the pivots. */
  readonly below: number;
}

/**
 * Links the rows of a group of blocks to the front of the supernode they end in. A row is a level of
 * a row term and stands for several entries of the front: itself, the coarser levels it lies in, the
 * intercept. The response is the last row and the last entry of the front.
 *
 * Matrices pass through the entries met by some row; the coarser ones among them are few, and summed
 * over their rows once.
 */
export class RowMap {
  /** Rows and entries of the front, the response counted. */
  readonly rows: number;
  readonly front: number;
  readonly #link: RowEntries;
  /** Sums over the rows of each coarser entry (coarser x rows). */
  readonly #half: Float64Array;
  /** The entries met, as a square without the response. */
  readonly #met: Float64Array;
  readonly #sums: Float64Array;

  /** The first entry of each row is its own, and these ascend. */
  constructor(front: number, entriesOfRow: readonly (readonly number[])[]) {
    this.front = front;
    this.rows = entriesOfRow.length;
    this.#link = new RowEntries(front, entriesOfRow);
    const met = this.#link.met.length - 1;
    this.#half = new Float64Array(this.#link.coarser * this.rows);
    this.#met = new Float64Array(met * met);
    this.#sums = new Float64Array(met);
  }

  /** Values of `columns` interleaved vectors at a row: the sum over the entries it stands for. */
  gather(frontVectors: Float64Array, columns: number): Float64Array {
    const { start, entries } = this.#link;
    const out = new Float64Array(this.rows * columns);
    for (let a = 0; a < this.rows; a++) {
      for (let t = start[a]; t < start[a + 1]; t++) {
        const from = entries[t] * columns;
        for (let c = 0; c < columns; c++) out[a * columns + c] += frontVectors[from + c];
      }
    }
    return out;
  }

  /** The transpose of `gather`: each row's values are added to all entries it stands for. */
  spread(rowVectors: Float64Array, columns: number): Float64Array {
    const { start, entries } = this.#link;
    const out = new Float64Array(this.front * columns);
    for (let a = 0; a < this.rows; a++) {
      for (let t = start[a]; t < start[a + 1]; t++) {
        const to = entries[t] * columns;
        for (let c = 0; c < columns; c++) out[to + c] += rowVectors[a * columns + c];
      }
    }
    return out;
  }

  /**
   * Spreads both sides of a symmetric matrix (packed by lower rows) from rows to front, multiplies
   * entry (i, j) by `scale[i] * scale[j]` and subtracts it. Cost: rows^2/2, times the coarser entries
   * of a row.
   */
  subtractSymmetric(packed: Float64Array, scale: Float64Array, target: FrontTarget): void {
    this.#sumCoarser(packed);
    const { met, ownRow, coarserOf } = this.#link;
    const half = this.#half;
    const { rows } = this;
    const { memory, pivots } = target;
    const split = met.findIndex((i) => i >= pivots);
    const values = new Float64Array(met.length);
    for (let p = 0; p < met.length; p++) {
      const own = ownRow[p];
      if (own >= 0) {
        const row = (own * (own + 1)) / 2;
        for (let q = 0; q <= p; q++) {
          values[q] = ownRow[q] >= 0 ? packed[row + ownRow[q]] : half[coarserOf[q] * rows + own];
        }
      } else {
        const sums = coarserOf[p] * rows;
        for (let q = 0; q <= p; q++) {
          values[q] = ownRow[q] >= 0 ? half[sums + ownRow[q]] : this.#sumOver(sums, coarserOf[q]);
        }
      }
      const i = met[p];
      const factor = scale[i];
      const inPanel = target.panel + i * pivots;
      const inUpdate = target.update + (i - pivots) * (this.front - pivots) - pivots;
      const before = Math.min(p + 1, split);
      for (let q = 0; q < before; q++)
        memory[inPanel + met[q]] -= values[q] * factor * scale[met[q]];
      for (let q = split; q <= p; q++) {
        memory[inUpdate + met[q]] += values[q] * factor * scale[met[q]];
      }
    }
  }

  /** half (coarser x rows): the rows of each coarser entry added up, both triangles. */
  #sumCoarser(packed: Float64Array): void {
    const { coarserStart, coarserEntries } = this.#link;
    const { rows } = this;
    const half = this.#half.fill(0);
    if (half.length === 0) return;
    for (let a = 0; a < rows; a++) {
      const row = (a * (a + 1)) / 2;
      for (let t = coarserStart[a]; t < coarserStart[a + 1]; t++) {
        const to = coarserEntries[t] * rows;
        for (let b = 0; b <= a; b++) half[to + b] += packed[row + b];
      }
      for (let b = 0; b < a; b++) {
        const value = packed[row + b];
        for (let t = coarserStart[b]; t < coarserStart[b + 1]; t++) {
          half[coarserEntries[t] * rows + a] += value;
        }
      }
    }
  }

  #sumOver(sums: number, coarser: number): number {
    const { rowsStart, rowsOf } = this.#link;
    let sum = 0;
    for (let t = rowsStart[coarser]; t < rowsStart[coarser + 1]; t++) {
      sum += this.#half[sums + rowsOf[t]];
    }
    return sum;
  }

  /**
   * Gathers both sides of a symmetric matrix over the front, entry (i, j) multiplied by
   * `scale[i] * scale[j]`, to the rows: a square in `memory`, the response left out of both.
   */
  gatherSymmetric(source: FrontSource, scale: Float64Array, memory: Float64Array): void {
    this.#collect(source, scale);
    const { start, places } = this.#link;
    const rows = this.rows - 1;
    const met = this.#link.met.length - 1;
    const square = this.#met;
    const sums = this.#sums;
    for (let b = 0; b < rows; b++) {
      const own = places[start[b]] * met;
      for (let q = 0; q < met; q++) sums[q] = square[own + q];
      for (let t = start[b] + 1; t < start[b + 1]; t++) {
        const from = places[t] * met;
        for (let q = 0; q < met; q++) sums[q] += square[from + q];
      }
      for (let a = 0; a <= b; a++) {
        let sum = sums[places[start[a]]];
        for (let t = start[a] + 1; t < start[a + 1]; t++) sum += sums[places[t]];
        memory[b * rows + a] = sum;
        memory[a * rows + b] = sum;
      }
    }
  }

  /** Copies the entries met, scaled, into a square of their own. */
  #collect(source: FrontSource, scale: Float64Array): void {
    const { memory, block, pivots, below } = source;
    const { met } = this.#link;
    const count = met.length - 1;
    const width = this.front - 1;
    const square = this.#met;
    for (let p = 0; p < count; p++) {
      const i = met[p];
      const factor = scale[i];
      const row = i < pivots ? block + i * width : below + (i - pivots) * (width - pivots) - pivots;
      for (let q = p; q < count; q++) {
        const value = memory[row + met[q]] * factor * scale[met[q]];
        square[p * count + q] = value;
        square[q * count + p] = value;
      }
    }
  }
}
