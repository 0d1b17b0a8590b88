import { ProblemError } from '../../domain/problem.ts';

/** What is thrown for an Inspect log that cannot be read. */
export function damagedLog(file: string, found: string): ProblemError {
  return new ProblemError({
    code: 'damaged-inspect-log',
    severity: 'error',
    message: 'This Inspect log is damaged or cut off.',
    file,
    found,
    expected: 'a log as Inspect writes it',
    wayOn: 'Copy the log again; Inspect can also rewrite it with “inspect log convert”.',
  });
}
