import { inflateSync } from 'fflate';
import type { Problem } from '../../domain/problem.ts';
import { ProblemError } from '../../domain/problem.ts';
import type { Content } from '../content.ts';
import type { Pieces } from './bytes.ts';
import { piecesOf, throughStream } from './bytes.ts';
import type { Archive } from './archive.ts';
import { crc32 } from './crc32.ts';
import type { Member } from './directory.ts';
import { unzstd } from './zstd.ts';

const LOCAL = 0x04034b50;
const LARGEST_MEMBER = 4 * 2 ** 30;
/** Below this a bomb does no harm; above it no log is packed so tightly. */
const HARMLESS = 64 << 20;
const TIGHTEST = 300;
const SMALL = 256 << 10;
const LARGEST_AT_ONCE = 8 << 20;

/** Why a member cannot be unpacked, known before its first byte is read; null where nothing speaks against it. */
export function refusal(member: Member, archive: string): Problem | null {
  const file = `${archive}/${member.path}`;
  if (member.encrypted)
    return problem(file, 'encrypted-zip', 'This file is encrypted.', 'an encrypted member', {
      expected: 'an archive without a password',
      wayOn: 'Unpack the archive with its password and drop the files.',
    });
  if (![0, 8, 93].includes(member.method))
    return problem(
      file,
      'unknown-compression',
      'This file is packed in a way that cannot be read here.',
      `compression method ${member.method}`,
      {
        expected: 'stored, deflate or zstd',
        wayOn: 'Unpack the archive and drop the files.',
      },
    );
  const ratio = member.size / Math.max(1, member.packed);
  if (member.size > LARGEST_MEMBER || (member.size > HARMLESS && ratio > TIGHTEST))
    return bomb(file, `${member.size} bytes out of ${member.packed}`);
  return null;
}

/**
 * Unpacks a member in pieces, checking size and CRC-32 on the way. Throws a ProblemError as soon as more
 * comes out than the directory states, so that nothing is ever unpacked without bound.
 */
export async function* unpack(archive: Archive, member: Member, name: string): Pieces {
  const file = `${name}/${member.path}`;
  const refused = refusal(member, name);
  if (refused) throw new ProblemError(refused);
  const packed = await packedBytes(archive, member, file);
  let crc = 0;
  let size = 0;
  try {
    for await (const piece of inflate(packed, member)) {
      size += piece.length;
      if (size > member.size) throw damaged(file, 'more bytes than the directory states');
      crc = crc32(crc, piece);
      yield piece;
    }
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    throw damaged(file, error instanceof Error ? error.message : String(error));
  }
  if (size < member.size) throw damaged(file, `${size} of ${member.size} bytes`);
  if (crc !== member.crc) throw damaged(file, 'content that does not match its checksum');
}

async function packedBytes(archive: Archive, member: Member, file: string): Promise<Content> {
  const header = new DataView(await archive.part(member.offset, member.offset + 30).arrayBuffer());
  if (header.byteLength < 30 || header.getUint32(0, true) !== LOCAL)
    throw damaged(file, 'a member that is not where the directory says');
  const start = member.offset + 30 + header.getUint16(26, true) + header.getUint16(28, true);
  const packed = archive.part(start, start + member.packed);
  if (packed.size < member.packed) throw damaged(file, 'a member that is cut off');
  return packed;
}

async function* inflate(packed: Content, { method, size }: Member): Pieces {
  if (packed.size === 0) return;
  if (method === 0) yield* piecesOf(packed);
  else if (method === 93) yield* unzstd(new Uint8Array(await packed.arrayBuffer()));
  else if (packed.size <= SMALL && size <= LARGEST_AT_ONCE) {
    // Starting a stream takes longer than unpacking a small file. The byte to spare shows one that
    // states less than it holds.
    const out = new Uint8Array(size + 1);
    yield inflateSync(new Uint8Array(await packed.arrayBuffer()), { out });
  } else yield* throughStream(packed, new DecompressionStream('deflate-raw'));
}

/** The Problem of a file that would unpack to far more than it is. */
export function bomb(file: string, found: string): Problem {
  return problem(
    file,
    'zip-bomb',
    'This file would unpack to far more than any result file holds.',
    found,
    {
      expected: `at most ${TIGHTEST} times its packed size, and 4 GiB`,
      wayOn: 'Unpack the archive yourself if you trust it, and drop the files.',
    },
  );
}

function damaged(file: string, found: string): ProblemError {
  return new ProblemError(
    problem(file, 'damaged-zip', 'This file of the archive is damaged.', found, {
      expected: 'a complete member',
      wayOn: 'Copy or download the archive again.',
    }),
  );
}

function problem(
  file: string,
  code: string,
  message: string,
  found: string,
  rest: { expected: string; wayOn: string },
): Problem {
  return { code, severity: 'error', message, file, found, ...rest };
}
