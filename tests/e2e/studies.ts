import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { tableFromArrays, tableToIPC } from 'apache-arrow';
import type { DroppedFile } from './fixtures.ts';

export interface StudyRow {
  readonly model: string;
  readonly prompt: string;
  readonly task: string;
  readonly item: string;
  readonly score: number;
}

const MODELS = ['avis', 'bora', 'cirrus', 'dune', 'ember', 'fjord', 'gale', 'haze'];

/** Rows of a small crossed study with fixed, uneven scores: one model per file to be written. */
export function studyRows(model: string): StudyRow[] {
  const m = MODELS.indexOf(model);
  return ['plain', 'steps'].flatMap((prompt, p) =>
    ['reading', 'sums'].flatMap((task, t) =>
      Array.from({ length: 30 }, (_, i) => ({
        model,
        prompt,
        task,
        item: `${task}-${i}`,
        score:
          Math.round(
            (2 + Math.sin(i * 1.7 + t) + 0.3 * m + 0.2 * p + 0.4 * Math.sin(i * m + p)) * 100,
          ) / 100,
      })),
    ),
  );
}

/** References of the same items, by two raters. */
export function references(): DroppedFile {
  const rows = ['reading', 'sums'].flatMap((task, t) =>
    Array.from({ length: 30 }, (_, i) =>
      ['r1', 'r2'].map(
        (rater, r) => `${task},${task}-${i},${rater},${(2 + Math.sin(i + t) + 0.2 * r).toFixed(2)}`,
      ),
    ).flat(),
  );
  return { name: 'references.csv', content: `task,item,rater,score\n${rows.join('\n')}\n` };
}

const text = (rows: readonly StudyRow[], delimiter: string): string =>
  [Object.keys(rows[0]), ...rows.map((row) => Object.values(row))]
    .map((line) => line.join(delimiter))
    .join('\n');

async function parquet(rows: readonly StudyRow[]): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), 'declination-'));
  const from = join(folder, 'rows.json');
  const to = join(folder, 'rows.parquet');
  const { writeFileSync } = await import('node:fs');
  writeFileSync(from, JSON.stringify(rows));
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(`COPY (SELECT * FROM read_json('${from}')) TO '${to}' (FORMAT parquet)`);
  return readFileSync(to);
}

function arrow(rows: readonly StudyRow[], form: 'file' | 'stream'): Uint8Array {
  const names = ['model', 'prompt', 'task', 'item', 'score'] as const;
  const columns = Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name])]));
  return tableToIPC(
    tableFromArrays({ ...columns, score: Float64Array.from(rows, (r) => r.score) }),
    form,
  );
}

/** One file per format, each with the 120 rows of its own model. */
export async function filesOfEachFormat(): Promise<DroppedFile[]> {
  return [
    { name: 'avis.csv', content: text(studyRows('avis'), ',') },
    { name: 'bora.tsv', content: `\ufeff${text(studyRows('bora'), '\t')}` },
    { name: 'cirrus.json', content: JSON.stringify(studyRows('cirrus')) },
    {
      name: 'dune.jsonl',
      content: studyRows('dune')
        .map((row) => JSON.stringify(row))
        .join('\n'),
    },
    { name: 'ember.parquet', content: await parquet(studyRows('ember')) },
    { name: 'fjord.arrow', content: arrow(studyRows('fjord'), 'file') },
    { name: 'gale.arrows', content: gzipSync(arrow(studyRows('gale'), 'stream')) },
    { name: 'haze.csv.gz', content: gzipSync(text(studyRows('haze'), ';')) },
  ];
}
