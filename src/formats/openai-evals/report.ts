import { BENCHMARK_COLUMNS } from '../../domain/benchmark.ts';
import { ProblemError } from '../../domain/problem.ts';
import type { Table } from '../batch.ts';
import type { Fields } from '../fields.ts';
import { fieldsOf, numberOf } from '../fields.ts';
import { readObjects } from '../json-stream.ts';
import { stem } from '../names.ts';
import { eachRecord, fixedTable, NO_MODEL } from '../record-table.ts';
import type { Source } from '../source.ts';
import type { Spec } from './spec.ts';
import { specOf } from './spec.ts';

/** Standard error of the accuracy, as versions spell it. */
const ERRORS = ['bootstrap_std', 'boostrap_std'];
/** Counts, which are no figures of how good the answers are. */
const COUNTS = /^(counts?|invalid_request_\w+|n|num_samples)(\/|$)/;

/**
 * The final report of a log that holds no events: figures. `spec` is the last one of the log, for a report
 * that stands before any.
 */
export async function reportOf(source: Source, spec: Spec | null): Promise<Table> {
  let any = false;
  for await (const { records } of readObjects(source))
    any ||= records.some((record) => typeof record !== 'string' && figuresOf(record).length > 0);
  if (!any) throw nothingScored(source.name);
  return fixedTable('benchmarks', BENCHMARK_COLUMNS, (rows) => {
    if (!spec) rows.skip(NO_MODEL, 1, stem(source.name), true);
    let before = spec;
    return eachRecord(readObjects(source), rows, (record) => {
      before = specOf(record)?.spec ?? before;
      const { model, task, prompt } = before ?? {
        model: stem(source.name),
        task: '(none)',
        prompt: null,
      };
      for (const figure of figuresOf(record)) rows.add({ model, task, prompt, ...figure });
    });
  });
}

function figuresOf(record: Fields): { metric: string; value: number; se: number | null }[] {
  const report = fieldsOf(record.final_report) ?? {};
  const names = Object.keys(report).filter((name) => !ERRORS.includes(name) && !COUNTS.test(name));
  return names.flatMap((metric) => {
    const value = typeof report[metric] === 'number' ? numberOf(report[metric]) : null;
    const error = metric === 'accuracy' ? ERRORS.find((name) => name in report) : undefined;
    return value === null ? [] : [{ metric, value, se: error ? numberOf(report[error]) : null }];
  });
}

function nothingScored(file: string): ProblemError {
  return new ProblemError({
    code: 'empty-openai-evals-log',
    severity: 'error',
    message: 'This log of OpenAI evals holds neither samples nor a report.',
    file,
    found: 'how the evaluation was set up',
    expected: 'events of samples, or a final report with numbers',
    wayOn: 'Let the evaluation run to its end, or drop the whole log.',
  });
}
