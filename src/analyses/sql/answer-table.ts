import { fixed } from '../../domain/format.ts';

/** A value of an answer as the page holds it; lists, structures and the like are written out. */
export type Value = string | number | boolean | null;

/** A column of an answer. */
export interface AnswerColumn {
  readonly name: string;
  /** The engine's name of its type, such as `BIGINT`. */
  readonly type: string;
  readonly isNumeric: boolean;
  /** Whether its numbers are whole by type. */
  readonly isWhole: boolean;
}

/** An answer to a statement: values by row and column, fetched as they are needed. */
export interface AnswerTable {
  readonly columns: readonly AnswerColumn[];
  readonly rows: number;
  at(row: number, column: number): Value;
  /** All values of a column, in the order of the answer. */
  values(column: number): readonly Value[];
}

const DECIMALS = 4;

/** A value as the table shows it: numbers with four decimals, unless they are whole or tiny. */
export function writeValue(value: Value, column: AnswerColumn): string {
  if (value === null) return '';
  if (typeof value !== 'number') return String(value);
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '−∞';
  if (column.isWhole) return fixed(value, 0);
  const size = Math.abs(value);
  if ((size !== 0 && size < 10 ** -DECIMALS / 2) || size >= 1e15)
    return value.toExponential(3).replaceAll('-', '−');
  return fixed(value, DECIMALS);
}

/** How the rows of an answer are ordered on the page. */
export interface RowOrder {
  readonly column: number;
  readonly descending: boolean;
}

/**
 * Row numbers in order: numbers by size, texts as dictionaries of English have them, absent values last
 * whatever the direction; equal ones stay as the answer has them. O(n log n).
 */
export function orderRows(table: AnswerTable, order: RowOrder | null): Uint32Array {
  const rows = Uint32Array.from({ length: table.rows }, (_, row) => row);
  if (order === null) return rows;
  const values = table.values(order.column);
  const sign = order.descending ? -1 : 1;
  const { compare } = new Intl.Collator('en', { numeric: true });
  return rows.sort((a, b) => {
    const [x, y] = [values[a], values[b]];
    if (isAbsent(x) || isAbsent(y)) return Number(isAbsent(x)) - Number(isAbsent(y)) || a - b;
    const difference =
      typeof x === 'number' && typeof y === 'number' ? x - y : compare(String(x), String(y));
    return sign * difference || a - b;
  });
}

function isAbsent(value: Value | undefined): boolean {
  return value === null || value === undefined || Number.isNaN(value);
}
