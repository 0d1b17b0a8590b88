import { DuckDBInstance } from '@duckdb/node-api';
import type { GeneratedFile } from './generate.ts';

const facets = ['model', 'prompt', 'task', 'item'] as const;

/** Mean absolute error and its count of scored rows, by model: the answer that both sides owe. */
export type MeanByModel = ReadonlyMap<string, { readonly n: number; readonly mean: number }>;

export interface NativeTimes {
  /** Milliseconds from the file to a table whose facets are dictionary-coded. */
  readonly importMs: number;
  /** Milliseconds for the sums behind the panels, filtered to one model. */
  readonly filterMs: number;
  readonly answer: MeanByModel;
}

/** The groupings behind the panels of Slices, each as count, sum and sum of squares per cluster. */
const groupings = [['model'], ['prompt'], ['task'], ['model', 'task']];

/** DuckDB reads Arrow files by an extension only: beside them it reads the Parquet of the same rows. */
function readerOf(path: string, format: GeneratedFile['format']) {
  if (format === 'csv') return { reader: 'read_csv', from: path };
  if (format === 'jsonl') return { reader: 'read_json', from: path };
  return { reader: 'read_parquet', from: path.replace(/arrow$/, 'parquet') };
}

/**
 * Reads a file with DuckDB itself, on one thread and in memory, into a table of ENUMs: what the
 * page does, done by the engine that has the whole machine.
 */
export async function timeNative({ path, format }: GeneratedFile): Promise<NativeTimes> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  const { reader, from } = readerOf(path, format);

  const start = performance.now();
  await connection.run(`CREATE TEMP TABLE names AS SELECT * FROM ${reader}('${from}')`);
  for (const facet of facets) {
    const levels = `SELECT DISTINCT ${facet} FROM names ORDER BY ${facet}`;
    await connection.run(`CREATE TYPE ${facet}_level AS ENUM (${levels})`);
  }
  const codes = facets.map((facet) => `${facet}::${facet}_level AS ${facet}`).join(', ');
  await connection.run(`CREATE TABLE scores AS SELECT ${codes}, score, reference FROM names`);
  await connection.run('DROP TABLE names');
  const importMs = performance.now() - start;

  const filterStart = performance.now();
  for (const grouping of groupings) {
    const keys = grouping.join(', ');
    await connection.runAndReadAll(`
      SELECT ${keys}, sum(n), sum(total), sum(n * n), sum(total * total), sum(n * total) FROM (
        SELECT ${keys}, item, count(score) AS n, sum(abs(score - reference)) AS total
        FROM scores WHERE model = 'model-07' GROUP BY ${keys}, item)
      GROUP BY ${keys}`);
  }
  const filterMs = performance.now() - filterStart;

  const rows = await connection.runAndReadAll(
    `SELECT model::VARCHAR, count(score)::INTEGER, avg(abs(score - reference))
     FROM scores GROUP BY model ORDER BY model`,
  );
  const answer = new Map(
    rows.getRows().map(([model, n, mean]) => [String(model), { n: Number(n), mean: Number(mean) }]),
  );
  connection.closeSync();
  instance.closeSync();
  return { importMs, filterMs, answer };
}
