/** What the columns of a row of scores belong to: a unit (-1: none) and a task, by position. */
export interface UnitLayout {
  readonly unit: Int32Array;
  readonly units: number;
  readonly task: Int32Array;
  readonly tasks: number;
}

/**
 * Mean score of one row for each unit: over all its columns (`micro`), or the mean of its tasks' means
 * (`macro`). NaN where the row scored none of them. `row` has a value per column.
 */
export function unitMeans(
  row: Float64Array,
  { unit, units, task, tasks }: UnitLayout,
  average: 'micro' | 'macro',
): Float64Array {
  const strata = average === 'macro' ? tasks : 1;
  const sum = new Float64Array(units * strata);
  const n = new Float64Array(units * strata);
  for (let c = 0; c < row.length; c++) {
    if (unit[c] < 0 || Number.isNaN(row[c])) continue;
    const cell = unit[c] * strata + (average === 'macro' ? task[c] : 0);
    sum[cell] += row[c];
    n[cell]++;
  }
  return Float64Array.from({ length: units }, (_, u) => {
    let total = 0;
    let present = 0;
    for (let cell = u * strata; cell < (u + 1) * strata; cell++) {
      if (n[cell] === 0) continue;
      total += sum[cell] / n[cell];
      present++;
    }
    return total / present;
  });
}
