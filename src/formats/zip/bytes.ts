import type { Content } from '../content.ts';
import { NearContent } from '../content.ts';
import { concat } from '../source.ts';

/** A pull of bytes in pieces; ending it early frees what it reads from. */
export type Pieces = AsyncGenerator<Uint8Array, void, void>;

const PIECE = 1 << 20;
/** Pieces gathered before they become a part of a Blob, which the browser may keep on disk. */
const PART = 32 << 20;
/** Contents up to this stay in memory. */
const NEAR = 4 << 20;

/** Content in pieces of a megabyte. */
export async function* piecesOf(content: Content): Pieces {
  for (let at = 0; at < content.size; at += PIECE)
    yield new Uint8Array(await content.slice(at, at + PIECE).arrayBuffer());
}

/** The pieces of a transforming stream. Not `for await` on the stream itself, which Safari lacks. */
export async function* throughStream(
  content: Content,
  transform: ReadableWritablePair<Uint8Array, Uint8Array<ArrayBuffer>>,
): Pieces {
  const reader = content.stream().pipeThrough(transform).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** All pieces, as a Blob where they are many, so that they never lie in one buffer. */
export async function gather(pieces: Pieces): Promise<Content> {
  const parts: Blob[] = [];
  let held: Uint8Array[] = [];
  let length = 0;
  for await (const piece of pieces) {
    // A copy: some decoders hand out views of a buffer they use again.
    held.push(piece.slice());
    length += piece.length;
    if (length < PART) continue;
    parts.push(new Blob(held as BlobPart[]));
    [held, length] = [[], 0];
  }
  if (parts.length === 0 && length <= NEAR) return NearContent.of(concat(held, length));
  return new Blob([...parts, ...held] as BlobPart[]);
}

/** All pieces in one array; for small contents. */
export async function gatherBytes(pieces: Pieces, size: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(size);
  let at = 0;
  for await (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** The first `length` bytes of the pieces, less where there are fewer or where reading fails. */
export async function firstBytes(pieces: Pieces, length: number): Promise<Uint8Array> {
  const head = new Uint8Array(length);
  let got = 0;
  try {
    for await (const piece of pieces) {
      head.set(piece.subarray(0, length - got), got);
      got = Math.min(length, got + piece.length);
      if (got === length) break;
    }
  } catch {
    // Reading the whole will say what is wrong.
  }
  return head.slice(0, got);
}
