import type { Coefficient } from '../../stats/generalizability/types.ts';

/** How the D-study panel is set. Facets unknown to the data at hand are left aside, not refused. */
export interface StudyOptions {
  /** Whose ranking it is; null for the model, or what comes first. */
  readonly object: string | null;
  /** Facets whose present levels are all that is meant; the others are random. */
  readonly fixed: readonly string[];
  readonly coefficient: Coefficient;
  /** Facet along the axis; null for the prompt, or what comes first. */
  readonly vary: string | null;
  /** Reliability to reach, in (0, 1). */
  readonly target: number;
  /** Cost of one more level of a facet, by facet; those not named cost nothing. */
  readonly perLevel: Readonly<Record<string, number>>;
  /** Cost of one response, scored once. */
  readonly perResponse: number;
}

/** The ranking of models, all facets random, 0.90 to be reached; a response costs 1 cent. */
export const DEFAULT_STUDY_OPTIONS: StudyOptions = {
  object: null,
  fixed: [],
  coefficient: 'relative',
  vary: null,
  target: 0.9,
  perLevel: { prompt: 60, item: 6, task: 200, rater: 100 },
  perResponse: 0.01,
};

const MAX_FACETS = 50;
const MAX_NAME = 2000;
/** Beyond this a cost is a slip of the keyboard. */
const MAX_COST = 1e9;

/** Validates untrusted input (a link); null where anything is not as it should be. */
export function parseStudyOptions(input: unknown): StudyOptions | null {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return null;
  const { object, fixed, coefficient, vary, target, perLevel, perResponse } = input as Record<
    string,
    unknown
  >;
  if (object !== null && !isName(object)) return null;
  if (vary !== null && !isName(vary)) return null;
  if (!Array.isArray(fixed) || fixed.length > MAX_FACETS || !fixed.every(isName)) return null;
  if (coefficient !== 'relative' && coefficient !== 'absolute') return null;
  if (!isTarget(target) || !isCost(perResponse)) return null;
  if (typeof perLevel !== 'object' || perLevel === null || Array.isArray(perLevel)) return null;
  const costs = Object.entries(perLevel);
  if (costs.length > MAX_FACETS || !costs.every(([name, cost]) => isName(name) && isCost(cost)))
    return null;
  return {
    object,
    fixed: [...new Set(fixed)],
    coefficient,
    vary,
    target,
    perLevel: Object.fromEntries(costs) as Record<string, number>,
    perResponse,
  };
}

/** A reliability that a design can be asked to reach. */
export function isTarget(value: unknown): value is number {
  return typeof value === 'number' && value > 0 && value < 1;
}

/** A cost that can be reckoned with. */
export function isCost(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= MAX_COST;
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= MAX_NAME;
}
