import type { AnswerTable, Value } from './answer-table.ts';

/** Rows written in one piece, so that a large answer never is one string. */
const PIECE = 5000;

/**
 * An answer as CSV (RFC 4180) in pieces, every number at full precision, rows in the given order. A
 * text that a spreadsheet would run as a formula gets an apostrophe before it.
 */
export function* csvPieces(table: AnswerTable, order: Uint32Array): Generator<string> {
  yield* delimited(table, order, ',', '\r\n', csvField);
}

/** The same separated by tabs, as spreadsheets take it from the clipboard. */
export function tabbed(table: AnswerTable, order: Uint32Array): string {
  return [...delimited(table, order, '\t', '\n', tabField)].join('');
}

function* delimited(
  table: AnswerTable,
  order: Uint32Array,
  separator: string,
  end: string,
  write: (value: Value) => string,
): Generator<string> {
  yield table.columns.map((column) => write(column.name)).join(separator) + end;
  for (let from = 0; from < order.length; from += PIECE) {
    let text = '';
    for (const row of order.subarray(from, from + PIECE))
      text += table.columns.map((_, c) => write(table.at(row, c))).join(separator) + end;
    yield text;
  }
}

function csvField(value: Value): string {
  const text = guarded(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function tabField(value: Value): string {
  return guarded(value).replace(/[\t\r\n]+/g, ' ');
}

function guarded(value: Value): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  return /^[=+\-@\t\r]/.test(value) && Number.isNaN(Number(value)) ? `'${value}` : value;
}
