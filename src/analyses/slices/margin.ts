import type { Question } from '../../domain/question.ts';
import type { Slice } from '../../domain/slice.ts';

/**
 * Mean over the cells of one row (axis 0), one column (axis 1) or all (null) of a two-way group, in
 * the measure's unit. A filter on either facet is left out of that group, so its margins are taken
 * from the cells themselves rather than from a group of one facet, where the other filter still holds.
 *
 * Averaged over rows the mean of the cells weighted by n is exact. Where tasks weigh equally it is
 * exact only if one facet is the task; else NaN.
 */
export function marginOf(
  slices: readonly Slice[],
  axis: 0 | 1 | null,
  level: string,
  question: Question,
  facets: readonly string[],
): number {
  const cells = axis === null ? slices : slices.filter((s) => s.levels[axis] === level);
  if (question.average === 'micro') return weighted(cells, (s) => s.n);
  const task = facets.indexOf('task');
  if (task < 0) return NaN;
  if (axis === task) return weighted(cells, (s) => s.n);
  const tasks = [...new Set(cells.map((s) => s.levels[task]))];
  const means = tasks.map((name) =>
    weighted(
      cells.filter((s) => s.levels[task] === name),
      (s) => s.n,
    ),
  );
  return means.reduce((a, b) => a + b, 0) / means.length;
}

function weighted(cells: readonly Slice[], weight: (slice: Slice) => number): number {
  let sum = 0;
  let total = 0;
  for (const cell of cells) {
    sum += weight(cell) * cell.mean;
    total += weight(cell);
  }
  return sum / total;
}
