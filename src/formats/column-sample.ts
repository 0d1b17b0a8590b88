import { isMissingText } from './parse-number.ts';

/** The first values of a column, as text; empty ones are ''. */
export interface ColumnSample {
  readonly name: string;
  readonly values: readonly string[];
}

/** The values that are there. */
export function filled(column: ColumnSample): string[] {
  return column.values.filter((value) => !isMissingText(value));
}
