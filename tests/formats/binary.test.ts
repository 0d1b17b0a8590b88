import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import {
  Float64,
  Int32,
  Table,
  makeVector,
  tableFromIPC,
  tableToIPC,
  vectorFromArray,
  Utf8,
} from 'apache-arrow';
import { beforeAll, describe, expect, test } from 'vitest';
import { arrowIpc } from '../../src/formats/arrow-ipc.ts';
import type { Content } from '../../src/formats/content.ts';
import { NearContent } from '../../src/formats/content.ts';
import { Source } from '../../src/formats/source.ts';
import { gzip, readTable } from './read-table.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'declination-'));
const file = (name: string): string => path.join(folder, name);

beforeAll(async () => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(
    `COPY (SELECT 'm' || (i % 3) AS model, i AS item, CASE WHEN i % 7 = 0 THEN NULL ELSE i / 8 END AS score, i % 2 = 0 AS right, (i / 4)::DECIMAL(9, 2) AS price, DATE '2026-01-01' + i::INTEGER AS day, {'a': i} AS nested FROM range(5000) t(i)) TO '${file('t.parquet')}' (ROW_GROUP_SIZE 2048)`,
  );
  await connection.run(
    `COPY (SELECT 9007199254740993 + i AS item, [0.37, 0.54, 0.1][i + 1]::DECIMAL(20, 4) AS score, [18446744073709551615, NULL, 0][i + 1]::UBIGINT AS seed FROM range(3) t(i)) TO '${file('long.parquet')}'`,
  );
});

describe('Parquet', () => {
  test('text, integers, decimals, booleans, dates, structs and missing values are read over row groups', async () => {
    const table = await readTable(readFileSync(file('t.parquet')));
    expect(table.format).toBe('parquet');
    expect(table.columns).toEqual(['model', 'item', 'score', 'right', 'price', 'day', 'nested']);
    expect(table.rows).toHaveLength(5000);
    expect(table.rows[7]).toEqual([
      'm1',
      '7',
      null,
      '0',
      '1.75',
      '2026-01-08T00:00:00.000Z',
      '{"a":7}',
    ]);
    expect(table.rows[4999]).toEqual([
      'm1',
      '4999',
      '624.875',
      '0',
      '1249.75',
      '2039-09-09T00:00:00.000Z',
      '{"a":4999}',
    ]);
  });

  test('decimals are rounded once, and whole numbers beyond 2^53 keep their digits', async () => {
    const table = await readTable(readFileSync(file('long.parquet')));
    expect(table.rows.slice(0, 3)).toEqual([
      ['9007199254740993', '0.37', '18446744073709551615'],
      ['9007199254740994', '0.54', null],
      ['9007199254740995', '0.1', '0'],
    ]);
  });

  test('inside gzip it reads the same', async () => {
    const table = await readTable(await gzip(readFileSync(file('t.parquet'))));
    expect(table.rows).toHaveLength(5000);
  });

  test.each([0.3, 0.9, 0.999])(
    'cut off at %d of its length it is a problem, not a table',
    async (share) => {
      const bytes = readFileSync(file('t.parquet'));
      await expect(
        readTable(bytes.subarray(0, Math.floor(bytes.length * share))),
      ).rejects.toMatchObject({
        problem: { code: 'damaged-parquet', file: 'table' },
      });
    },
  );
});

/** Content that says how many bytes were read of it at once. */
function watched(bytes: Uint8Array, reads: number[]): Content {
  const content = NearContent.of(bytes);
  const watch = (part: Content): Content => ({
    size: part.size,
    slice: (from, to) => watch(part.slice(from, to)),
    arrayBuffer: () => {
      reads.push(part.size);
      return part.arrayBuffer();
    },
    stream: () => part.stream(),
  });
  return watch(content);
}

describe('Arrow IPC', () => {
  test.each(['file', 'stream'] as const)(
    'a large %s is read a batch at a time, and its columns without its rows',
    async (form) => {
      const values = Float64Array.from({ length: 200_000 }, (_, i) => i);
      const batch = new Table({ score: makeVector(values) }).batches[0];
      const bytes = tableToIPC(new Table([batch, batch, batch, batch]), form);
      const reads: number[] = [];
      const source = await Source.open(watched(bytes, reads), 'large.arrow');
      reads.length = 0;
      const table = await arrowIpc.open(source);
      expect(table.columns).toEqual(['score']);
      expect(Math.max(...reads)).toBeLessThan(1000);
      let [rows, sum] = [0, 0];
      for await (const { rows: count, columns } of table.batches()) {
        rows += count;
        if (columns[0].kind === 'number') for (const value of columns[0].values) sum += value;
      }
      expect(rows).toBe(800_000);
      expect(sum).toBe(4 * ((199_999 * 200_000) / 2));
      expect(Math.max(...reads)).toBeLessThan(bytes.length / 3);
    },
  );

  const source = new Table({
    model: vectorFromArray(['a', 'b', 'a']),
    score: vectorFromArray([1, NaN, 2.5], new Float64()),
    run: vectorFromArray([1, 2, 3], new Int32()),
    task: vectorFromArray(['x', null, 'y']),
  });
  const expected = [
    ['a', '1', '1', 'x'],
    ['b', null, '2', null],
    ['a', '2.5', '3', 'y'],
  ];

  test.each(['file', 'stream'] as const)(
    'the %s form is read, dictionaries and all',
    async (form) => {
      const table = await readTable(tableToIPC(source, form) as Uint8Array<ArrayBuffer>);
      expect(table.columns).toEqual(['model', 'score', 'run', 'task']);
      expect(table.rows).toEqual(expected);
      expect(tableFromIPC(tableToIPC(source, form)).numRows).toBe(3);
    },
  );

  test('texts said to lie beyond their bytes are a problem, not gigabytes read', async () => {
    const texts = new Table({ model: vectorFromArray(['abcde', 'fghij'], new Utf8()) });
    const bytes = tableToIPC(texts, 'file') as Uint8Array<ArrayBuffer>;
    const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
    const at = words.findIndex(
      (word, i) => word === 0 && words[i + 1] === 5 && words[i + 2] === 10,
    );
    words[at + 2] = 2 ** 30;
    await expect(readTable(bytes)).rejects.toMatchObject({
      problem: { code: 'damaged-arrow', detail: expect.stringContaining('invalid text') },
    });
  });

  test('a type that newer versions have is a problem of its own, not damage', async () => {
    const bytes = tableToIPC(new Table({ m: vectorFromArray(['a'], new Utf8()) }), 'stream');
    const codes: unknown[] = [];
    // The byte that says Utf8 (5) becomes Utf8View (24), wherever it stands in the schema.
    for (let at = 0; at < 300; at++) {
      if (bytes[at] !== 5) continue;
      const other = bytes.slice() as Uint8Array<ArrayBuffer>;
      other[at] = 24;
      await readTable(other).catch((error: unknown) =>
        codes.push((error as { problem: { code: string } }).problem.code),
      );
    }
    expect(codes).toContain('unknown-column-type');
  });

  test('cut off it is a problem', async () => {
    const bytes = tableToIPC(source, 'file');
    await expect(readTable(bytes.slice(0, 200) as Uint8Array<ArrayBuffer>)).rejects.toMatchObject({
      problem: { code: 'damaged-arrow' },
    });
  });
});

test.each([
  ['', 'empty-file'],
  ['just some words', 'unknown-format'],
  ['PK\u0003\u0004 word/document.xml', 'unknown-format'],
])('%j is a problem that says what was found', async (content, code) => {
  await expect(readTable(content)).rejects.toMatchObject({
    problem: { code, found: expect.any(String) as string, wayOn: expect.any(String) as string },
  });
});
