import { fail, ok } from './problem.ts';
import type { Problem, Result } from './problem.ts';

/** A file that lies beside the page. */
export interface StudyFile {
  /** Address relative to the page. */
  readonly path: string;
  /** Its size, where the list of studies says it; null where the server has to. */
  readonly bytes: number | null;
}

/** Files that are published beside the page and opened together. */
export interface Study {
  /** Stands in links: letters, digits and hyphens. */
  readonly id: string;
  readonly title: string;
  readonly says: string;
  readonly holds: string;
  readonly files: readonly StudyFile[];
  /** Saved queries that come with it, as the SQL view exports them. */
  readonly queries: StudyFile | null;
  /** Whether it comes with Declination and is made up. */
  readonly isSample: boolean;
  readonly sketch: StudySketch | null;
}

/** What is true of a study, as its picture shows it. */
export type StudySketch =
  /** Percent of the variance: choice of model and prompt, common to all, not choosable, measurement. */
  | { readonly kind: 'shares'; readonly percents: readonly [number, number, number, number] }
  /** By judge: how well it recognises its own texts, and how much it favours them. */
  | { readonly kind: 'points'; readonly points: readonly (readonly [number, number])[] }
  /** By model: its accuracy at rising costs of an error. */
  | { readonly kind: 'lines'; readonly lines: readonly (readonly number[])[] };

const MOST_STUDIES = 200;
const MOST_FILES = 500;
const LONGEST = { title: 120, says: 400, holds: 200, path: 1000 };

/** Whether a text can be the id of a study. */
export function isStudyId(input: unknown): input is string {
  return typeof input === 'string' && /^[a-z0-9][a-z0-9-]{0,63}$/i.test(input);
}

/** Reads the content of a `studies.json`, which is not trusted; a Problem names what it cannot be. */
export function parseStudies(input: unknown): Result<readonly Study[]> {
  const { version, studies } = record(input);
  if (version !== 1) return bad('version', version, '1');
  if (!Array.isArray(studies) || studies.length > MOST_STUDIES)
    return bad('studies', studies, `a list of at most ${MOST_STUDIES}`);
  const read: Study[] = [];
  for (const entry of studies as unknown[]) {
    const study = parseStudy(record(entry));
    if ('code' in study) return { ok: false, problem: study };
    if (read.some(({ id }) => id === study.id)) return bad('id', study.id, 'each id once');
    read.push(study);
  }
  return ok(read);
}

function parseStudy(entry: Readonly<Record<string, unknown>>): Study | Problem {
  const { id, title, says = '', holds = '', files, queries = null } = entry;
  if (!isStudyId(id)) return wrong('id', id, 'letters, digits and hyphens, at most 64');
  if (!isText(title, LONGEST.title) || title.trim() === '')
    return wrong('title', title, `a text of at most ${LONGEST.title} characters`);
  if (!isText(says, LONGEST.says))
    return wrong('says', says, `a text of at most ${LONGEST.says} characters`);
  if (!isText(holds, LONGEST.holds))
    return wrong('holds', holds, `a text of at most ${LONGEST.holds} characters`);
  if (!Array.isArray(files) || files.length === 0 || files.length > MOST_FILES)
    return wrong('files', files, `a list of 1 to ${MOST_FILES} files`);
  const read: StudyFile[] = [];
  for (const file of files as unknown[]) {
    const parsed = parseFile(file);
    if (!parsed) return wrong('files', file, FILE_EXPECTED);
    read.push(parsed);
  }
  const saved = queries === null ? null : parseFile(queries);
  if (queries !== null && !saved) return wrong('queries', queries, FILE_EXPECTED);
  return { id, title, says, holds, files: read, queries: saved, isSample: false, sketch: null };
}

const FILE_EXPECTED = 'a path below the page such as data/scores.csv, or {"path", "bytes"}';

function parseFile(input: unknown): StudyFile | null {
  if (isPath(input)) return { path: input, bytes: null };
  const { path, bytes = null } = record(input);
  if (!isPath(path)) return null;
  if (bytes !== null && !(Number.isSafeInteger(bytes) && (bytes as number) >= 0)) return null;
  return { path, bytes: bytes as number | null };
}

/** Whether a text leads to a file below the page and nowhere else: no scheme, no host, no way up. */
function isPath(input: unknown): input is string {
  if (!isText(input, LONGEST.path) || input === '') return false;
  // Also what browsers read as a step up or another host once it is decoded.
  if (/[\\?#:%]|[^\P{Cc}]/u.test(input)) return false;
  return input
    .split('/')
    .every((part, i) => part !== '' && part !== '..' && (part !== '.' || i === 0));
}

function isText(input: unknown, most: number): input is string {
  return typeof input === 'string' && input.length <= most;
}

function record(input: unknown): Readonly<Record<string, unknown>> {
  return typeof input === 'object' && input !== null && !Array.isArray(input)
    ? (input as Record<string, unknown>)
    : {};
}

function wrong(field: string, found: unknown, expected: string): Problem {
  return {
    code: 'damaged-studies',
    severity: 'warning',
    message: 'The list of studies beside this page cannot be read.',
    file: 'studies.json',
    field,
    found: (JSON.stringify(found) ?? 'nothing').slice(0, 80),
    expected,
    wayOn: 'Drop files of your own; whoever publishes the page can mend the list.',
  };
}

function bad(field: string, found: unknown, expected: string): Result<never> {
  return fail(wrong(field, found, expected));
}
