import { scorerOf } from './score-book.ts';
import type { ScoreBook } from './score-book.ts';
import type { Scales, ScoreMatrix, ScoreColumns, Scorer } from './types.ts';

/** Whether a row is a model, or a model with one prompt. */
export type Show = 'model' | 'model-prompt';

/**
 * Models (or models with prompts) as rows, in order of their codes, then the human raters, then the
 * reference; each score the mean of all scores over what is not shown. Rows without a score stay.
 * O(sources x columns).
 */
export function scoreMatrix(book: ScoreBook, show: Show): ScoreMatrix {
  const width = book.columns.count;
  const { scorers, group } = groupSources(book, show);
  const humans = [...book.raters].map((rater): Scorer => ({ kind: 'human', rater }));
  const all: Scorer[] = [...scorers, ...humans];
  const hasReference = book.reference.some((value) => !Number.isNaN(value));
  if (hasReference) all.push({ kind: 'reference' });
  const values = new Float64Array(all.length * width);
  values.set(meansOf(book, group, scorers.length));
  values.set(book.ratings, scorers.length * width);
  if (hasReference) values.set(book.reference, (all.length - 1) * width);
  return { scorers: all, columns: book.columns, values };
}

/** The scorers that sources make up, and the scorer of each source. */
export function groupSources(
  book: ScoreBook,
  show: Show,
): { scorers: Scorer[]; group: Int32Array } {
  const scorers: Scorer[] = [];
  let last = '';
  const group = Int32Array.from(book.sources, (source) => {
    const scorer = scorerOf(source, show);
    const key = JSON.stringify(scorer);
    if (key !== last) scorers.push(scorer);
    last = key;
    return scorers.length - 1;
  });
  return { scorers, group };
}

/** Mean score of each group of sources on each column, row-major; -1 leaves a source out. */
export function meansOf(book: ScoreBook, group: Int32Array, groups: number): Float64Array {
  const width = book.columns.count;
  const sums = new Float64Array(groups * width);
  const counts = new Float64Array(groups * width);
  group.forEach((to, source) => {
    if (to < 0) return;
    const [from, at] = [source * width, to * width];
    for (let c = 0; c < width; c++) {
      sums[at + c] += book.sums[from + c];
      counts[at + c] += book.counts[from + c];
    }
  });
  // No score: 0 / 0.
  for (let i = 0; i < sums.length; i++) sums[i] /= counts[i];
  return sums;
}

/**
 * The matrix with scores and references z-scored by their task's location and spread, as the measure
 * `standardised` compares them; NaN where a task's spread is 0 or unknown.
 */
export function standardised(
  { scorers, columns, values }: ScoreMatrix,
  scale: Scales,
): ScoreMatrix {
  const z = (r: number): [Float64Array, Float64Array] =>
    scorers[r].kind === 'reference' || scorers[r].kind === 'human'
      ? [scale.referenceMean, scale.referenceSd]
      : [scale.scoreMean, scale.scoreSd];
  const out = new Float64Array(values.length);
  for (let r = 0; r < scorers.length; r++) {
    const [mean, sd] = z(r);
    for (let c = 0; c < columns.count; c++) {
      const i = r * columns.count + c;
      out[i] = sd[c] > 0 ? (values[i] - mean[c]) / sd[c] : NaN;
    }
  }
  return { scorers, columns, values: out };
}

/** The matrix with some of its rows, in the order given. */
export function selectRows(matrix: ScoreMatrix, rows: readonly number[]): ScoreMatrix {
  const width = matrix.columns.count;
  const values = new Float64Array(rows.length * width);
  rows.forEach((row, r) =>
    values.set(matrix.values.subarray(row * width, (row + 1) * width), r * width),
  );
  return { scorers: rows.map((row) => matrix.scorers[row]), columns: matrix.columns, values };
}

/**
 * The matrix with each column taken `times[cluster of the column]` times: 0 leaves clusters out, as a
 * jackknife does, and 2 counts one twice, as a bootstrap does. Items and clusters keep their
 * positions, tasks too, though some may become empty.
 */
export function drawClusters(matrix: ScoreMatrix, times: Float64Array | Uint16Array): ScoreMatrix {
  const { columns, scorers, values } = matrix;
  const drawn: number[] = [];
  const taskStart = [0];
  for (let t = 0; t + 1 < columns.taskStart.length; t++) {
    for (let c = columns.taskStart[t]; c < columns.taskStart[t + 1]; c++) {
      for (let k = times[columns.cluster[c]]; k > 0; k--) drawn.push(c);
    }
    taskStart.push(drawn.length);
  }
  const next: ScoreColumns = {
    ...columns,
    count: drawn.length,
    taskStart: Int32Array.from(taskStart),
    item: Int32Array.from(drawn, (c) => columns.item[c]),
    cluster: Int32Array.from(drawn, (c) => columns.cluster[c]),
    unit: Int32Array.from(drawn, (c) => columns.unit[c]),
    taskItemCodes: Int32Array.from(drawn, (c) => columns.taskItemCodes[c]),
  };
  const picked = new Float64Array(scorers.length * drawn.length);
  for (let r = 0; r < scorers.length; r++) {
    for (let c = 0; c < drawn.length; c++) {
      picked[r * drawn.length + c] = values[r * columns.count + drawn[c]];
    }
  }
  return { scorers, columns: next, values: picked };
}

/** The matrix of one task alone. */
export function onlyTask(matrix: ScoreMatrix, task: number): ScoreMatrix {
  const { columns, scorers, values } = matrix;
  const [from, to] = [columns.taskStart[task], columns.taskStart[task + 1]];
  const width = to - from;
  const own = new Float64Array(scorers.length * width);
  for (let r = 0; r < scorers.length; r++) {
    own.set(values.subarray(r * columns.count + from, r * columns.count + to), r * width);
  }
  return {
    scorers,
    columns: {
      ...columns,
      count: width,
      taskStart: Int32Array.of(0, width),
      taskCodes: columns.taskCodes.slice(task, task + 1),
      item: columns.item.slice(from, to),
      cluster: columns.cluster.slice(from, to),
      unit: columns.unit.slice(from, to),
      taskItemCodes: columns.taskItemCodes.slice(from, to),
    },
    values: own,
  };
}
