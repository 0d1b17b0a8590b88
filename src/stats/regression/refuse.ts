import type { Problem } from '../../domain/problem.ts';

/** What stands in the way of an estimate, as a failed Result. */
export function refuse(problem: Omit<Problem, 'severity'>): {
  readonly ok: false;
  readonly problem: Problem;
} {
  return { ok: false, problem: { severity: 'error', ...problem } };
}
