import type { Problem } from '../domain/problem.ts';

/** What the page says where Declination itself failed. */
export function internalProblem(error: unknown): Problem {
  return {
    code: 'internal-error',
    severity: 'error',
    message: 'Something in Declination failed.',
    wayOn: 'Your data are still here. Reload the page if it does not go on.',
    detail: error instanceof Error ? error.message : String(error),
  };
}
