import type { Column } from './batch.ts';

const fromUtf8 = new TextDecoder();

/** One cell as text, null where it is missing or empty. */
export function cellText(column: Column, row: number): string | null {
  switch (column.kind) {
    case 'text': {
      const start = column.starts[row];
      const text = start < 0 ? '' : fromUtf8.decode(column.data.subarray(start, column.ends[row]));
      return text || null;
    }
    case 'number':
      return Number.isNaN(column.values[row]) ? null : String(column.values[row]);
    case 'values':
      return written(column.values[row]);
    case 'dictionary':
      return column.indices[row] < 0 ? null : written(column.dictionary[column.indices[row]]);
  }
}

function written(value: string | number | null): string | null {
  return value === null || value === '' ? null : String(value);
}
