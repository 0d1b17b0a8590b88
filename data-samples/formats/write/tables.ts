import { Float64, Table, tableToIPC, Utf8, vectorFromArray } from 'apache-arrow';
import { gzipSync } from 'fflate';
import { zstdFrames } from './eval-archive.ts';
import type { Sample } from './expected.ts';
import { recorded } from './expected.ts';
import { parquetBytes } from './parquet-bytes.ts';
import { answersOf, lines, MODELS } from './study.ts';

interface ScoreRow {
  readonly model: string;
  readonly task: string;
  readonly item: number;
  readonly question: string;
  readonly score: number | null;
  readonly error: string;
}

/** Plain tables of scores: text with several delimiters, JSON, Parquet, Arrow, and packed. */
export function tables(): Sample {
  const rows = MODELS.flatMap((model) => answersOf(model, 'capitals')).map(
    ({ model, item, right }): ScoreRow => ({
      model,
      task: item.task,
      item: item.id,
      question: item.question,
      score: right === null ? null : right * 0.75,
      error: right === null ? 'timeout' : '',
    }),
  );
  const scores = rows.flatMap(({ score }) => (score === null ? [] : [score]));
  const csv = delimited(rows, ',');
  const arrow = tableToIPC(arrowTable(rows), 'stream');
  const files: Record<string, string | Uint8Array> = {
    'scores.arrow': tableToIPC(arrowTable(rows), 'file'),
    'scores.csv': csv,
    'scores.csv.gz': gzipSync(Buffer.from(csv), { level: 9, mtime: '1980-01-01T12:00:00' }),
    'scores.csv.zst': new Uint8Array(zstdFrames(Buffer.from(csv))),
    'scores.json': JSON.stringify(rows, null, 1).replaceAll(': null', ': NaN'),
    'scores.jsonl': `\uFEFF${lines(rows)}`,
    'scores.parquet': parquetBytes(arrow),
    'scores.tsv': delimited(rows, '\t'),
  };
  const formats: Record<string, string> = {
    arrow: 'arrow',
    json: 'json',
    jsonl: 'jsonl',
    parquet: 'parquet',
  };
  return {
    files,
    groups: Object.keys(files).map((name) =>
      recorded(name, formats[name.split('.')[1]] ?? 'csv', 'observations', rows.length, {
        score: scores,
      }),
    ),
  };
}

function delimited(rows: readonly ScoreRow[], delimiter: string): string {
  const line = (values: readonly unknown[]): string =>
    `${values.map((value) => `${value === null ? 'NaN' : String(value)}`).join(delimiter)}\r\n`;
  return line(Object.keys(rows[0])) + rows.map((row) => line(Object.values(row))).join('');
}

function arrowTable(rows: readonly ScoreRow[]): Table {
  const text = (name: 'model' | 'task' | 'question' | 'error') =>
    vectorFromArray(
      rows.map((row) => row[name]),
      new Utf8(),
    );
  return new Table({
    model: text('model'),
    task: text('task'),
    item: vectorFromArray(
      rows.map(({ item }) => item),
      new Float64(),
    ),
    question: text('question'),
    score: vectorFromArray(
      rows.map(({ score }) => score),
      new Float64(),
    ),
    error: text('error'),
  });
}
