/**
 * Links the rows of a group of blocks to the front of the supernode they end in. A row is a level of
 * a row term and stands for several entries of the front: itself, the coarser levels it lies in, the
 * intercept. The response is the last row and the last entry of the front.
 */
export class RowMap {
  /** Rows and entries of the front, the response counted. */
  readonly rows: number;
  readonly front: number;
  /** Row a stands for front entries `entries[start[a]] .. entries[start[a + 1] - 1]`. */
  readonly #start: Int32Array;
  readonly #entries: Int32Array;
  readonly #half: Float64Array;

  constructor(front: number, entriesOfRow: readonly (readonly number[])[]) {
    this.front = front;
    this.rows = entriesOfRow.length;
    this.#start = new Int32Array(this.rows + 1);
    entriesOfRow.forEach((entries, a) => {
      this.#start[a + 1] = this.#start[a] + entries.length;
    });
    this.#entries = Int32Array.from(entriesOfRow.flat());
    this.#half = new Float64Array(this.front * this.rows);
  }

  /** Values of `columns` interleaved vectors at a row: the sum over the entries it stands for. */
  gather(frontVectors: Float64Array, columns: number): Float64Array {
    const out = new Float64Array(this.rows * columns);
    for (let a = 0; a < this.rows; a++) {
      for (let t = this.#start[a]; t < this.#start[a + 1]; t++) {
        const from = this.#entries[t] * columns;
        for (let c = 0; c < columns; c++) out[a * columns + c] += frontVectors[from + c];
      }
    }
    return out;
  }

  /** The transpose of `gather`: each row's values are added to all entries it stands for. */
  spread(rowVectors: Float64Array, columns: number): Float64Array {
    const out = new Float64Array(this.front * columns);
    for (let a = 0; a < this.rows; a++) {
      for (let t = this.#start[a]; t < this.#start[a + 1]; t++) {
        const to = this.#entries[t] * columns;
        for (let c = 0; c < columns; c++) out[to + c] += rowVectors[a * columns + c];
      }
    }
    return out;
  }

  /** Both sides of a symmetric matrix spread from rows to front; both packed by lower rows. */
  spreadSymmetric(packedRows: Float64Array, packedFront: Float64Array): void {
    const { rows, front } = this;
    const half = this.#half.fill(0);
    for (let a = 0; a < rows; a++) {
      const row = (a * (a + 1)) / 2;
      for (let t = this.#start[a]; t < this.#start[a + 1]; t++) {
        const to = this.#entries[t] * rows;
        for (let b = 0; b <= a; b++) half[to + b] += packedRows[row + b];
        for (let b = a + 1; b < rows; b++) half[to + b] += packedRows[(b * (b + 1)) / 2 + a];
      }
    }
    packedFront.fill(0, 0, (front * (front + 1)) / 2);
    for (let i = 0; i < front; i++) {
      const row = (i * (i + 1)) / 2;
      for (let b = 0; b < rows; b++) {
        const value = half[i * rows + b];
        if (value === 0) continue;
        for (let t = this.#start[b]; t < this.#start[b + 1]; t++) {
          if (this.#entries[t] <= i) packedFront[row + this.#entries[t]] += value;
        }
      }
    }
  }

  /**
   * Both sides of a symmetric matrix gathered from the front (a square without the response) to the
   * rows (likewise), written to `memory` from `at` on.
   */
  gatherSymmetric(frontSquare: Float64Array, memory: Float64Array, at: number): void {
    const rows = this.rows - 1;
    const front = this.front - 1;
    const half = this.#half.fill(0);
    for (let b = 0; b < rows; b++) {
      for (let t = this.#start[b]; t < this.#start[b + 1]; t++) {
        const from = this.#entries[t] * front;
        for (let i = 0; i < front; i++) half[b * front + i] += frontSquare[from + i];
      }
    }
    for (let b = 0; b < rows; b++) {
      for (let a = 0; a < rows; a++) {
        let sum = 0;
        for (let t = this.#start[a]; t < this.#start[a + 1]; t++) {
          sum += half[b * front + this.#entries[t]];
        }
        memory[at + b * rows + a] = sum;
      }
    }
  }
}
