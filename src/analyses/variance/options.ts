import { fail, ok } from '../../domain/problem.ts';
import type { Result } from '../../domain/problem.ts';

/**
 * How the Variance view is set: plain, immutable and versioned, so that it can go into a link.
 */
export interface VarianceOptions {
  readonly version: 1;
  readonly method: 'REML' | 'ML';
  /** Terms to fit, each a list of facets, e.g. `[['model'], ['model', 'prompt']]`; null for the default. */
  readonly terms: readonly (readonly string[])[] | null;
  /** Panels that show their numbers as a table. */
  readonly tables: readonly VariancePanel[];
}

/** Panels of the Variance view that can be shown as a table instead of a figure. */
export const VARIANCE_PANELS = ['share', 'components', 'removable'] as const;

export type VariancePanel = (typeof VARIANCE_PANELS)[number];

/** REML with the terms that the design allows, every panel as a figure. */
export const DEFAULT_VARIANCE_OPTIONS: VarianceOptions = {
  version: 1,
  method: 'REML',
  terms: null,
  tables: [],
};

const MAX_TERMS = 60;
const MAX_FACETS = 8;
const MAX_NAME = 2000;

/** Validates untrusted input (a link) into options of the Variance view; a Problem names the field. */
export function parseVarianceOptions(input: unknown): Result<VarianceOptions> {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    return damaged('options');
  const { version, method, terms, tables } = input as Record<string, unknown>;
  if (version !== 1) return damaged('version');
  if (method !== 'REML' && method !== 'ML') return damaged('method');
  if (!Array.isArray(tables)) return damaged('tables');
  const known = VARIANCE_PANELS.filter((panel) => tables.includes(panel));
  if (known.length !== tables.length) return damaged('tables');
  if (terms === null) return ok({ version: 1, method, terms: null, tables: known });
  if (
    !Array.isArray(terms) ||
    terms.length === 0 ||
    terms.length > MAX_TERMS ||
    !terms.every(isTerm)
  )
    return damaged('terms');
  return ok({ version: 1, method, terms: terms.map((term) => [...term]), tables: known });
}

function isTerm(value: unknown): value is string[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.length <= MAX_FACETS &&
    new Set(value).size === value.length &&
    value.every((name) => typeof name === 'string' && name.length > 0 && name.length <= MAX_NAME)
  );
}

function damaged(field: string): Result<never> {
  return fail({
    code: 'damaged-link',
    message: `The ${field} of this Variance view cannot be read.`,
    field,
    wayOn: 'Ask for the link again; what you see now is unchanged.',
  });
}
