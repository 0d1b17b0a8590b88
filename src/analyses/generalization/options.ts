import { fail, ok } from '../../domain/problem.ts';
import type { Result } from '../../domain/problem.ts';
import type { Beliefs, GeneralizationMeasure } from '../../stats/generalization/types.ts';

/** Panels of the Generalization view that can be shown as a table instead of a figure. */
export const GENERALIZATION_PANELS = [
  'curves',
  'ranks',
  'deployment',
  'calibration',
  'matrix',
  'predictors',
  'regressions',
] as const;

export type GeneralizationPanel = (typeof GENERALIZATION_PANELS)[number];

/** How the Generalization view is set: plain, immutable and versioned, so that it can go into a link. */
export interface GeneralizationOptions {
  readonly version: 1;
  /** Whether beliefs are those given here, or estimated from files that hold beliefs. */
  readonly beliefsFrom: 'given' | 'files';
  readonly beliefs: Beliefs;
  /** Weights of a wrong answer, ascending; weight w implies a threshold of w / (w + 1). */
  readonly weights: readonly number[];
  readonly measure: GeneralizationMeasure;
  /** Model whose beliefs are held against its answers; empty for all together. */
  readonly calibrated: string;
  /** Folds and seed of the cross-validation. */
  readonly folds: number;
  readonly seed: number;
  readonly tables: readonly GeneralizationPanel[];
}

/** Mean beliefs of the survey of Vafa, Rambachan & Mullainathan (2024). */
export const SURVEY_BELIEFS: Beliefs = { prior: 0.629, afterCorrect: 0.663, afterIncorrect: 0.551 };

/** The survey's beliefs, the published weights, all models together, five folds. */
export const DEFAULT_GENERALIZATION_OPTIONS: GeneralizationOptions = {
  version: 1,
  beliefsFrom: 'given',
  beliefs: SURVEY_BELIEFS,
  weights: [1, 19, 50, 99],
  measure: 'accuracy',
  calibrated: '',
  folds: 5,
  seed: 1,
  tables: [],
};

const MAX_NAME = 2000;
const MAX_WEIGHTS = 8;
const MAX_SEED = 2 ** 31 - 1;

/** Whether a number can be a belief: a probability that is not certain. */
export function isBelief(value: unknown): value is number {
  return typeof value === 'number' && value >= 0.001 && value <= 0.999;
}

/** Whether a number can be the weight of a wrong answer. */
function isWeight(value: unknown): value is number {
  return typeof value === 'number' && value >= 0.01 && value <= 9999;
}

/** Whether a number can be a count of folds. */
export function isFolds(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 2 && (value as number) <= 20;
}

/** Whether a number can be a seed. */
export function isSeed(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= MAX_SEED;
}

/** The weights in order, each once; null where there are none, too many, or one that is none. */
export function tidyWeights(weights: readonly unknown[]): number[] | null {
  if (!weights.every(isWeight)) return null;
  const tidy = [...new Set(weights)].toSorted((a, b) => a - b);
  return tidy.length >= 1 && tidy.length <= MAX_WEIGHTS ? tidy : null;
}

/** Validates untrusted input (a link) into options of the Generalization view; a Problem names the field. */
export function parseGeneralizationOptions(input: unknown): Result<GeneralizationOptions> {
  if (!isRecord(input)) return damaged('options');
  const { version, beliefsFrom, beliefs, measure, calibrated, folds, seed, tables } = input;
  if (version !== 1) return damaged('version');
  if (beliefsFrom !== 'given' && beliefsFrom !== 'files') return damaged('beliefsFrom');
  if (!isRecord(beliefs)) return damaged('beliefs');
  const { prior, afterCorrect, afterIncorrect } = beliefs;
  if (!isBelief(prior) || !isBelief(afterCorrect) || !isBelief(afterIncorrect))
    return damaged('beliefs');
  const weights = Array.isArray(input['weights']) ? tidyWeights(input['weights']) : null;
  if (!weights) return damaged('weights');
  if (measure !== 'accuracy' && measure !== 'nll') return damaged('measure');
  if (typeof calibrated !== 'string' || calibrated.length > MAX_NAME) return damaged('calibrated');
  if (!isFolds(folds)) return damaged('folds');
  if (!isSeed(seed)) return damaged('seed');
  if (!Array.isArray(tables)) return damaged('tables');
  const known = GENERALIZATION_PANELS.filter((panel) => tables.includes(panel));
  if (known.length !== tables.length) return damaged('tables');
  return ok({
    version: 1,
    beliefsFrom,
    beliefs: { prior, afterCorrect, afterIncorrect },
    weights,
    measure,
    calibrated,
    folds,
    seed,
    tables: known,
  });
}

function isRecord(input: unknown): input is Record<string, unknown> {
  return typeof input === 'object' && input !== null && !Array.isArray(input);
}

function damaged(field: string): Result<never> {
  return fail({
    code: 'damaged-link',
    message: `The ${field} of this Generalization view cannot be read.`,
    field,
    wayOn: 'Ask for the link again; what you see now is unchanged.',
  });
}
