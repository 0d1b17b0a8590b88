import { fail, ok } from '../../domain/problem.ts';
import type { Result } from '../../domain/problem.ts';
import { COEFFICIENT_NAMES } from './coefficient-words.ts';
import type { Coefficient } from '../../stats/agreement/types.ts';
import type { ScorerKey } from './scorer-names.ts';

/** Panels of the Agreement view that can be shown as a table instead of a figure. */
export const AGREEMENT_PANELS = ['matrix', 'shared', 'pair'] as const;

export type AgreementPanel = (typeof AGREEMENT_PANELS)[number];

/** How the Agreement view is set: plain, immutable and versioned, so that it can go into a link. */
export interface AgreementOptions {
  readonly version: 1;
  readonly coefficient: Coefficient;
  /** Whether a row is a model, or a model with one prompt. */
  readonly show: 'model' | 'model-prompt';
  readonly noise: 'raw' | 'disattenuated';
  /** Name of the only task looked at; null for all, pooled. */
  readonly task: string | null;
  readonly order: 'mean' | 'similarity';
  /** What stands in the cells: the coefficient, or how many scores both gave. */
  readonly cells: 'r' | 'n';
  /** The two rows whose scatter is open, by names. */
  readonly pair: readonly [ScorerKey, ScorerKey] | null;
  /** Panels that show their numbers as a table. */
  readonly tables: readonly AgreementPanel[];
}

/** Pearson among models and people, over all tasks, most agreement first. */
export const DEFAULT_AGREEMENT_OPTIONS: AgreementOptions = {
  version: 1,
  coefficient: 'pearson',
  show: 'model',
  noise: 'raw',
  task: null,
  order: 'mean',
  cells: 'r',
  pair: null,
  tables: [],
};

const MAX_NAME = 2000;

/** Validates untrusted input (a link) into options of the Agreement view; a Problem names the field. */
export function parseAgreementOptions(input: unknown): Result<AgreementOptions> {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    return damaged('options');
  const { version, coefficient, show, noise, task, order, cells, pair, tables } = input as Record<
    string,
    unknown
  >;
  if (version !== 1) return damaged('version');
  const known = COEFFICIENT_NAMES.find((name) => name === coefficient);
  if (!known) return damaged('coefficient');
  if (show !== 'model' && show !== 'model-prompt') return damaged('show');
  if (noise !== 'raw' && noise !== 'disattenuated') return damaged('noise');
  if (task !== null && !isName(task)) return damaged('task');
  if (order !== 'mean' && order !== 'similarity') return damaged('order');
  if (cells !== 'r' && cells !== 'n') return damaged('cells');
  if (pair !== null && !isPair(pair)) return damaged('pair');
  if (!Array.isArray(tables)) return damaged('tables');
  const panels = AGREEMENT_PANELS.filter((panel) => tables.includes(panel));
  if (panels.length !== tables.length) return damaged('tables');
  return ok({
    version: 1,
    coefficient: known,
    show,
    noise,
    task,
    order,
    cells,
    pair: pair && [[...pair[0]], [...pair[1]]],
    tables: panels,
  });
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MAX_NAME;
}

function isPair(value: unknown): value is [ScorerKey, ScorerKey] {
  return Array.isArray(value) && value.length === 2 && value.every(isScorerKey);
}

/** Names that a key of each kind has. */
const NAMES = { model: 1, 'model-prompt': 2, human: 1, reference: 0 };

function isScorerKey(value: unknown): value is ScorerKey {
  if (!Array.isArray(value)) return false;
  const [kind, ...names] = value as unknown[];
  return (
    typeof kind === 'string' &&
    Object.hasOwn(NAMES, kind) &&
    names.length === NAMES[kind as keyof typeof NAMES] &&
    names.every(isName)
  );
}

function damaged(field: string): Result<never> {
  return fail({
    code: 'damaged-link',
    message: `The ${field} of this Agreement view cannot be read.`,
    field,
    wayOn: 'Ask for the link again; what you see now is unchanged.',
  });
}
