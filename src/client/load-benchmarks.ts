import type { BenchmarkFigure } from '../analyses/ladder/benchmarks.ts';
import type { Dataset } from '../domain/dataset.ts';
import { ok } from '../domain/problem.ts';
import type { Result } from '../domain/problem.ts';
import type { Database } from '../protocol/database.ts';
import { benchmarkFigures } from '../sql/benchmarks.ts';
import { queryRows } from './query-rows.ts';

/** The benchmark figures of the loaded files. */
export async function loadBenchmarks(
  database: Database,
  dataset: Dataset,
): Promise<Result<readonly BenchmarkFigure[]>> {
  if (dataset.benchmarks === 0) return ok([]);
  const rows = await queryRows(database, benchmarkFigures());
  if (!rows.ok) return rows;
  return ok(
    rows.value.map((row) => ({
      task: textOf(row['task']),
      metric: textOf(row['metric']),
      model: textOf(row['model']),
      code: row['code'] === null ? null : Number(row['code']),
      value: Number(row['value']),
      higherIsBetter: row['higher'] !== 0,
    })),
  );
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
