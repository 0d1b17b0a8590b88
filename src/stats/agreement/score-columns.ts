import type { Outcomes, Scales, ScoreColumns } from './types.ts';

/** One row per task and item that anyone scored, as parallel arrays of the database's codes. */
export interface ColumnRows {
  readonly taskItem: Int32Array;
  readonly task: Int32Array;
  readonly item: Int32Array;
  readonly cluster: Int32Array;
  /** What the outcome belongs to (unit or item), and the outcome; NaN where there is none. */
  readonly unit: Int32Array;
  readonly outcome: Float64Array;
  /** Location and spread of the task's scores and references; NaN where unknown. */
  readonly scale: Scales;
}

/** The columns of a score matrix, with what finds a column by its database code. */
export interface ColumnIndex {
  readonly columns: ScoreColumns;
  readonly outcomes: Outcomes;
  readonly scale: Scales;
  /** Position of each task-item code; -1 where no row has it. */
  readonly positionOf: Int32Array;
}

/**
 * Puts task-items in order of task, then item, and makes their codes dense. The outcome of a unit is
 * the mean over its columns, which mostly repeat one value. O(n log n).
 */
export function indexColumns(rows: ColumnRows): ColumnIndex {
  const count = rows.taskItem.length;
  const order = Int32Array.from({ length: count }, (_, i) => i).sort(
    (a, b) =>
      rows.task[a] - rows.task[b] ||
      rows.item[a] - rows.item[b] ||
      rows.taskItem[a] - rows.taskItem[b],
  );
  const inOrder = (codes: Int32Array): Int32Array => order.map((row) => codes[row]);
  const taskItemCodes = inOrder(rows.taskItem);
  const positionOf = new Int32Array(highest(rows.taskItem) + 1).fill(-1);
  taskItemCodes.forEach((code, position) => (positionOf[code] = position));
  const task = inOrder(rows.task);
  const taskStart = [...task.keys()].filter((c) => c === 0 || task[c] !== task[c - 1]);
  const item = dense(inOrder(rows.item));
  const cluster = dense(inOrder(rows.cluster));
  const { unit, outcomes } = outcomesOf(inOrder(rows.unit), order, rows.outcome);
  const columns: ScoreColumns = {
    count,
    taskStart: Int32Array.from([...taskStart, count]),
    taskCodes: Int32Array.from(taskStart, (c) => task[c]),
    item: item.positions,
    items: item.codes.length,
    cluster: cluster.positions,
    clusters: cluster.codes.length,
    unit,
    taskItemCodes,
  };
  const reorder = (values: Float64Array): Float64Array =>
    Float64Array.from(order, (row) => values[row]);
  const { scoreMean, scoreSd, referenceMean, referenceSd } = rows.scale;
  const scale = {
    scoreMean: reorder(scoreMean),
    scoreSd: reorder(scoreSd),
    referenceMean: reorder(referenceMean),
    referenceSd: reorder(referenceSd),
  };
  return { columns, outcomes, scale, positionOf };
}

/** Position of the task of each column. */
export function taskOfColumns({ taskStart, count }: ScoreColumns): Int32Array {
  const task = new Int32Array(count);
  for (let t = 0; t + 1 < taskStart.length; t++) task.fill(t, taskStart[t], taskStart[t + 1]);
  return task;
}

/** Positions of codes in order of first appearance, and the codes by position. */
function dense(codes: Int32Array): { positions: Int32Array; codes: Int32Array } {
  const positionOf = new Int32Array(highest(codes) + 1).fill(-1);
  const seen: number[] = [];
  const positions = codes.map((code) => {
    if (positionOf[code] < 0) {
      positionOf[code] = seen.length;
      seen.push(code);
    }
    return positionOf[code];
  });
  return { positions, codes: Int32Array.from(seen) };
}

function outcomesOf(
  unitCodes: Int32Array,
  order: Int32Array,
  outcome: Float64Array,
): { unit: Int32Array; outcomes: Outcomes } {
  const has = Uint8Array.from(order, (row) => (Number.isNaN(outcome[row]) ? 0 : 1));
  const known = dense(unitCodes.filter((_, c) => has[c] === 1));
  const unit = new Int32Array(unitCodes.length).fill(-1);
  const sum = new Float64Array(known.codes.length);
  const n = new Float64Array(known.codes.length);
  let next = 0;
  for (let c = 0; c < unit.length; c++) {
    if (has[c] === 0) continue;
    unit[c] = known.positions[next++];
    sum[unit[c]] += outcome[order[c]];
    n[unit[c]]++;
  }
  return { unit, outcomes: { codes: known.codes, values: sum.map((s, u) => s / n[u]) } };
}

function highest(codes: Int32Array): number {
  let most = -1;
  for (const code of codes) if (code > most) most = code;
  return most;
}
