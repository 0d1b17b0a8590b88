import { DEFAULT_SLICES_OPTIONS, parseSlicesOptions } from '../analyses/slices/options.ts';
import type { SlicesOptions } from '../analyses/slices/options.ts';
import { DEFAULT_SQL_OPTIONS, parseSqlOptions } from '../analyses/sql/options.ts';
import type { SqlOptions } from '../analyses/sql/options.ts';
import { DEFAULT_VARIANCE_OPTIONS, parseVarianceOptions } from '../analyses/variance/options.ts';
import type { VarianceOptions } from '../analyses/variance/options.ts';
import type { Fingerprint } from '../domain/fingerprint.ts';
import { fail, ok } from '../domain/problem.ts';
import type { Result } from '../domain/problem.ts';
import { DEFAULT_QUESTION, parseQuestion } from '../domain/question.ts';
import type { Question } from '../domain/question.ts';
import { packLink, unpackLink } from './link.ts';
import { isViewName } from './view-names.ts';
import type { ViewName } from './view-names.ts';

/** Options of every view that has any. */
export interface ViewOptions {
  readonly slices: SlicesOptions;
  readonly variance: VarianceOptions;
  readonly sql: SqlOptions;
}

/** What a link holds: the question, what is looked at and how, and which files it was asked of. */
export interface LinkState {
  readonly view: ViewName;
  readonly question: Question;
  readonly options: ViewOptions;
  readonly files: readonly Fingerprint[];
}

export const INITIAL_STATE: LinkState = {
  view: 'data',
  question: DEFAULT_QUESTION,
  options: {
    slices: DEFAULT_SLICES_OPTIONS,
    variance: DEFAULT_VARIANCE_OPTIONS,
    sql: DEFAULT_SQL_OPTIONS,
  },
  files: [],
};

const MAX_FILES = 500;
const MAX_FILE_NAME = 1000;

/** The hash of a link, with its `#`. */
export function writeHash(state: LinkState): string {
  return `#${packLink(state)}`;
}

/** Reads a hash; an empty one is the initial state. Nothing in it is trusted. */
export function readHash(hash: string): Result<LinkState> {
  const text = hash.replace(/^#/, '');
  if (text === '') return ok(INITIAL_STATE);
  const content = unpackLink(text);
  return content.ok ? parseLinkState(content.value) : content;
}

/** Validates an untrusted value into what a link holds; a Problem names the field. */
export function parseLinkState(input: unknown): Result<LinkState> {
  if (!isRecord(input)) return damaged('content');
  if (!isViewName(input['view'])) return damaged('view');
  const question = parseQuestion(input['question']);
  if (!question.ok) return question;
  if (!isRecord(input['options'])) return damaged('options');
  const slices = parseSlicesOptions(input['options']['slices']);
  if (!slices.ok) return slices;
  const variance = parseVarianceOptions(input['options']['variance']);
  if (!variance.ok) return variance;
  const sql = parseSqlOptions(input['options']['sql']);
  if (!sql.ok) return sql;
  const files = input['files'];
  if (!Array.isArray(files) || files.length > MAX_FILES || !files.every(isFingerprint))
    return damaged('files');
  return ok({
    view: input['view'],
    question: question.value,
    options: { slices: slices.value, variance: variance.value, sql: sql.value },
    files: files.map(({ name, size, hash, rows }) => ({ name, size, hash, rows })),
  });
}

function isFingerprint(input: unknown): input is Fingerprint {
  return (
    isRecord(input) &&
    typeof input['name'] === 'string' &&
    input['name'].length <= MAX_FILE_NAME &&
    isCount(input['size']) &&
    isCount(input['rows']) &&
    typeof input['hash'] === 'string' &&
    /^[0-9a-f]{64}$/.test(input['hash'])
  );
}

function isCount(input: unknown): boolean {
  return Number.isSafeInteger(input) && (input as number) >= 0;
}

function isRecord(input: unknown): input is Record<string, unknown> {
  return typeof input === 'object' && input !== null && !Array.isArray(input);
}

function damaged(field: string): Result<never> {
  return fail({
    code: 'damaged-link',
    message: `The ${field} of this link cannot be read.`,
    field,
    wayOn: 'Ask for the link again; what you see now is unchanged.',
  });
}
