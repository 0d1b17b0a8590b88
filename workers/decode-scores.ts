import { tableFromIPC } from 'apache-arrow';
import type { EncodedScores } from '../src/protocol/resampler.ts';
import { MOST_GRADES } from '../src/sql/agreement.ts';
import type { ScoreInput } from '../src/stats/agreement/score-book.ts';

/** The scores of a question, decoded. */
export interface DecodedScores {
  readonly input: ScoreInput;
  /** Whether the cluster asked for varies within an item, so that items stand in for it. */
  readonly clusteredByItem: boolean;
  /** Grades by task code; null where a task has too many to be grades. */
  readonly grades: ReadonlyMap<number, Float64Array | null>;
}

/** Reads the answers to the statements of `src/sql/agreement.ts`. */
export function decodeScores(encoded: EncodedScores): DecodedScores {
  const scores = reader(encoded.scores);
  const columns = reader(encoded.columns);
  const humans = reader(encoded.humans);
  const references = reader(encoded.references);
  const [low, high] = [columns.codes('cluster'), columns.codes('cluster_high')];
  const clusteredByItem = low.some((code, i) => code !== high[i]);
  return {
    input: {
      columns: {
        taskItem: columns.codes('task_item'),
        task: columns.codes('task'),
        item: columns.codes('item'),
        cluster: clusteredByItem ? columns.codes('item') : low,
        unit: columns.codes('unit'),
        outcome: columns.numbers('outcome'),
        scale: {
          scoreMean: columns.numbers('score_mean'),
          scoreSd: columns.numbers('score_sd'),
          referenceMean: columns.numbers('reference_mean'),
          referenceSd: columns.numbers('reference_sd'),
        },
      },
      scores: {
        model: scores.codes('model'),
        prompt: scores.codes('prompt'),
        run: scores.codes('run'),
        taskItem: scores.codes('task_item'),
        sum: scores.numbers('sum'),
        n: scores.numbers('n'),
      },
      humans: {
        rater: humans.codes('rater'),
        taskItem: humans.codes('task_item'),
        score: humans.numbers('score'),
      },
      references: {
        taskItem: references.codes('task_item'),
        reference: references.numbers('reference'),
      },
    },
    clusteredByItem,
    grades: readGrades(encoded.grades),
  };
}

function readGrades(bytes: Uint8Array): Map<number, Float64Array | null> {
  const rows = reader(bytes);
  const tasks = rows.codes('task');
  const grade = rows.numbers('grade');
  const byTask = new Map<number, number[]>();
  tasks.forEach((task, i) => byTask.set(task, [...(byTask.get(task) ?? []), grade[i]]));
  return new Map(
    [...byTask].map(([task, grades]) => [
      task,
      grades.length > MOST_GRADES ? null : Float64Array.from(grades),
    ]),
  );
}

/** Columns by name; throws where one is absent or holds a NULL, which no statement of ours gives. */
function reader(bytes: Uint8Array) {
  const table = tableFromIPC(bytes);
  const column = (name: string): ArrayLike<number> => {
    const vector = table.getChild(name);
    if (!vector || vector.nullCount > 0)
      throw new Error(`invalid scores; column absent or with NULL: ${name}`);
    return vector.toArray() as ArrayLike<number>;
  };
  return {
    codes: (name: string) => Int32Array.from(column(name)),
    numbers: (name: string) => Float64Array.from(column(name)),
  };
}
