import { taskOfColumns } from '../agreement/score-columns.ts';
import type { ScoreMatrix } from '../agreement/types.ts';
import type { EnsembleOptions } from './types.ts';

/**
 * Scores of the chosen members on the task-items that all of them and the reference scored, so that
 * every comparison is on the same items. Columns are sorted by cluster.
 */
export interface Panel {
  readonly members: number;
  readonly count: number;
  /** Member m on column c at m * count + c. */
  readonly scores: Float64Array;
  /** 1 throughout for the measure `miss`: right is 1. */
  readonly reference: Float64Array;
  /** Positions of tasks among all tasks of the matrix. */
  readonly task: Int32Array;
  /** Dense and ascending. */
  readonly cluster: Int32Array;
  readonly clusters: number;
  /** Position of the unit with an outcome; -1 where there is none. */
  readonly unit: Int32Array;
  /** Share of each column in a mean over all: they add up to 1. */
  readonly weight: Float64Array;
}

/**
 * The panel of the given rows of a matrix, and how many columns that some member or the reference
 * scored are left out because another did not.
 */
export function panelOf(
  matrix: ScoreMatrix,
  members: readonly number[],
  { measure, average }: Pick<EnsembleOptions, 'measure' | 'average'>,
): { panel: Panel; leftOut: number } {
  const { columns, values, scorers } = matrix;
  const width = columns.count;
  const reference = scorers.findIndex(({ kind }) => kind === 'reference');
  const right = (c: number): number =>
    measure === 'miss' ? 1 : reference < 0 ? NaN : values[reference * width + c];
  const kept: number[] = [];
  let leftOut = 0;
  for (let c = 0; c < width; c++) {
    const present = members.filter((row) => !Number.isNaN(values[row * width + c])).length;
    if (present === members.length && !Number.isNaN(right(c))) kept.push(c);
    else if (present > 0) leftOut++;
  }
  kept.sort((a, b) => columns.cluster[a] - columns.cluster[b] || a - b);
  const taskOf = taskOfColumns(columns);
  const scores = new Float64Array(members.length * kept.length);
  members.forEach((row, m) =>
    kept.forEach((c, i) => (scores[m * kept.length + i] = values[row * width + c])),
  );
  const panel = finish(
    {
      members: members.length,
      count: kept.length,
      scores,
      reference: Float64Array.from(kept, right),
      task: Int32Array.from(kept, (c) => taskOf[c]),
      cluster: Int32Array.from(kept, (c) => columns.cluster[c]),
      unit: Int32Array.from(kept, (c) => columns.unit[c]),
    },
    average,
  );
  return { panel, leftOut };
}

/** The panel on some of its columns. */
export function restrict(
  panel: Panel,
  keep: (column: number) => boolean,
  average: EnsembleOptions['average'],
): Panel {
  const kept = Array.from({ length: panel.count }, (_, c) => c).filter(keep);
  const scores = new Float64Array(panel.members * kept.length);
  for (let m = 0; m < panel.members; m++) {
    kept.forEach((c, i) => (scores[m * kept.length + i] = panel.scores[m * panel.count + c]));
  }
  return finish(
    {
      members: panel.members,
      count: kept.length,
      scores,
      reference: Float64Array.from(kept, (c) => panel.reference[c]),
      task: Int32Array.from(kept, (c) => panel.task[c]),
      cluster: Int32Array.from(kept, (c) => panel.cluster[c]),
      unit: Int32Array.from(kept, (c) => panel.unit[c]),
    },
    average,
  );
}

/** Makes clusters dense and gives columns their weights: equal, or equal by task. */
function finish(
  panel: Omit<Panel, 'clusters' | 'weight'>,
  average: EnsembleOptions['average'],
): Panel {
  let clusters = 0;
  const cluster = panel.cluster.map((code, c) => {
    if (c === 0 || code !== panel.cluster[c - 1]) clusters++;
    return clusters - 1;
  });
  const ofTask = new Map<number, number>();
  for (const task of panel.task) ofTask.set(task, (ofTask.get(task) ?? 0) + 1);
  const weight = Float64Array.from(panel.task, (task) =>
    average === 'micro' ? 1 / panel.count : 1 / (ofTask.size * ofTask.get(task)!),
  );
  return { ...panel, cluster, clusters, weight };
}
