import type { Problem, Result } from '../src/domain/problem.ts';
import { ProblemError, fail, ok } from '../src/domain/problem.ts';
import type { Statement } from '../src/domain/statement.ts';

/** Runs to a value, or to the Problem that stood in its way: nothing is thrown across the worker. */
export async function attempt<T>(run: () => Promise<T>): Promise<Result<T>> {
  try {
    return ok(await run());
  } catch (error) {
    if (error instanceof ProblemError) return { ok: false, problem: error.problem };
    return fail({
      code: 'unexpected',
      message: 'Something went wrong inside the workbench; the data are unchanged.',
      wayOn: 'Try again; if it stays, reload the page and drop the files once more.',
      detail: error instanceof Error ? error.message : String(error),
    });
  }
}

/** As `attempt`, for what a browser refuses to keep. */
export async function attemptKeeping<T>(run: () => Promise<T>): Promise<Result<T>> {
  try {
    return ok(await run());
  } catch (error) {
    const full = error instanceof Error && error.name === 'QuotaExceededError';
    return fail({
      code: full ? 'no-room' : 'not-kept',
      severity: 'warning',
      message: full
        ? 'The browser has no room to keep these data; they are loaded, and what was kept before stays.'
        : 'The browser refused to keep data, or to give back what it kept.',
      wayOn: full
        ? 'Free room in the browser’s settings, or drop the files again on the next visit.'
        : 'Drop the files again on the next visit; a private window keeps nothing.',
      detail: error instanceof Error ? error.message : String(error),
    });
  }
}

/** What went wrong with a statement, with the statement and the engine's words. */
export function queryProblem(statement: Statement, error: unknown): Problem {
  const detail = error instanceof Error ? error.message : String(error);
  return {
    code: /interrupt|cancel/i.test(detail) ? 'query-cancelled' : 'query-failed',
    severity: 'error',
    message: 'The statement could not be run.',
    sql: statement.text,
    detail,
    wayOn: 'Mend the statement and run it again.',
  };
}
