import { indexColumns } from './score-columns.ts';
import type { ColumnRows } from './score-columns.ts';
import type { Outcomes, Scales, ScoreColumns, Scorer } from './types.ts';

/** Sums of scores by model, prompt, run and task-item, as parallel arrays of the database's codes. */
export interface ScoreRows {
  readonly model: Int32Array;
  readonly prompt: Int32Array;
  readonly run: Int32Array;
  readonly taskItem: Int32Array;
  /** Sum of the scores there are, and their number. */
  readonly sum: Float64Array;
  readonly n: Float64Array;
}

/** Scores of human raters, one row per rater and task-item. */
export interface HumanRows {
  readonly rater: Int32Array;
  readonly taskItem: Int32Array;
  readonly score: Float64Array;
}

/** The reference of each task-item. */
export interface ReferenceRows {
  readonly taskItem: Int32Array;
  readonly reference: Float64Array;
}

/** What the statements of `src/sql/agreement.ts` give. */
export interface ScoreInput {
  readonly columns: ColumnRows;
  readonly scores: ScoreRows;
  readonly humans: HumanRows;
  readonly references: ReferenceRows;
}

/** One source of model scores: a model with a prompt in a run. */
export interface Source {
  readonly model: number;
  readonly prompt: number;
  readonly run: number;
}

/** Everything that was scored, at the finest grain asked for, from which matrices are made. */
export interface ScoreBook {
  readonly columns: ScoreColumns;
  readonly outcomes: Outcomes;
  readonly scale: Scales;
  /** Ascending by model, prompt, run. */
  readonly sources: readonly Source[];
  /** Sum and number of scores of each source on each column, row-major. */
  readonly sums: Float64Array;
  readonly counts: Float64Array;
  /** Codes of the human raters, ascending, and their scores, row-major; NaN where missing. */
  readonly raters: Int32Array;
  readonly ratings: Float64Array;
  /** Reference of each column; NaN where missing. */
  readonly reference: Float64Array;
}

/** Lays the rows out as matrices. O(rows + sources x columns). */
export function scoreBook(input: ScoreInput): ScoreBook {
  const { columns, outcomes, scale, positionOf } = indexColumns(input.columns);
  const width = columns.count;
  const { sources, row } = sourcesOf(input.scores);
  const sums = new Float64Array(sources.length * width);
  const counts = new Float64Array(sources.length * width);
  const { taskItem, sum, n } = input.scores;
  for (let i = 0; i < taskItem.length; i++) {
    const column = positionOf[taskItem[i]] ?? -1;
    if (column < 0) continue;
    sums[row[i] * width + column] += sum[i];
    counts[row[i] * width + column] += n[i];
  }
  const raters = Int32Array.from(new Set(input.humans.rater)).sort();
  const rowOf = new Map([...raters].map((code, r) => [code, r]));
  const ratings = new Float64Array(raters.length * width).fill(NaN);
  input.humans.taskItem.forEach((code, i) => {
    const column = positionOf[code] ?? -1;
    if (column < 0) return;
    ratings[rowOf.get(input.humans.rater[i])! * width + column] = input.humans.score[i];
  });
  const reference = new Float64Array(width).fill(NaN);
  input.references.taskItem.forEach((code, i) => {
    const column = positionOf[code] ?? -1;
    if (column >= 0) reference[column] = input.references.reference[i];
  });
  return { columns, outcomes, scale, sources, sums, counts, raters, ratings, reference };
}

/** Spans of codes above which sources are found in a map instead of a table. */
const LARGEST_TABLE = 2 ** 22;

/** The sources in order, and the position of each row's source. */
function sourcesOf({ model, prompt, run }: ScoreRows): { sources: Source[]; row: Int32Array } {
  const [prompts, runs] = [span(prompt), span(run)];
  const joint = new Float64Array(model.length);
  for (let i = 0; i < joint.length; i++)
    joint[i] = (model[i] * prompts + prompt[i]) * runs + run[i];
  const { keys, row } =
    span(model) * prompts * runs <= LARGEST_TABLE ? placesByTable(joint) : placesByMap(joint);
  const sources = keys.map((key) => ({
    model: Math.floor(key / runs / prompts),
    prompt: Math.floor(key / runs) % prompts,
    run: key % runs,
  }));
  return { sources, row };
}

interface Places {
  /** Ascending. */
  readonly keys: number[];
  /** Position of each row's key. */
  readonly row: Int32Array;
}

function placesByTable(joint: Float64Array): Places {
  const place = new Int32Array(span(joint));
  for (let i = 0; i < joint.length; i++) place[joint[i]] = 1;
  const keys: number[] = [];
  for (let key = 0; key < place.length; key++)
    if (place[key] === 1) place[key] = keys.push(key) - 1;
  const row = new Int32Array(joint.length);
  for (let i = 0; i < joint.length; i++) row[i] = place[joint[i]];
  return { keys, row };
}

function placesByMap(joint: Float64Array): Places {
  const keys = [...new Set(joint)].sort((a, b) => a - b);
  const place = new Map(keys.map((key, position) => [key, position]));
  return { keys, row: Int32Array.from(joint, (key) => place.get(key)!) };
}

/** One more than the highest code. */
function span(codes: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < codes.length; i++) if (codes[i] > most) most = codes[i];
  return most + 1;
}

/** The scorer that a source belongs to where prompts are shown or not. */
export function scorerOf(source: Source, show: 'model' | 'model-prompt'): Scorer {
  return show === 'model'
    ? { kind: 'model', model: source.model }
    : { kind: 'model-prompt', model: source.model, prompt: source.prompt };
}
