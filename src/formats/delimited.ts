import type { Batch, Skip, Table } from './batch.ts';
import type { Dialect, Header } from './delimited-dialect.ts';
import { findHeader, guessDialect } from './delimited-dialect.ts';
import { scanRecords } from './delimited-scan.ts';
import { ProblemError } from '../domain/problem.ts';
import { isRule } from './ruled-tables.ts';
import type { Source } from './source.ts';
import { concat } from './source.ts';
import { looksLikeText } from './looks-like-text.ts';
import { withoutTotals } from './totals-below.ts';
import { uniqueNames } from './unique-names.ts';
import type { TableFormat } from './format.ts';

const BATCH_ROWS = 122_880;
/** A record longer than this is an unclosed quote, not a record. */
const LONGEST_RECORD = 64 << 20;
const LINE_END = 10;
const STROKE = 124;

/** CSV, TSV and relatives: any delimiter, quoted line breaks, byte-order mark, decimal commas. */
export const delimited: TableFormat = {
  id: 'csv',
  label: 'CSV table',
  recognise(source) {
    if (!looksLikeText(source.head)) return 0;
    const text = new TextDecoder().decode(source.head);
    if (/^\s*[[{]/.test(text)) return 0;
    const dialect = guessDialect(text);
    if (!dialect) return 0;
    // What a rule stands below is a header drawn with strokes.
    const isDrawn = dialect.delimiter === STROKE && text.split('\n').some(isRule);
    return isDrawn ? 0 : 0.5;
  },
  open(source) {
    const header = findHeader(new TextDecoder().decode(source.head));
    if (!header) throw new Error('invalid state; opened a file that was not recognised');
    return Promise.resolve(openDelimited(source, header));
  },
};

/** A delimited table whose header is known. */
export function openDelimited(source: Source, { dialect, names }: Header): Table {
  const columns = uniqueNames(names);
  return {
    columns,
    rows: null,
    decimalComma: dialect.decimalComma,
    batches: () => readBatches(source, dialect, columns),
  };
}

async function* readBatches(
  source: Source,
  dialect: Dialect,
  columns: readonly string[],
): AsyncGenerator<Batch, void, void> {
  const starts = columns.map(() => new Int32Array(BATCH_ROWS));
  const ends = columns.map(() => new Int32Array(BATCH_ROWS));
  let rest: Uint8Array = new Uint8Array();
  // The header is record 0.
  let nextRow = -dialect.above;
  let bytesDone = 0;

  function* scan(data: Uint8Array, atEnd: boolean): Generator<Batch> {
    let from = 0;
    while (from < data.length) {
      const view = data.subarray(from);
      const found = scanRecords(
        view,
        dialect.delimiter,
        starts,
        ends,
        atEnd,
        nextRow,
        dialect.exact,
      );
      // The header and what is above it are scanned like any record, as quoted names may hold line ends.
      const above = Math.max(0, Math.min(1 - nextRow, found.records));
      const header = above - found.long.filter(({ row }) => row <= 0).length;
      if (found.records > 0) {
        const batch: Batch = {
          rows: found.rows - header,
          firstRow: Math.max(1, nextRow),
          bytesDone,
          skips: skipsOf(found, view, columns.length),
          columns: columns.map((_, c) => ({
            kind: 'text' as const,
            data: view,
            starts: header ? starts[c].subarray(header) : starts[c],
            ends: header ? ends[c].subarray(header) : ends[c],
          })),
        };
        yield dialect.exact ? batch : withoutTotals(batch);
      }
      nextRow += found.records;
      from += found.rest;
      if (found.rest === 0) break;
    }
    rest = data.slice(from);
    if (rest.length > LONGEST_RECORD) throw unclosed(source.name, nextRow);
  }

  for await (const chunk of source.chunks()) {
    bytesDone = chunk.bytesDone;
    const data =
      rest.length === 0
        ? chunk.bytes
        : concat([rest, chunk.bytes], rest.length + chunk.bytes.length);
    yield* scan(data, false);
  }
  if (rest.length > 0) {
    const last = rest;
    yield* scan(last, true);
    if (rest.length > 0 && rest.some((byte) => byte > 32)) throw unclosed(source.name, nextRow);
  }
}

function skipsOf(found: ReturnType<typeof scanRecords>, data: Uint8Array, width: number): Skip[] {
  const skips: Skip[] = records(found.short, (row) => row).map((row) => ({
    reason: `fewer fields than the ${width} of the header; the rest read as empty`,
    row,
    found: 'a short line',
    kept: true,
  }));
  for (const { row, fields, start, end } of records(found.long, ({ row }) => row)) {
    let stop = Math.min(end, start + 80);
    while (stop > start && data[stop - 1] <= LINE_END + 3) stop--;
    skips.push({
      reason: `more fields than the ${width} of the header`,
      row,
      found: `${fields} fields: ${new TextDecoder().decode(data.subarray(start, stop))}`,
      kept: false,
    });
  }
  return skips;
}

/** Those below the header. */
function records<T>(found: readonly T[], row: (one: T) => number): readonly T[] {
  return found.filter((one) => row(one) > 0);
}

function unclosed(file: string, row: number): ProblemError {
  return new ProblemError({
    code: 'unclosed-quote',
    severity: 'error',
    message: 'A quoted field opens and never closes.',
    file,
    row,
    found: 'the end of the file inside quotes',
    expected: 'a closing quote',
    wayOn: 'Close the quote in that row, or write the table again with another program.',
  });
}
