import { tableFromIPC } from 'apache-arrow';
import type { NameMaps } from '../src/protocol/judges.ts';
import { NO_LENGTH } from '../src/sql/judges.ts';
import type { SingleTexts } from '../src/stats/judges/single-texts.ts';
import type { Comparisons } from '../src/stats/judges/types.ts';

type Values = Int8Array | Int32Array | Float64Array;

/** Reads the answer to `codedComparisons`; a column that it leaves out holds nothing. */
export function decodeComparisons(bytes: Uint8Array): Comparisons {
  const { count, column, has } = reader(bytes);
  const rare = (name: string): Int32Array =>
    has(name) ? column<Int32Array>(name) : new Int32Array(count).fill(-1);
  return {
    count,
    question: column<Int8Array>('question'),
    judge: column<Int32Array>('judge'),
    a: column<Int32Array>('a'),
    b: column<Int32Array>('b'),
    task: rare('task'),
    item: column<Int32Array>('item'),
    prompt: rare('prompt'),
    run: rare('run'),
    preference: column<Float64Array>('preference'),
    forward: column<Int8Array>('forward'),
    backward: column<Int8Array>('backward'),
    lengthDifference: has('length_difference')
      ? lengthsOf(column<Int32Array>('length_difference'))
      : new Float64Array(count).fill(NaN),
  };
}

function lengthsOf(lengths: Int32Array): Float64Array {
  const known = new Float64Array(lengths.length);
  for (let i = 0; i < lengths.length; i++) known[i] = lengths[i] === NO_LENGTH ? NaN : lengths[i];
  return known;
}

/** Judgements of single texts whose names are still codes of the level tables. */
export interface CodedSingles {
  readonly count: number;
  readonly recognises: Int8Array;
  readonly rater: Int32Array;
  readonly model: Int32Array;
  readonly task: Int32Array;
  readonly item: Int32Array;
  readonly score: Float64Array;
  readonly reference: Float64Array;
}

/** Reads the answer to `singleJudgements`. */
export function decodeSingles(bytes: Uint8Array): CodedSingles {
  const { count, column } = reader(bytes);
  return {
    count,
    recognises: column<Int8Array>('recognises'),
    rater: column<Int32Array>('rater'),
    model: column<Int32Array>('model'),
    task: column<Int32Array>('task'),
    item: column<Int32Array>('item'),
    score: column<Float64Array>('score'),
    reference: column<Float64Array>('reference'),
  };
}

/** The same by the codes of the names, without the tasks that are not kept. */
export function namedSingles(
  coded: CodedSingles,
  maps: NameMaps,
  tasks: Uint8Array | null,
): SingleTexts {
  const rows = Int32Array.from({ length: coded.count }, (_, i) => i).filter(
    (i) => tasks === null || tasks[maps.task[coded.task[i]]] !== 0,
  );
  return {
    count: rows.length,
    recognises: Uint8Array.from(rows, (i) => coded.recognises[i]),
    judge: rows.map((i) => maps.rater[coded.rater[i]]),
    writer: rows.map((i) => maps.model[coded.model[i]]),
    task: rows.map((i) => maps.task[coded.task[i]]),
    item: rows.map((i) => coded.item[i]),
    score: Float64Array.from(rows, (i) => coded.score[i]),
    reference: Float64Array.from(rows, (i) => coded.reference[i]),
  };
}

function reader(bytes: Uint8Array) {
  const table = tableFromIPC(bytes);
  return {
    count: table.numRows,
    has: (name: string): boolean => table.getChild(name) !== null,
    column: <T extends Values>(name: string): T => {
      const vector = table.getChild(name);
      if (!vector || vector.nullCount > 0)
        throw new Error(`invalid judgements; absent or NULL: ${name}`);
      return vector.toArray() as T;
    },
  };
}
