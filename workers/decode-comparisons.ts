import { tableFromIPC } from 'apache-arrow';
import { NO_LENGTH } from '../src/sql/judges.ts';
import type { Comparisons } from '../src/stats/judges/types.ts';

/** Reads the answer to `codedComparisons`. */
export function decodeComparisons(bytes: Uint8Array): Comparisons {
  const table = tableFromIPC(bytes);
  const column = <T extends Int8Array | Int32Array | Float64Array>(name: string): T => {
    const vector = table.getChild(name);
    if (!vector || vector.nullCount > 0)
      throw new Error(`invalid comparisons; absent or NULL: ${name}`);
    return vector.toArray() as T;
  };
  const lengths = column<Int32Array>('length_difference');
  return {
    count: table.numRows,
    question: column<Int8Array>('question'),
    judge: column<Int32Array>('judge'),
    a: column<Int32Array>('a'),
    b: column<Int32Array>('b'),
    task: column<Int32Array>('task'),
    item: column<Int32Array>('item'),
    prompt: column<Int32Array>('prompt'),
    run: column<Int32Array>('run'),
    preference: column<Float64Array>('preference'),
    forward: column<Int8Array>('forward'),
    backward: column<Int8Array>('backward'),
    lengthDifference: Float64Array.from(lengths, (d) => (d === NO_LENGTH ? NaN : d)),
  };
}
