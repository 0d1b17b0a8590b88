import { fail, ok } from '../../domain/problem.ts';
import type { Result } from '../../domain/problem.ts';

/** Panels of the Ensembles view that can be shown as a table instead of a figure. */
export const ENSEMBLES_PANELS = [
  'rules',
  'outcome',
  'curves',
  'floor',
  'effective',
  'votes',
] as const;

export type EnsemblesPanel = (typeof ENSEMBLES_PANELS)[number];

/** How the Ensembles view is set: plain, immutable and versioned, so that it can go into a link. */
export interface EnsemblesOptions {
  readonly version: 1;
  /** Names of the models that are combined; null for all. */
  readonly members: readonly string[] | null;
  /** Benchmark score that guessing reaches, for weights above chance. */
  readonly chance: number;
  /** Benchmark points by which a weight grows e-fold under softmax; null for their standard deviation. */
  readonly temperature: number | null;
  /** Panels that show their numbers as a table. */
  readonly tables: readonly EnsemblesPanel[];
}

/** All models, nothing taken off for chance. */
export const DEFAULT_ENSEMBLES_OPTIONS: EnsemblesOptions = {
  version: 1,
  members: null,
  chance: 0,
  temperature: null,
  tables: [],
};

const MAX_NAME = 2000;
const MAX_MEMBERS = 1000;

/** Validates untrusted input (a link) into options of the Ensembles view; a Problem names the field. */
export function parseEnsemblesOptions(input: unknown): Result<EnsemblesOptions> {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    return damaged('options');
  const { version, members, chance, temperature, tables } = input as Record<string, unknown>;
  if (version !== 1) return damaged('version');
  if (members !== null && !isNames(members)) return damaged('members');
  if (typeof chance !== 'number' || !Number.isFinite(chance)) return damaged('chance');
  if (temperature !== null && !isAboveZero(temperature)) return damaged('temperature');
  if (!Array.isArray(tables)) return damaged('tables');
  const panels = ENSEMBLES_PANELS.filter((panel) => tables.includes(panel));
  if (panels.length !== tables.length) return damaged('tables');
  return ok({
    version: 1,
    members: members && [...new Set(members)],
    chance,
    temperature,
    tables: panels,
  });
}

function isNames(value: unknown): value is string[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.length <= MAX_MEMBERS &&
    value.every((name) => typeof name === 'string' && name.length <= MAX_NAME)
  );
}

function isAboveZero(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0;
}

function damaged(field: string): Result<never> {
  return fail({
    code: 'damaged-link',
    message: `The ${field} of this Ensembles view cannot be read.`,
    field,
    wayOn: 'Ask for the link again; what you see now is unchanged.',
  });
}
