import { Decompress } from 'fzstd';

const MAGIC = 0xfd2fb528;
const SKIPPABLE = 0x184d2a50;
const LARGEST_BLOCK = 1 << 17;
/** What the reference decoder accepts without being told otherwise (RFC 8878, 3.1.1.1.2, and `zstd --long`). */
const LARGEST_WINDOW = 1 << 27;

/** Whether the bytes begin as a zstd frame does. */
export function isZstd(head: Uint8Array): boolean {
  return head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd;
}

interface Frame {
  /** Header length in bytes. */
  readonly header: number;
  /** Byte after each block, in order; the last is where the checksum or the next frame begins. */
  readonly blocks: readonly number[];
  readonly end: number;
  /** Bytes a match may reach back. */
  readonly window: number;
  /** No more than this comes out of it. */
  readonly bound: number;
  /** Where the window descriptor stands; -1 where the frame is a single segment. */
  readonly descriptor: number;
}

/**
 * Unpacks zstd data of any number of frames (RFC 8878), yielding at most 128 KiB for each block, so that
 * a bomb is met with its first megabytes. Throws an Error for damaged data and for windows over 128 MiB.
 */
export function* unzstd(data: Uint8Array): Generator<Uint8Array, void, void> {
  let at = 0;
  while (at < data.length) {
    if (data.length - at < 8) throw new Error('the data end within a frame');
    const magic = word(data, at);
    if ((magic & 0xfffffff0) >>> 0 === SKIPPABLE) {
      at += 8 + word(data, at + 4);
      continue;
    }
    if (magic !== MAGIC) throw new Error('a frame begins with the wrong bytes');
    const frame = walk(data.subarray(at));
    yield* unpack(data.subarray(at, at + frame.end), frame);
    at += frame.end;
  }
  if (at > data.length) throw new Error('the data end within a frame');
}

/** Finds where the blocks of the first frame end, without unpacking them. */
function walk(data: Uint8Array): Frame {
  const flags = data[4];
  const single = (flags & 32) !== 0;
  const dictionary = [0, 1, 2, 4][flags & 3];
  const sizeBytes = [single ? 1 : 0, 2, 4, 8][flags >> 6];
  const descriptor = single ? -1 : 5;
  const sizeAt = 5 + (single ? 0 : 1) + dictionary;
  const header = sizeAt + sizeBytes;
  const window = single ? contentSize(data, sizeAt, sizeBytes) : windowSize(data[5]);
  if (window > LARGEST_WINDOW) throw new Error(`a frame needs a window of ${window} bytes`);
  const blocks: number[] = [];
  let at = header;
  let bound = 0;
  for (let last = false; !last;) {
    if (at + 3 > data.length) throw new Error('the data end within a frame');
    const head = data[at] | (data[at + 1] << 8) | (data[at + 2] << 16);
    last = (head & 1) === 1;
    const kind = (head >> 1) & 3;
    const size = head >> 3;
    at += 3 + (kind === 1 ? 1 : size);
    bound += kind === 2 ? LARGEST_BLOCK : size;
    blocks.push(at);
  }
  const end = at + (flags & 4 ? 4 : 0);
  if (end > data.length) throw new Error('the data end within a frame');
  return { header, blocks, end, window, bound, descriptor };
}

function* unpack(data: Uint8Array, frame: Frame): Generator<Uint8Array, void, void> {
  const out: Uint8Array[] = [];
  const decoder = new Decompress((piece) => out.push(piece));
  let from = 0;
  for (const to of frame.blocks) {
    let piece = data.subarray(from, to);
    if (from === 0 && frame.descriptor >= 0 && frame.bound < frame.window) {
      // The decoder allocates the whole window: not eight megabytes for a frame of one kilobyte.
      piece = piece.slice();
      piece[frame.descriptor] = descriptorFor(frame.bound);
    }
    decoder.push(piece);
    yield* out.splice(0);
    from = to;
  }
  decoder.push(data.subarray(from), true);
  yield* out.splice(0);
}

function windowSize(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >> 3));
  return base + (base / 8) * (descriptor & 7);
}

/** The smallest window descriptor that holds `size` bytes. */
function descriptorFor(size: number): number {
  let exponent = 0;
  while (2 ** (10 + exponent) < size) exponent++;
  return exponent << 3;
}

function contentSize(data: Uint8Array, at: number, bytes: number): number {
  let size = bytes === 2 ? 256 : 0;
  for (let i = 0; i < bytes; i++) size += (data[at + i] ?? 0) * 2 ** (8 * i);
  return size;
}

function word(data: Uint8Array, at: number): number {
  return (data[at] | (data[at + 1] << 8) | (data[at + 2] << 16) | (data[at + 3] << 24)) >>> 0;
}
