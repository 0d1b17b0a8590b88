/**
 * What a user can cause, as a value: it names the place, what was found and expected, and the way on.
 * A Problem never crosses a worker as an exception, because structured cloning loses an error's class.
 */
export interface Problem {
  /** Stable, kebab-case: tests and help texts refer to it. */
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  /** One sentence in the user's words. */
  readonly message: string;
  readonly file?: string;
  /** 1-based row in the file, the header not counted. */
  readonly row?: number;
  readonly field?: string;
  readonly found?: string;
  readonly expected?: string;
  /** What the user can do next. */
  readonly wayOn?: string;
  /** The statement that failed and the engine's words, where there was one. */
  readonly sql?: string;
  readonly detail?: string;
}

/** A value or the Problem that stood in its way. */
export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

/** Wraps a value as a Result. */
export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

/** Wraps a Problem as a Result; severity defaults to `error`. */
export function fail<T = never>(
  problem: Omit<Problem, 'severity'> & { severity?: Problem['severity'] },
): Result<T> {
  return { ok: false, problem: { severity: 'error', ...problem } };
}

/** Thrown inside one thread to unwind to the edge that turns it back into a Result; never crosses a worker. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.message);
  }
}
