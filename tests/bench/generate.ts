import { existsSync, mkdirSync, openAsBlob, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { Source } from '../../src/formats/source.ts';
import { toIpc } from '../../workers/arrow-build.ts';
import { numbersOf, textAt } from '../../workers/coder.ts';
import { nodeParquet } from '../tooling/node-parquet.ts';

/** A study of full crossing: each model answers each item of each task under each prompt. */
export interface Design {
  readonly models: number;
  readonly prompts: number;
  readonly tasks: number;
  /** Items in each task. */
  readonly items: number;
}

/** Twenty models, five prompts and ten tasks, with as many items as the rows allow. */
export function designOf(rows: number): Design {
  const design = { models: 20, prompts: 5, tasks: 10 };
  const items = Math.round(rows / (design.models * design.prompts * design.tasks));
  if (items < 1) throw new Error(`too few rows for one item per task: ${rows}`);
  return { ...design, items };
}

/** Formats the study is written in. */
export const TABLE_FORMATS = ['csv', 'jsonl', 'parquet', 'arrow'] as const;

export interface GeneratedFile {
  readonly path: string;
  readonly format: (typeof TABLE_FORMATS)[number];
  readonly rows: number;
  readonly bytes: number;
}

/**
 * Uniform in [0, 1) from a key and a stream: the top 53 bits of DuckDB's 64-bit hash, which is the
 * same for one version of DuckDB, and the version is pinned.
 */
const uniform = (key: string, stream: number) =>
  `((hash(${key}, ${stream}, 20250727) >> 11)::DOUBLE / 9007199254740992)`;

/** Near-normal with mean 0 and variance 1: twelve uniforms less six (Irwin 1927, Hall 1927). */
const normal = (key: string, stream: number) =>
  `(${Array.from({ length: 12 }, (_, i) => uniform(key, 100 * stream + i)).join(' + ')} - 6)`;

/**
 * The rows: score = reference + shared item difficulty + model, prompt and cell effects + noise, with
 * four decimals, and one score in 200 missing. One run of all items after another, as logs are
 * gathered, so that every item's name comes back a hundred times, far apart.
 */
function rowsSql({ models, prompts, tasks, items }: Design): string {
  const effect = (name: string, count: number, sd: number, stream: number) =>
    `${name}_effect AS (SELECT range AS ${name}, ${sd} * ${normal('range', stream)} AS ${name}_e
      FROM range(${count}))`;
  return `
    WITH ${effect('model', models, 0.06, 1)}, ${effect('prompt', prompts, 0.03, 2)},
      item_effect AS (SELECT range AS item, 0.1 * ${normal('range', 3)} AS item_e,
        round(0.1 + 0.8 * ${uniform('range', 4)}, 2) AS reference FROM range(${tasks * items}))
    SELECT printf('model-%02d', model) AS model, printf('prompt-%d', prompt) AS prompt,
      printf('task-%02d', item // ${items}) AS task, printf('t%02d-%06d', item // ${items}, item)
        AS item,
      CASE WHEN ${uniform('row', 5)} < 0.005 THEN NULL ELSE
        round(reference + model_e + prompt_e + item_e + 0.08 * ${normal('row', 6)}, 4) END AS score,
      reference
    FROM (SELECT range AS row, range // ${tasks * items * prompts} AS model,
        range // ${tasks * items} % ${prompts} AS prompt, range % ${tasks * items} AS item
        FROM range(${models * prompts * tasks * items}))
      JOIN item_effect USING (item) JOIN model_effect USING (model) JOIN prompt_effect USING (prompt)
    ORDER BY row`;
}

const OPTIONS = { csv: 'FORMAT csv, HEADER', jsonl: 'FORMAT json', parquet: 'FORMAT parquet' };

/**
 * Writes the study as one file per format into a folder, where it stays for the next run.
 * Row groups of 122,880 rows and Snappy, DuckDB's own defaults, as most Parquet files have.
 */
export async function generate(folder: string, rows: number): Promise<GeneratedFile[]> {
  const design = designOf(rows);
  const count = design.models * design.prompts * design.tasks * design.items;
  mkdirSync(folder, { recursive: true });
  const files = TABLE_FORMATS.map((format) => ({
    format,
    path: join(folder, `scores-${count}.${format}`),
    rows: count,
  }));
  const missing = files.filter(({ path }) => !existsSync(path));
  if (missing.length > 0) {
    const connection = await (await DuckDBInstance.create()).connect();
    await connection.run(`CREATE TABLE scores AS ${rowsSql(design)}`);
    for (const { path, format } of missing) {
      if (format === 'arrow')
        await writeArrow(`${path}.part`, files.find((file) => file.format === 'parquet')!.path);
      else await connection.run(`COPY scores TO '${path}.part' (${OPTIONS[format]})`);
      // Whole or not at all: a file left by a broken run must not be timed.
      renameSync(`${path}.part`, path);
    }
    connection.closeSync();
  }
  return files.map((file) => ({ ...file, bytes: statSync(file.path).size }));
}

/** An Arrow IPC stream of the rows of a Parquet file: texts as Utf8, numbers as Float64. */
async function writeArrow(path: string, parquet: string): Promise<void> {
  const source = await Source.open(await openAsBlob(parquet), parquet);
  const table = await nodeParquet.open(source);
  writeFileSync(path, new Uint8Array());
  let isFirst = true;
  for await (const batch of table.batches()) {
    const ipc = toIpc(
      batch.columns.map((column, c) => {
        const name = table.columns[c];
        return name === 'score' || name === 'reference'
          ? { name, numbers: numbersOf(column, batch.rows, false) }
          : { name, texts: Array.from({ length: batch.rows }, (_, row) => textAt(column, row)) };
      }),
      batch.rows,
    );
    // One schema in front, one end behind: each piece is a stream of its own.
    const schema = 8 + new DataView(ipc.buffer, ipc.byteOffset).getInt32(4, true);
    writeFileSync(path, ipc.subarray(isFirst ? 0 : schema, ipc.length - 8), { flag: 'a' });
    isFirst = false;
  }
  writeFileSync(path, Uint8Array.of(255, 255, 255, 255, 0, 0, 0, 0), { flag: 'a' });
}
