import type { DataType } from 'apache-arrow';
import {
  Field,
  Float64,
  Int64,
  List,
  Struct,
  Table,
  tableToIPC,
  Utf8,
  vectorFromArray,
} from 'apache-arrow';
import type { Sample } from './expected.ts';
import { observed, recorded } from './expected.ts';
import { parquetBytes } from './parquet-bytes.ts';
import type { Answer } from './study.ts';
import { answersOf, TASKS } from './study.ts';

const DATE = '2025-03-04T05-06-07.890123';

/** lighteval: Parquet details per task, and the results that name the model. */
export function lighteval(): Sample {
  const model = 'umbra/gamma';
  const details = (task: string): string => `details/${DATE}/details_${task}_2_${DATE}.parquet`;
  const results = {
    config_general: { model_name: model },
    results: {
      ...Object.fromEntries(
        TASKS.map((task) => [`${task}|2`, { em: meanOf(answersOf(model, task)), em_stderr: 0.1 }]),
      ),
      all: { em: 0.5, em_stderr: 0.1 },
    },
    versions: {},
    config_tasks: Object.fromEntries(
      TASKS.map((task) => [
        `${task}|2`,
        {
          name: task,
          effective_num_docs: 8,
          metrics: [{ metric_name: 'em', higher_is_better: true }],
        },
      ]),
    ),
  };
  return {
    files: {
      ...Object.fromEntries(
        TASKS.map((task) => [details(task), parquetOf(answersOf(model, task))]),
      ),
      [`results/results_${DATE}.json`]: JSON.stringify(results, null, 1),
    },
    groups: [
      ...TASKS.map((task) =>
        observed(details(task), 'lighteval-details', [model], 8, {
          em: answersOf(model, task).map(({ right }) => right ?? 0),
          style: answersOf(model, task).map(({ style }) => style),
        }),
      ),
      recorded(`results/results_${DATE}.json`, 'lighteval-results', 'benchmarks', 2, {
        value: TASKS.map((task) => meanOf(answersOf(model, task))),
        shots: [2, 2],
      }),
    ],
  };
}

function meanOf(answers: readonly Answer[]): number {
  return answers.reduce((sum, { right }) => sum + (right ?? 0), 0) / answers.length;
}

const text = new Utf8();
const texts = new List(new Field('item', text));

/** The three structs of a details file. */
function parquetOf(answers: readonly Answer[]): Uint8Array {
  const struct = (fields: Record<string, DataType>): Struct =>
    new Struct(Object.entries(fields).map(([name, type]) => new Field(name, type, true)));
  const columns = {
    doc: vectorFromArray(
      answers.map(({ item }) => ({
        id: `${item.id}`,
        query: item.question,
        choices: [item.answer, item.wrong],
        gold_index: 0n,
        task_name: `${item.task}|2`,
      })),
      struct({ id: text, query: text, choices: texts, gold_index: new Int64(), task_name: text }),
    ),
    metric: vectorFromArray(
      answers.map(({ right, style }) => ({ em: BigInt(right ?? 0), style })),
      struct({ em: new Int64(), style: new Float64() }),
    ),
    model_response: vectorFromArray(
      answers.map(({ said }) => ({ text: [said], logprobs: [] })),
      struct({ text: texts, logprobs: new List(new Field('item', new Float64(), true)) }),
    ),
  };
  return parquetBytes(tableToIPC(new Table(columns), 'stream'));
}
