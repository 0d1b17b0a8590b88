import type { Column } from '../src/formats/batch.ts';
import type { Interner } from '../src/formats/interner.ts';
import { isMissingText, parseNumber, parseText } from '../src/formats/parse-number.ts';

const fromUtf8 = new TextDecoder();

/** Level of a facet in a row whose field is empty. */
export const EMPTY_LEVEL = '(empty)';

/** Level codes of a column; an empty field gets the level `(empty)`, or the code `empty` where given. */
export function codesOf(
  column: Column,
  rows: number,
  levels: Interner,
  empty?: number,
): Int32Array<ArrayBuffer> {
  const codes = new Int32Array(rows);
  const codeOfEmpty = (): number => empty ?? levels.codeOf(EMPTY_LEVEL);
  const codeOf = (value: string | number | null): number =>
    isEmpty(value) ? codeOfEmpty() : levels.codeOf(String(value));
  switch (column.kind) {
    case 'text': {
      const { data, starts, ends } = column;
      for (let row = 0; row < rows; row++)
        codes[row] =
          starts[row] < 0 || starts[row] === ends[row]
            ? codeOfEmpty()
            : levels.code(data, starts[row], ends[row]);
      return codes;
    }
    case 'dictionary': {
      const known = column.dictionary.map(() => NaN);
      for (let row = 0; row < rows; row++) {
        const index = column.indices[row];
        if (index < 0) codes[row] = codeOfEmpty();
        else {
          if (Number.isNaN(known[index])) known[index] = codeOf(column.dictionary[index]);
          codes[row] = known[index];
        }
      }
      return codes;
    }
    default: {
      const known = new Map<unknown, number>();
      for (let row = 0; row < rows; row++) {
        const value = column.values[row];
        let code = known.get(value);
        if (code === undefined) known.set(value, (code = codeOf(value)));
        codes[row] = code;
      }
      return codes;
    }
  }
}

function isEmpty(value: string | number | null): boolean {
  return value === null || value === '' || Number.isNaN(value);
}

/** Numbers of a column; NaN where there is none. */
export function numbersOf(
  column: Column,
  rows: number,
  decimalComma: boolean,
): Float64Array<ArrayBuffer> {
  const numbers = new Float64Array(rows);
  switch (column.kind) {
    case 'number':
      numbers.set(column.values.subarray(0, rows));
      return numbers;
    case 'text': {
      const { data, starts, ends } = column;
      for (let row = 0; row < rows; row++)
        numbers[row] =
          starts[row] < 0 || starts[row] === ends[row]
            ? NaN
            : parseNumber(data, starts[row], ends[row], decimalComma);
      return numbers;
    }
    case 'dictionary': {
      const known = column.dictionary.map((value) => numberOf(value, decimalComma));
      for (let row = 0; row < rows; row++)
        numbers[row] = column.indices[row] < 0 ? NaN : known[column.indices[row]];
      return numbers;
    }
    case 'values':
      for (let row = 0; row < rows; row++)
        numbers[row] = numberOf(column.values[row], decimalComma);
      return numbers;
  }
}

/** A score beyond this has no square; no scale comes near it. */
const LARGEST_SCORE = 1e150;

/** Scores or references of a column: as `numbersOf`, without those that no spread can be computed of. */
export function scoresOf(
  column: Column,
  rows: number,
  decimalComma: boolean,
): Float64Array<ArrayBuffer> {
  const scores = numbersOf(column, rows, decimalComma);
  for (let row = 0; row < rows; row++) if (Math.abs(scores[row]) > LARGEST_SCORE) scores[row] = NaN;
  return scores;
}

function numberOf(value: string | number | null, decimalComma: boolean): number {
  if (value === null) return NaN;
  return typeof value === 'number' ? value : parseText(value, decimalComma);
}

/** Text of one field, or null where it is empty. */
export function textAt(column: Column, row: number): string | null {
  switch (column.kind) {
    case 'text':
      return column.starts[row] < 0 || column.starts[row] === column.ends[row]
        ? null
        : fromUtf8.decode(column.data.subarray(column.starts[row], column.ends[row]));
    case 'number':
      return Number.isNaN(column.values[row]) ? null : String(column.values[row]);
    case 'dictionary': {
      const value = column.indices[row] < 0 ? null : column.dictionary[column.indices[row]];
      return value === null || value === '' ? null : String(value);
    }
    case 'values': {
      const value = column.values[row];
      return value === null || value === '' ? null : String(value);
    }
  }
}

/** Whether a field is empty. */
export function isBlank(column: Column, row: number): boolean {
  switch (column.kind) {
    case 'text':
      return column.starts[row] < 0 || column.starts[row] === column.ends[row];
    case 'dictionary':
      return column.indices[row] < 0 || isEmpty(column.dictionary[column.indices[row]]);
    default:
      return isEmpty(column.values[row]);
  }
}

/** Whether a field that gave no number held something that is not just a sign for "no value". */
export function isUnparsable(column: Column, row: number): boolean {
  const text = textAt(column, row);
  return text !== null && !isMissingText(text);
}
