import type { Problem } from '../../domain/problem.ts';
import { ProblemError } from '../../domain/problem.ts';
import type { Entry } from '../group.ts';
import { Source } from '../source.ts';
import type { Pieces } from './bytes.ts';
import { firstBytes, gather } from './bytes.ts';
import type { Member } from './directory.ts';
import { bomb, refusal, unpack } from './member.ts';
import { unzstd } from './zstd.ts';

/** Bytes of a file that are remembered to recognise it by: thousands of files may be dropped at once. */
const HEAD = 64 << 10;
/** What a single zstd file may unpack to. */
const LARGEST = 4 * 2 ** 30;
const TIGHTEST = 300;
const HARMLESS = 64 << 20;

/** Bytes that lie in the dropped file as they are: the file itself, or a copy of a packed archive. */
export function plainEntry(blob: Blob, path: string, origin: number): Entry {
  return {
    path,
    size: blob.size,
    origin,
    problem: null,
    head: once(() => headOf(blob.slice(0, HEAD), path)),
    blob: () => Promise.resolve(blob),
  };
}

/** A member of an archive. `archive` is the name under which it is shown. */
export function memberEntry(blob: Blob, member: Member, archive: string, origin: number): Entry {
  const problem = refusal(member, archive);
  if (problem) return refused(problem, `${archive}/${member.path}`, member.size, origin);
  const pieces = (): Pieces => unpack(blob, member, archive);
  return packedEntry(pieces, `${archive}/${member.path}`, member.size, origin);
}

/** A file packed by zstd alone. */
export function zstdEntry(blob: Blob, path: string, origin: number): Entry {
  return packedEntry(() => unzstdFile(blob, path), path, blob.size, origin);
}

/** An entry that cannot be read, and why. */
export function refused(problem: Problem, path: string, size: number, origin: number): Entry {
  return {
    path,
    size,
    origin,
    problem,
    head: () => Promise.resolve(new Uint8Array()),
    blob: () => Promise.reject(new ProblemError(problem)),
  };
}

function packedEntry(pieces: () => Pieces, path: string, size: number, origin: number): Entry {
  return {
    path,
    size,
    origin,
    problem: null,
    head: once(async () => headOf(new Blob([await copied(pieces())]), path)),
    blob: () => gather(pieces()),
  };
}

async function copied(pieces: Pieces): Promise<Uint8Array<ArrayBuffer>> {
  return (await firstBytes(pieces, HEAD)).slice();
}

async function headOf(blob: Blob, path: string): Promise<Uint8Array> {
  try {
    return (await Source.open(blob, path)).head;
  } catch {
    return new Uint8Array();
  }
}

async function* unzstdFile(blob: Blob, path: string): Pieces {
  let size = 0;
  const data = new Uint8Array(await blob.arrayBuffer());
  try {
    for (const piece of unzstd(data)) {
      size += piece.length;
      if (size > LARGEST || (size > HARMLESS && size > TIGHTEST * blob.size))
        throw new ProblemError(bomb(path, `more than ${size} bytes out of ${blob.size}`));
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
