import { BENCHMARK_COLUMNS } from '../domain/benchmark.ts';
import type { Mapping } from '../domain/import-report.ts';
import type { Role } from '../domain/observation.ts';
import type { Batch, Table } from './batch.ts';
import { cellText } from './cell-text.ts';
import { isMissingText, parseText, withoutSpread } from './parse-number.ts';
import { plainName } from './plain-name.ts';
import { fixedTable } from './record-table.ts';
import { TOTAL } from './totals-below.ts';
import { namesIn } from './wide-names.ts';

/** Headers of further columns of a long table, without separators and in lower case. */
const FURTHER: Readonly<Record<'metric' | 'se' | 'n', readonly string[]>> = {
  metric: ['metric', 'metricname'],
  se: ['se', 'stderr', 'standarderror'],
  n: ['n', 'items', 'samples', 'questions'],
};

/**
 * A table whose columns were recognised, or said, to hold published figures, read as benchmark
 * records: long (`model`, `benchmark`, `score`) or wide (`model`, and a `figure` per further column,
 * whose header names the benchmark), or the other way round (`benchmark`, and a column per model).
 */
export function benchmarkTable(table: Table, mapping: Mapping): Table {
  const withRole = (role: Role): number[] =>
    [...table.columns.keys()].filter((c) => mapping[table.columns[c]] === role);
  const [model = -1] = withRole('model');
  const [benchmark = -1] = withRole('benchmark');
  const [score = -1] = withRole('score');
  const figures = withRole('figure');
  const models = namesIn(withRole('bymodel').map((c) => [c, table.columns[c]]));
  const further = (name: keyof typeof FURTHER): number =>
    table.columns.findIndex((c) => FURTHER[name].includes(plainName(c)) && mapping[c] !== 'ignore');
  const [metric, se, n] = [further('metric'), further('se'), further('n')];
  return fixedTable('benchmarks', BENCHMARK_COLUMNS, async function* (rows) {
    for await (const batch of table.batches()) {
      for (const { reason, row, found, kept } of batch.skips) rows.skip(reason, row, found, kept);
      const text = (column: number, row: number): string | null => textIn(batch, column, row);
      const number = (column: number, row: number): number =>
        parseText(text(column, row) ?? '', table.decimalComma);
      for (let row = 0; row < batch.rows; row++) {
        const name = withoutMarkup(text(model, row));
        const at = batch.firstRow + row;
        if (name !== null && TOTAL.test(name)) {
          rows.skip('a row that sums up those of the models', at, name);
          continue;
        }
        const add = (task: string | null, column: number, name: string | null): void => {
          const written = text(column, row) ?? '';
          const value = number(column, row);
          if (!Number.isNaN(value) && withoutSpread(written) !== written)
            rows.skip('what is written behind a figure is left out', at, written, true);
          if (name === null) rows.skip('a benchmark figure without a model', at, task ?? '');
          else if (isMissingText(written)) rows.skip('no figure of this benchmark', at, written);
          else if (Number.isNaN(value))
            rows.skip('a benchmark figure that is no number', at, written);
          else if (column === score)
            rows.add({
              model: name,
              task,
              metric: text(metric, row) ?? 'score',
              value,
              se: number(se, row),
              n: number(n, row),
            });
          else rows.add({ model: name, task, metric: 'score', value });
        };
        if (benchmark >= 0 && score >= 0) add(text(benchmark, row), score, name);
        for (const column of figures) add(table.columns[column].replace(/\s+/g, ' '), column, name);
        for (const [column, of] of models) add(text(benchmark, row), column, of);
        if (rows.full) yield batch.bytesDone;
      }
      yield batch.bytesDone;
    }
  });
}

/** Whether a column holds figures: every value that is there, and at least one. */
export function holdsFigures(values: readonly string[], decimalComma: boolean): boolean {
  const there = values.filter((value) => !isMissingText(value));
  return there.length > 0 && there.every((v) => !Number.isNaN(parseText(v, decimalComma)));
}

/** A name without the link that web pages put around it. */
function withoutMarkup(name: string | null): string | null {
  return name && /^<a\s[^>]*>/.test(name) ? name.replace(/<[^>]*>/g, '').trim() : name;
}

function textIn(batch: Batch, column: number, row: number): string | null {
  return column < 0 ? null : (cellText(batch.columns[column], row)?.trim() ?? null);
}
