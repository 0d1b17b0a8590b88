import { ProblemError } from '../domain/problem.ts';

/** The Problem that a column has a type the Arrow reader does not know; null for any other failure. */
export function unknownColumnType(file: string, error: unknown): ProblemError | null {
  const detail = error instanceof Error ? error.message : String(error);
  if (!/unrecognized type/i.test(detail)) return null;
  return new ProblemError({
    code: 'unknown-column-type',
    severity: 'error',
    message: 'A column of this file is of a type that cannot be read here.',
    file,
    found: 'a type of newer Arrow versions, such as string_view',
    expected: 'text, numbers, booleans, dates, decimals, lists or structs',
    wayOn:
      'In pyarrow cast such columns to string, in polars write with compat_level=CompatLevel.oldest(); or write the table as CSV.',
    detail,
  });
}
