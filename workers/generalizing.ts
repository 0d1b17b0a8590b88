import { tableFromIPC } from 'apache-arrow';
import type { Table } from 'apache-arrow';
import type { Result } from '../src/domain/problem.ts';
import { fail, ok } from '../src/domain/problem.ts';
import type { ChangeMatrix, Generalizer } from '../src/protocol/generalizer.ts';
import type { Progress } from '../src/protocol/progress.ts';
import { changeMatrix } from '../src/stats/generalization/change-matrix.ts';
import { describeDeployments } from '../src/stats/generalization/describe-deployments.ts';
import { explainChanges } from '../src/stats/generalization/explain-changes.ts';

/** Progress is told at most this often, in milliseconds. */
const TELL_EVERY = 100;

/** Names or texts as codes in order of appearance; -1 where there is none. */
class Codes {
  readonly names: string[] = [];
  readonly #codes = new Map<string, number>();

  read(table: Table, column: string): Int32Array {
    const values = table.getChild(column)!;
    return Int32Array.from({ length: table.numRows }, (_, row) => this.#code(values.get(row)));
  }

  #code(value: unknown): number {
    if (typeof value !== 'string') return -1;
    const known = this.#codes.get(value);
    if (known !== undefined) return known;
    this.#codes.set(value, this.names.length);
    return this.names.push(value) - 1;
  }
}

function numbers(table: Table, column: string): Float64Array {
  return Float64Array.from(table.getChild(column)!.toArray() as ArrayLike<number>);
}

/** Studies human generalization on records as the database gives them. */
export function generalizer(now: () => number): Generalizer {
  return {
    describeDeployments(records, beliefs, weights) {
      const table = tableFromIPC(records);
      if (table.numRows === 0) return Promise.resolve(noRecords());
      const models = new Codes();
      const pairs = new Codes();
      const sources = new Codes();
      const model = models.read(table, 'model');
      const pair = pairs.read(table, 'pair');
      const data = {
        models: models.names,
        model,
        pair,
        pairs: pairs.names.length,
        previous: Uint8Array.from(numbers(table, 'previous_correct')),
        current: Uint8Array.from(numbers(table, 'current_correct')),
        change: numbers(table, 'change'),
      };
      const answer = describeDeployments(data, beliefs, weights);
      const source1 = sources.read(table, 'source1');
      const source2 = sources.read(table, 'source2');
      const cells = changeMatrix({
        source1,
        source2,
        pair,
        change: data.change,
        isObserved: false,
      });
      return Promise.resolve(ok({ answer, matrix: named(sources, cells, false) }));
    },
    explainChanges(records, validation, onProgress) {
      const table = tableFromIPC(records);
      if (table.numRows === 0) return Promise.resolve(noRecords());
      const sources = new Codes();
      const texts = new Codes();
      const survey = {
        previous: Uint8Array.from(numbers(table, 'previous_correct')),
        change: Uint8Array.from(numbers(table, 'change')),
        pair: new Codes().read(table, 'pair'),
        source1: sources.read(table, 'source1'),
        source2: sources.read(table, 'source2'),
        sources: sources.names,
        question1: texts.read(table, 'q1'),
        question2: texts.read(table, 'q2'),
        texts: texts.names,
      };
      const answer = explainChanges(survey, validation, teller(onProgress, now));
      const cells = changeMatrix({ ...survey, isObserved: true });
      return Promise.resolve(ok({ answer, matrix: named(sources, cells, true) }));
    },
  };
}

function named(
  sources: Codes,
  cells: ChangeMatrix['cells'],
  isObserved: boolean,
): ChangeMatrix | null {
  return cells.length === 0 ? null : { sources: sources.names, cells, isObserved };
}

/** Tells at most every `TELL_EVERY` milliseconds, and always what ends a stage. */
function teller(
  onProgress: (progress: Progress) => void,
  now: () => number,
): (label: string, done: number, total: number) => void {
  let told = -Infinity;
  return (label, done, total) => {
    if (done < total && now() - told < TELL_EVERY) return;
    told = now();
    onProgress({ label, done, total, unit: 'steps' });
  };
}

function noRecords(): Result<never> {
  return fail({
    code: 'no-records',
    message: 'No record of human generalization is complete.',
    wayOn: 'Look at the import report for what is missing.',
  });
}
