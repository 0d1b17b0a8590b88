import type { NumberTable } from '../../domain/panel.ts';

/** A table as CSV with full precision (RFC 4180: CRLF, quotes doubled); an absent value is empty. */
export function toCsv(table: NumberTable): string {
  const lines = [
    table.columns.map((column) => field(column.name)),
    ...table.rows.map((row) => row.map((cell) => field(cell.value))),
  ];
  return lines.map((line) => `${line.join(',')}\r\n`).join('');
}

function field(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  // A spreadsheet would run a cell that begins like a formula; an apostrophe keeps it text.
  const safe = /^[=+\-@\t\r]/.test(value) && Number.isNaN(Number(value)) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
