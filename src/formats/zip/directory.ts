import type { Problem } from '../../domain/problem.ts';
import type { Content } from '../content.ts';
import { fail, ok } from '../../domain/problem.ts';
import type { Result } from '../../domain/problem.ts';

/** A file in an archive, as the central directory states it. */
export interface Member {
  /** Name with `/` between its folders; only ever a name. */
  readonly path: string;
  /** 0 stored, 8 deflate, 93 zstd. */
  readonly method: number;
  readonly encrypted: boolean;
  readonly crc: number;
  /** Bytes packed and unpacked. */
  readonly packed: number;
  readonly size: number;
  /** Byte of the archive where the local header begins. */
  readonly offset: number;
}

const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const CENTRAL = 0x02014b50;
const END_SIZE = 22;
const LONGEST_COMMENT = 0xffff;
const MOST_MEMBERS = 500_000;
const LARGEST_DIRECTORY = 256 << 20;
const ALL_32 = 0xffffffff;

/** Whether the bytes begin as a ZIP archive does, an empty one included. */
export function isZip(head: Uint8Array): boolean {
  return (
    head[0] === 0x50 &&
    head[1] === 0x4b &&
    ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6))
  );
}

/**
 * The files of an archive by its central directory (PKWARE APPNOTE 6.3.10, ZIP64 included); folders are
 * left out. Reads the end of the archive and the directory, nothing else.
 */
export async function readDirectory(archive: Content, name: string): Promise<Result<Member[]>> {
  const tailStart = Math.max(0, archive.size - END_SIZE - LONGEST_COMMENT - 20);
  const tail = await view(archive, tailStart, archive.size);
  let end = tail.byteLength - END_SIZE;
  while (end >= 0 && tail.getUint32(end, true) !== END) end--;
  if (end < 0) return fail(cutOff(name, 'no directory at its end'));
  let count = tail.getUint16(end + 10, true);
  let size = tail.getUint32(end + 12, true);
  let start = tail.getUint32(end + 16, true);
  let endAt = tailStart + end;
  if (end >= 20 && tail.getUint32(end - 20, true) === LOCATOR_64) {
    const at = Number(tail.getBigUint64(end - 12, true));
    const wide = await view(archive, at, at + 56);
    if (wide.byteLength < 56 || wide.getUint32(0, true) !== END_64)
      return fail(cutOff(name, 'a broken ZIP64 directory'));
    count = Number(wide.getBigUint64(32, true));
    size = Number(wide.getBigUint64(40, true));
    start = Number(wide.getBigUint64(48, true));
    endAt = at;
  }
  if (count > MOST_MEMBERS || size > LARGEST_DIRECTORY) return fail(tooMany(name, count));
  // Bytes before the archive, as in a self-extracting one, shift every offset.
  const shift = Math.max(0, endAt - size - start);
  const directory = await view(archive, start + shift, start + shift + size);
  if (directory.byteLength < size) return fail(cutOff(name, 'a directory that is cut off'));
  return readMembers(directory, count, shift, name);
}

function readMembers(view: DataView, count: number, shift: number, name: string): Result<Member[]> {
  const members: Member[] = [];
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== CENTRAL)
      return fail(cutOff(name, `a directory that breaks off after ${i} of ${count} files`));
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const next = at + 46 + nameLength + extraLength + view.getUint16(at + 32, true);
    if (next > view.byteLength) return fail(cutOff(name, 'a directory that is cut off'));
    const path = decodeName(view, at + 46, nameLength);
    const sizes = wideSizes(view, at, at + 46 + nameLength, extraLength);
    if (!path.endsWith('/'))
      members.push({
        path,
        method: view.getUint16(at + 10, true),
        encrypted: (view.getUint16(at + 8, true) & 1) !== 0,
        crc: view.getUint32(at + 16, true),
        packed: sizes.packed,
        size: sizes.size,
        offset: sizes.offset + shift,
      });
    at = next;
  }
  return ok(members);
}

/** Sizes and offset, from the ZIP64 field where the short ones are all ones. */
function wideSizes(
  view: DataView,
  at: number,
  extra: number,
  length: number,
): { packed: number; size: number; offset: number } {
  let packed = view.getUint32(at + 20, true);
  let size = view.getUint32(at + 24, true);
  let offset = view.getUint32(at + 42, true);
  for (let i = extra; i + 4 <= extra + length;) {
    const fieldEnd = i + 4 + view.getUint16(i + 2, true);
    if (view.getUint16(i, true) === 1 && fieldEnd <= extra + length) {
      let field = i + 4;
      const take = (short: number): number => {
        if (short !== ALL_32 || field + 8 > fieldEnd) return short;
        field += 8;
        return Number(view.getBigUint64(field - 8, true));
      };
      size = take(size);
      packed = take(packed);
      offset = take(offset);
    }
    i = fieldEnd;
  }
  return { packed, size, offset };
}

/** UTF-8 as nearly all writers use, else the Latin letters it then is most likely to be. */
function decodeName(view: DataView, at: number, length: number): string {
  const bytes = new Uint8Array(view.buffer, view.byteOffset + at, length);
  let text;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    text = new TextDecoder('latin1').decode(bytes);
  }
  return text.replaceAll('\\', '/');
}

async function view(content: Content, from: number, to: number): Promise<DataView> {
  return new DataView(await content.slice(from, to).arrayBuffer());
}

function cutOff(file: string, found: string): Omit<Problem, 'severity'> {
  return {
    code: 'damaged-zip',
    message: 'This ZIP archive is damaged or cut off.',
    file,
    found,
    expected: 'a complete ZIP archive',
    wayOn: 'Copy or download the archive again, or unpack it and drop the folder.',
  };
}

function tooMany(file: string, count: number): Omit<Problem, 'severity'> {
  return {
    code: 'zip-too-large',
    message: 'This ZIP archive holds more files than can be read at once.',
    file,
    found: `${count} files`,
    expected: `at most ${MOST_MEMBERS}`,
    wayOn: 'Unpack the archive and drop a part of it.',
  };
}
