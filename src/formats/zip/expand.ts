import type { Content } from '../content.ts';
import { RecentBytes } from '../content.ts';
import type { Entry } from '../group.ts';
import type { Problem } from '../../domain/problem.ts';
import { Archive } from './archive.ts';
import type { Member } from './directory.ts';
import { isZip, readDirectory } from './directory.ts';
import { memberEntry, plainEntry, refused, zstdEntry } from './file-entry.ts';
import { isZstd } from './zstd.ts';

/** Archives in archives are opened down to this depth; no result file lies deeper. */
const DEEPEST = 3;
/** Members share no bytes, so together they are no larger than the archive (Fifield 2019). */
const OVERLAP = 1.05;
/** Bytes of small files kept while a drop is read. */
const MOST_RECENT = 32 << 20;

/**
 * The entries of dropped files: folders by their paths, archives by their members, at any depth of
 * either; a ZIP that is itself one log (`.eval`) or a document stays one entry. Reads the directories
 * of archives and the first bytes of their members. Never throws: what cannot be opened is an entry
 * with its problem.
 */
export async function expand(files: readonly File[]): Promise<Entry[]> {
  const entries: Entry[] = [];
  const recent = new RecentBytes(MOST_RECENT);
  for (const [origin, file] of files.entries()) {
    const path = file.webkitRelativePath || file.name;
    if (isJunk(path)) continue;
    for await (const entry of opened(plainEntry(file, path, origin, recent), recent, 0))
      entries.push(entry);
  }
  return entries;
}

async function* opened(
  entry: Entry,
  recent: RecentBytes,
  depth: number,
): AsyncGenerator<Entry, void, void> {
  const head = entry.problem ? new Uint8Array() : await entry.head();
  if (depth >= DEEPEST || !(isZstd(head) || isZip(head))) {
    yield entry;
    return;
  }
  if (isZstd(head)) {
    const inner = await withContent(entry, (packed) => zstdEntry(packed, entry.path, entry.origin));
    yield* opened(inner, recent, depth + 1);
    return;
  }
  // A packed archive is unpacked once, so that its members can be reached.
  const archive = await withContent(entry, (unpacked) =>
    plainEntry(unpacked, entry.path, entry.origin, recent),
  );
  if (archive.problem) {
    yield archive;
    return;
  }
  const content = await archive.content();
  const directory = await readDirectory(content, entry.path);
  if (!directory.ok) {
    yield refused(directory.problem, entry.path, entry.size, entry.origin);
    return;
  }
  const members = directory.value.filter((member) => !isJunk(member.path));
  if (isOneFile(members)) {
    yield archive;
    return;
  }
  const packed = members.reduce((sum, member) => sum + member.packed, 0);
  if (packed > OVERLAP * content.size) {
    yield refused(overlapping(entry.path), entry.path, entry.size, entry.origin);
    return;
  }
  const bytes = new Archive(content);
  for (const member of members) {
    const inner = memberEntry(bytes, member, entry.path, entry.origin, recent);
    yield* opened(inner, recent, depth + 1);
  }
}

/** A ZIP that one reader opens as a whole: an Inspect log, or a document that is no archive of results. */
function isOneFile(members: readonly Member[]): boolean {
  return members.some(({ path }) =>
    ['header.json', '_journal/start.json', '[Content_Types].xml', 'mimetype'].includes(path),
  );
}

/** What operating systems add to folders and archives. */
function isJunk(path: string): boolean {
  return /(^|\/)(__MACOSX\/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i.test(path);
}

async function withContent(entry: Entry, make: (content: Content) => Entry): Promise<Entry> {
  try {
    return make(await entry.content());
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    const problem = (error as { problem?: Problem }).problem ?? unreadable(entry.path, detail);
    return refused(problem, entry.path, entry.size, entry.origin);
  }
}

function unreadable(file: string, detail: string): Problem {
  return {
    code: 'unreadable-file',
    severity: 'error',
    message: 'This file could not be read to its end.',
    file,
    found: 'a damaged or moved file',
    expected: 'a complete file',
    wayOn: 'Copy or write the file again and drop it once more.',
    detail,
  };
}

function overlapping(file: string): Problem {
  return {
    code: 'zip-bomb',
    severity: 'error',
    message: 'The files of this ZIP archive lie over each other.',
    file,
    found: 'members that together are larger than the archive',
    expected: 'members with bytes of their own',
    wayOn: 'Unpack the archive yourself if you trust it, and drop the files.',
  };
}
