/**
 * Rows of scores on the same columns, made ready for cross-products: centred by their own means, with
 * zeros where a score is missing and lists of those places.
 */
export interface CentredBlock {
  readonly rows: number;
  readonly columns: number;
  /** Row-major. */
  readonly values: Float64Array;
  /** What was subtracted from each row; 0 for an empty one. */
  readonly centre: Float64Array;
  /** Largest distance from the centre; 0 where a row does not vary. */
  readonly reach: Float64Array;
  /** Ascending columns in which each row has no score. */
  readonly missing: readonly Int32Array[];
}

/** Prepares `rows` rows of `columns` entries, row-major, NaN where missing. O(rows x columns). */
export function centredBlock(scores: Float64Array, rows: number, columns: number): CentredBlock {
  const values = new Float64Array(rows * columns);
  const centre = new Float64Array(rows);
  const reach = new Float64Array(rows);
  const missing: Int32Array[] = [];
  for (let r = 0; r < rows; r++) {
    const at = r * columns;
    const absent: number[] = [];
    let sum = 0;
    let low = Infinity;
    let high = -Infinity;
    for (let c = 0; c < columns; c++) {
      const value = scores[at + c];
      if (Number.isNaN(value)) {
        absent.push(c);
        continue;
      }
      sum += value;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    missing.push(Int32Array.from(absent));
    if (absent.length === columns) continue;
    // A constant row is centred on its value exactly, so that it is seen not to vary.
    const mean = low === high ? low : sum / (columns - absent.length);
    centre[r] = mean;
    reach[r] = low === high ? 0 : Math.max(high - mean, mean - low);
    for (let c = 0; c < columns; c++) {
      const value = scores[at + c];
      values[at + c] = Number.isNaN(value) ? 0 : value - mean;
    }
  }
  return { rows, columns, values, centre, reach, missing };
}
