import { ProblemError } from '../domain/problem.ts';

/** Bytes of a JSON object above which it is no record, but one that never closes. */
export const LONGEST_RECORD = 256 << 20;

/** The Problem of an object that goes on and on. */
export function longRecord(file: string): ProblemError {
  return new ProblemError({
    code: 'unclosed-object',
    severity: 'error',
    message: 'A JSON object opens and does not close.',
    file,
    found: `more than ${LONGEST_RECORD} bytes in one object`,
    expected: 'objects that close',
    wayOn: 'Copy or write the file again, one object per line.',
  });
}
