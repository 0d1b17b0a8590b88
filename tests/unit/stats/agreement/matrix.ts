import type { ScoreMatrix, Scorer } from '../../../../src/stats/agreement/types.ts';

type Row = readonly (number | null)[];

export interface Layout {
  /** Task of each column, ascending; one task where absent. */
  readonly tasks?: readonly number[];
  /** Item of each column; each its own where absent. */
  readonly items?: readonly number[];
  /** Cluster of each column; its item where absent. */
  readonly clusters?: readonly number[];
  readonly units?: readonly number[];
  readonly scorers?: readonly Scorer[];
}

/** A score matrix of plain rows, null where a score is missing; all rows are models unless said. */
export function matrixOf(rows: readonly Row[], layout: Layout = {}): ScoreMatrix {
  const count = rows[0]?.length ?? 0;
  const tasks = dense(layout.tasks ?? Array<number>(count).fill(0));
  const items = dense(layout.items ?? Array.from({ length: count }, (_, c) => c));
  const clusters = layout.clusters ? dense(layout.clusters) : items;
  const starts = [...tasks.keys()].filter((c) => c === 0 || tasks[c] !== tasks[c - 1]);
  return {
    scorers: layout.scorers ?? rows.map((_, model) => ({ kind: 'model', model })),
    values: Float64Array.from(rows.flatMap((row) => row.map((value) => value ?? NaN))),
    columns: {
      count,
      taskStart: Int32Array.from([...starts, count]),
      taskCodes: Int32Array.from(starts, (_, t) => t),
      item: items,
      items: new Set(items).size,
      cluster: clusters,
      clusters: new Set(clusters).size,
      unit: layout.units ? dense(layout.units) : new Int32Array(count).fill(-1),
      taskItemCodes: Int32Array.from({ length: count }, (_, c) => c),
    },
  };
}

function dense(codes: readonly number[]): Int32Array {
  const seen = [...new Set(codes)];
  return Int32Array.from(codes, (code) => seen.indexOf(code));
}
