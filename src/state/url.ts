import type { Fingerprint } from '../domain/fingerprint.ts';
import type { Mapping } from '../domain/import-report.ts';
import { fail, ok } from '../domain/problem.ts';
import type { Result } from '../domain/problem.ts';
import { DEFAULT_QUESTION, parseQuestion } from '../domain/question.ts';
import type { Question } from '../domain/question.ts';
import { isStudyId } from '../domain/study.ts';
import { packLink, unpackLink } from './link.ts';
import { parseMappings } from './linked-mappings.ts';
import { INITIAL_OPTIONS, parseViewOptions } from './view-options.ts';
import type { ViewOptions } from './view-options.ts';
import { isViewName } from './view-names.ts';
import type { ViewName } from './view-names.ts';

/** What a link holds: the question, what is looked at and how, and which files it was asked of. */
export interface LinkState {
  readonly view: ViewName;
  readonly question: Question;
  readonly options: ViewOptions;
  readonly files: readonly Fingerprint[];
  /** Id of the study published beside the page that the files come from; null for the reader's own. */
  readonly study: string | null;
  /** What was said of the columns of the files; null in links that say nothing of it. */
  readonly mappings: readonly Mapping[] | null;
}

export const INITIAL_STATE: LinkState = {
  view: 'data',
  question: DEFAULT_QUESTION,
  options: INITIAL_OPTIONS,
  files: [],
  study: null,
  mappings: null,
};

const MAX_FILES = 500;
const MAX_FILE_NAME = 1000;

/** The hash of a link, with its `#`. */
export function writeHash(state: LinkState): string {
  return `#${packLink(state)}`;
}

/** The address of this page with a state; the hash alone would pass for a jump within the page. */
export function writeAddress(state: LinkState): string {
  const { origin, pathname, search } = location;
  return `${origin}${pathname}${search}${writeHash(state)}`;
}

/**
 * Reads a hash; an empty one is the initial state, and `#study=id` that of a published study, for links
 * written by hand. Nothing in it is trusted.
 */
export function readHash(hash: string): Result<LinkState> {
  const text = hash.replace(/^#/, '');
  if (text === '') return ok(INITIAL_STATE);
  const named = /^study=(.*)$/.exec(text)?.[1];
  if (named !== undefined)
    return isStudyId(named) ? ok({ ...INITIAL_STATE, study: named }) : damaged('study');
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
  const options = parseViewOptions(input['options']);
  if (!options.ok) return options;
  const files = input['files'];
  if (!Array.isArray(files) || files.length > MAX_FILES || !files.every(isFingerprint))
    return damaged('files');
  const study = input['study'] ?? null;
  if (study !== null && !isStudyId(study)) return damaged('study');
  const mappings = parseMappings(input['mappings']);
  if (mappings === undefined) return damaged('mappings');
  return ok({
    view: input['view'],
    question: question.value,
    options: options.value,
    files: files.map(({ name, size, hash, rows }) => ({ name, size, hash, rows })),
    study,
    mappings,
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
