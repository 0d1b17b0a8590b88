import type { Problem } from '../../domain/problem.ts';
import { ProblemError } from '../../domain/problem.ts';
import type { Content, RecentBytes } from '../content.ts';
import { NearContent } from '../content.ts';
import type { Entry } from '../group.ts';
import { Source } from '../source.ts';
import type { Pieces } from './bytes.ts';
import type { Archive } from './archive.ts';
import { firstBytes, gather, gatherBytes } from './bytes.ts';
import type { Member } from './directory.ts';
import { bomb, refusal, unpack } from './member.ts';
import { unzstd } from './zstd.ts';

/** Bytes of a file that are remembered to recognise it by: thousands of files may be dropped at once. */
const HEAD = 64 << 10;
/** What a single zstd file may unpack to. */
const LARGEST = 4 * 2 ** 30;
/** Contents up to this are kept near while they are looked at, hashed and read. */
const SMALL = 4 << 20;
const TIGHTEST = 300;
const HARMLESS = 64 << 20;

/** Bytes that lie in the dropped file as they are: the file itself, or a copy of a packed archive. */
export function plainEntry(
  content: Content,
  path: string,
  origin: number,
  recent: RecentBytes,
): Entry {
  const { size } = content;
  const load = async (): Promise<Uint8Array> => new Uint8Array(await content.arrayBuffer());
  const near =
    size > SMALL ? content : new NearContent(size, () => recent.get(content, size, load));
  return {
    path,
    size,
    origin,
    problem: null,
    head: once(async () => {
      const first = size > SMALL ? content.slice(0, HEAD) : near;
      return headOf(new Uint8Array(await first.arrayBuffer()), path);
    }),
    content: () => Promise.resolve(near),
  };
}

/** A member of an archive. `archive` is the name under which it is shown. */
export function memberEntry(
  archive: Archive,
  member: Member,
  name: string,
  origin: number,
  recent: RecentBytes,
): Entry {
  const { size } = member;
  const path = `${name}/${member.path}`;
  const problem = refusal(member, name);
  if (problem) return refused(problem, path, size, origin);
  const pieces = (): Pieces => unpack(archive, member, name);
  const packed = packedEntry(pieces, path, size, origin);
  if (size > SMALL) return packed;
  const load = (): Promise<Uint8Array> =>
    recent.get(member, size, () => gatherBytes(pieces(), size));
  return {
    ...packed,
    // A damaged one is recognised by what comes out of it before the damage.
    head: once(() => load().then((bytes) => headOf(bytes.subarray(0, HEAD), path), packed.head)),
    async content() {
      await load();
      return new NearContent(size, load);
    },
  };
}

/** A file packed by zstd alone. */
export function zstdEntry(content: Content, path: string, origin: number): Entry {
  return packedEntry(() => unzstdFile(content, path), path, content.size, origin);
}

/** An entry that cannot be read, and why. */
export function refused(problem: Problem, path: string, size: number, origin: number): Entry {
  return {
    path,
    size,
    origin,
    problem,
    head: () => Promise.resolve(new Uint8Array()),
    content: () => Promise.reject(new ProblemError(problem)),
  };
}

function packedEntry(pieces: () => Pieces, path: string, size: number, origin: number): Entry {
  return {
    path,
    size,
    origin,
    problem: null,
    head: once(async () => headOf(await firstBytes(pieces(), HEAD), path)),
    content: () => gather(pieces()),
  };
}

async function headOf(first: Uint8Array, path: string): Promise<Uint8Array> {
  try {
    return (await Source.open(NearContent.of(first), path)).head;
  } catch {
    return new Uint8Array();
  }
}

async function* unzstdFile(content: Content, path: string): Pieces {
  let size = 0;
  const data = new Uint8Array(await content.arrayBuffer());
  try {
    for (const piece of unzstd(data)) {
      size += piece.length;
      if (size > LARGEST || (size > HARMLESS && size > TIGHTEST * content.size))
        throw new ProblemError(bomb(path, `more than ${size} bytes out of ${content.size}`));
      yield piece;
    }
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    throw new ProblemError({
      code: 'damaged-zstd',
      severity: 'error',
      message: 'This zstd file is damaged or cut off.',
      file: path,
      found: error instanceof Error ? error.message : String(error),
      expected: 'complete zstd frames',
      wayOn: 'Copy or write the file again.',
    });
  }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
