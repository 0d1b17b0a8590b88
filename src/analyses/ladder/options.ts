import type { BenchmarkChoice } from '../../domain/benchmark-choice.ts';
import { parseBenchmarkChoice } from '../../domain/benchmark-choice.ts';
import { fail, ok } from '../../domain/problem.ts';
import type { Result } from '../../domain/problem.ts';

/** Panels of the Ladder view that can be shown as a table instead of a figure. */
export const LADDER_PANELS = ['ladder', 'between'] as const;

export type LadderPanel = (typeof LADDER_PANELS)[number];

/** How the Ladder view is set: plain, immutable and versioned, so that it can go into a link. */
export interface LadderOptions {
  readonly version: 1;
  /** Whether a line is a model, or a model with one prompt. */
  readonly show: 'model' | 'model-prompt';
  /** Null takes the benchmark that most models have. */
  readonly benchmark: BenchmarkChoice | null;
  /** Name of the line that is marked; null marks the best and the last by benchmark. */
  readonly marked: string | null;
  /** Panels that show their numbers as a table. */
  readonly tables: readonly LadderPanel[];
}

/** A line per model, the benchmark as the files have it. */
export const DEFAULT_LADDER_OPTIONS: LadderOptions = {
  version: 1,
  show: 'model',
  benchmark: null,
  marked: null,
  tables: [],
};

const MAX_NAME = 4000;

/** Validates untrusted input (a link) into options of the Ladder view; a Problem names the field. */
export function parseLadderOptions(input: unknown): Result<LadderOptions> {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    return damaged('options');
  const { version, show, benchmark, marked, tables } = input as Record<string, unknown>;
  if (version !== 1) return damaged('version');
  if (show !== 'model' && show !== 'model-prompt') return damaged('show');
  const choice = parseBenchmarkChoice(benchmark);
  if (!choice.ok) return choice;
  if (marked !== null && !(typeof marked === 'string' && marked.length <= MAX_NAME))
    return damaged('marked');
  if (!Array.isArray(tables)) return damaged('tables');
  const known = LADDER_PANELS.filter((panel) => tables.includes(panel));
  if (known.length !== tables.length) return damaged('tables');
  return ok({ version: 1, show, benchmark: choice.value, marked, tables: known });
}

function damaged(field: string): Result<never> {
  return fail({
    code: 'damaged-link',
    message: `The ${field} of this Ladder view cannot be read.`,
    field,
    wayOn: 'Ask for the link again; what you see now is unchanged.',
  });
}
