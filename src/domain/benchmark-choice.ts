import { fail, ok } from './problem.ts';
import type { Result } from './problem.ts';

/** A benchmark score that was typed in. */
export interface TypedScore {
  readonly model: string;
  readonly score: number;
}

/** Which figures stand for what a model can do: those of a loaded file, or ones typed in. */
export type BenchmarkChoice =
  | { readonly from: 'file'; readonly task: string; readonly metric: string }
  | { readonly from: 'typed'; readonly name: string; readonly scores: readonly TypedScore[] };

const MAX_NAME = 2000;
/** As many models as anyone types in. */
export const MOST_TYPED = 200;

/** Validates untrusted input (a link); null stands for "as the files have it". */
export function parseBenchmarkChoice(input: unknown): Result<BenchmarkChoice | null> {
  if (input === null) return ok(null);
  if (typeof input !== 'object' || Array.isArray(input)) return damaged();
  const { from, task, metric, name, scores } = input as Record<string, unknown>;
  if (from === 'file' && isName(task) && isName(metric)) return ok({ from, task, metric });
  if (from !== 'typed' || !isName(name) || !Array.isArray(scores)) return damaged();
  if (scores.length > MOST_TYPED || !scores.every(isTyped)) return damaged();
  if (new Set(scores.map(({ model }) => model)).size < scores.length) return damaged();
  return ok({ from, name, scores: scores.map(({ model, score }) => ({ model, score })) });
}

function isTyped(value: unknown): value is TypedScore {
  if (typeof value !== 'object' || value === null) return false;
  const { model, score } = value as Record<string, unknown>;
  return isName(model) && typeof score === 'number' && Number.isFinite(score);
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MAX_NAME;
}

function damaged(): Result<never> {
  return fail({
    code: 'damaged-link',
    message: 'The benchmark of this view cannot be read.',
    field: 'benchmark',
    expected: 'a benchmark of a file, or a score for each of at most 200 models',
    wayOn: 'Ask for the link again; what you see now is unchanged.',
  });
}
