import type { ScoreColumns } from '../agreement/types.ts';

/**
 * Mean score of one row for each unit that has an outcome: over all its task-items (`micro`), or the mean
 * of its tasks' means (`macro`). NaN where the row scored none. `row` has a value per column.
 */
export function unitMeans(
  row: Float64Array,
  columns: ScoreColumns,
  units: number,
  average: 'micro' | 'macro',
): Float64Array {
  const sum = new Float64Array(units);
  const weight = new Float64Array(units);
  const taskSum = new Float64Array(units);
  const taskN = new Float64Array(units);
  for (let t = 0; t + 1 < columns.taskStart.length; t++) {
    taskSum.fill(0);
    taskN.fill(0);
    for (let c = columns.taskStart[t]; c < columns.taskStart[t + 1]; c++) {
      const unit = columns.unit[c];
      if (unit < 0 || Number.isNaN(row[c])) continue;
      taskSum[unit] += row[c];
      taskN[unit]++;
    }
    for (let u = 0; u < units; u++) {
      if (taskN[u] === 0) continue;
      sum[u] += average === 'micro' ? taskSum[u] : taskSum[u] / taskN[u];
      weight[u] += average === 'micro' ? taskN[u] : 1;
    }
  }
  return sum.map((value, u) => value / weight[u]);
}
