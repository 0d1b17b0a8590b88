import { ERROR_MEASURES, MISSING_POLICIES } from './error-measure.ts';
import type { ErrorMeasure, MissingPolicy } from './error-measure.ts';
import { parseGrades } from './grade.ts';
import type { GradeValue } from './grade.ts';
import { parseNamings } from './naming.ts';
import type { Naming } from './naming.ts';
import { fail, ok } from './problem.ts';
import type { Result } from './problem.ts';

/** Keeps the observations whose level of `facet` is one of `levels` (names, never codes). */
export interface Filter {
  readonly facet: string;
  readonly levels: readonly string[];
}

/** Lowest and highest score a task allows; needed by the missing-score policy `largest`. */
export interface Scale {
  readonly low: number;
  readonly high: number;
}

/**
 * What every view answers at once. Immutable and plain, so that it can be compared, saved and put
 * into a link; it holds names and settings, never data.
 */
export interface Question {
  readonly version: 1;
  readonly measure: ErrorMeasure;
  readonly missing: MissingPolicy;
  /** Declared scale of the scores; null uses the range seen in each task. */
  readonly scale: Scale | null;
  readonly filters: readonly Filter[];
  /** The facet whose levels are the clusters of the intervals. */
  readonly cluster: string;
  /** `micro` weighs rows equally, `macro` weighs tasks equally. */
  readonly average: 'micro' | 'macro';
  /** Levels that are called otherwise than in the files; absent where none is. */
  readonly names?: readonly Naming[];
  /** Labels that count as another number than usual; absent where none does. */
  readonly grades?: readonly GradeValue[];
}

/** The question a visit starts with. */
export const DEFAULT_QUESTION: Question = {
  version: 1,
  measure: 'absolute',
  missing: 'exclude',
  scale: null,
  filters: [],
  cluster: 'item',
  average: 'micro',
};

const MAX_FILTERS = 50;
const MAX_LEVELS = 1000;
const MAX_NAME = 2000;

/**
 * Validates untrusted input (a link, a saved file) into a Question.
 * Returns a Problem naming the field for anything it does not know.
 */
export function parseQuestion(input: unknown): Result<Question> {
  if (!isRecord(input)) return bad('question', input, 'an object');
  if (input.version !== 1) {
    return fail({
      code: typeof input.version === 'number' && input.version > 1 ? 'newer-link' : 'damaged-link',
      message: 'This question was written by another version of Declination.',
      field: 'version',
      found: show(input.version),
      expected: '1',
      wayOn: 'Reload the page to get the newest version, or ask for the link again.',
    });
  }
  const measure = ERROR_MEASURES.find((m) => m === input.measure);
  if (!measure) return bad('measure', input.measure, ERROR_MEASURES.join(', '));
  const missing = MISSING_POLICIES.find((m) => m === input.missing);
  if (!missing) return bad('missing', input.missing, MISSING_POLICIES.join(', '));
  const scale = parseScale(input.scale);
  if (!scale.ok) return scale;
  if (!Array.isArray(input.filters) || input.filters.length > MAX_FILTERS)
    return bad('filters', input.filters, `a list of at most ${MAX_FILTERS}`);
  const filters: Filter[] = [];
  for (const candidate of input.filters as unknown[]) {
    const filter = parseFilter(candidate);
    if (!filter) return bad('filters', candidate, 'a facet and its levels');
    if (filters.some((f) => f.facet === filter.facet))
      return bad('filters', filter.facet, 'each facet once');
    filters.push(filter);
  }
  if (!isName(input.cluster)) return bad('cluster', input.cluster, 'a facet');
  if (input.average !== 'micro' && input.average !== 'macro')
    return bad('average', input.average, 'micro or macro');
  const names = input.names === undefined ? [] : parseNamings(input.names);
  if (!names) return bad('names', input.names, 'levels of a facet and what they are called');
  const grades = input.grades === undefined ? [] : parseGrades(input.grades);
  if (!grades) return bad('grades', input.grades, 'labels and the numbers they count as');
  return ok({
    version: 1,
    measure,
    missing,
    scale: scale.value,
    filters,
    cluster: input.cluster,
    average: input.average,
    ...(names.length > 0 ? { names } : {}),
    ...(grades.length > 0 ? { grades } : {}),
  });
}

function parseScale(input: unknown): Result<Scale | null> {
  if (input === null) return ok(null);
  if (
    isRecord(input) &&
    typeof input.low === 'number' &&
    typeof input.high === 'number' &&
    Number.isFinite(input.low) &&
    Number.isFinite(input.high) &&
    input.low < input.high
  ) {
    return ok({ low: input.low, high: input.high });
  }
  return bad('scale', input, 'low below high, or null');
}

function parseFilter(input: unknown): Filter | null {
  if (!isRecord(input) || !isName(input.facet) || !Array.isArray(input.levels)) return null;
  const levels = input.levels as unknown[];
  if (levels.length === 0 || levels.length > MAX_LEVELS || !levels.every(isName)) return null;
  return { facet: input.facet, levels: [...new Set(levels)] };
}

function isRecord(input: unknown): input is Record<string, unknown> {
  return typeof input === 'object' && input !== null && !Array.isArray(input);
}

function isName(input: unknown): input is string {
  return typeof input === 'string' && input.length <= MAX_NAME;
}

function show(value: unknown): string {
  return (JSON.stringify(value) ?? String(value)).slice(0, 80);
}

function bad(field: string, found: unknown, expected: string): Result<never> {
  return fail({
    code: 'damaged-link',
    message: `The ${field} of this question cannot be read.`,
    field,
    found: show(found),
    expected,
    wayOn: 'Ask for the link again; what you see now is unchanged.',
  });
}

/** The question with `facet` filtered to `levels`; no levels takes the filter off. */
export function withFilter(question: Question, facet: string, levels: readonly string[]): Question {
  const rest = question.filters.filter((f) => f.facet !== facet);
  return {
    ...question,
    filters: levels.length === 0 ? rest : [...rest, { facet, levels: [...levels] }],
  };
}
