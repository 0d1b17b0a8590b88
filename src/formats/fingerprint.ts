import type { Content } from './content.ts';
import type { Group } from './group.ts';
import { sha256 } from './sha256.ts';
import { concat } from './source.ts';

const CHUNK = 8 << 20;

/**
 * Identity of a file by content: SHA-256 over its size and the SHA-256 of each 8 MiB piece, in lower-case
 * hexadecimal, so that a file of any size is hashed in bounded memory; of a gzip file, its content's.
 */
export async function fileHash(file: Content): Promise<string> {
  const magic = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  const isGzip = magic[0] === 0x1f && magic[1] === 0x8b;
  // Damaged gzip is known by its own bytes.
  return (isGzip ? await unpackedHash(file).catch(() => null) : null) ?? plainHash(file);
}

async function plainHash(file: Content): Promise<string> {
  const digests: Uint8Array[] = [];
  for (let at = 0; at < file.size; at += CHUNK)
    digests.push(await digestOf(await file.slice(at, at + CHUNK).arrayBuffer()));
  return hashOf(file.size, digests);
}

/** The hash that the content of a gzip file has when it is not packed. */
async function unpackedHash(file: Content): Promise<string> {
  const reader = file.stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  const digests: Uint8Array[] = [];
  const piece = new Uint8Array(CHUNK);
  let size = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read())
    for (let from = 0; from < next.value.length;) {
      const room = CHUNK - (size % CHUNK);
      const part = next.value.subarray(from, from + room);
      piece.set(part, size % CHUNK);
      size += part.length;
      from += part.length;
      if (size % CHUNK === 0) digests.push(await digestOf(piece.slice().buffer));
    }
  if (size % CHUNK > 0) digests.push(await digestOf(piece.slice(0, size % CHUNK).buffer));
  return hashOf(size, digests);
}

function hashOf(size: number, digests: readonly Uint8Array[]): Promise<string> {
  const said = new TextEncoder().encode(`${size}\n`);
  const length = digests.reduce((sum, digest) => sum + digest.length, said.length);
  return hexHash(concat([said, ...digests], length));
}

/** Identity of a group: its one file's, or that of all its files' hashes, in whatever order they came. */
export async function groupHash(group: Group): Promise<string> {
  const hashes: string[] = [];
  for (const entry of [...group.entries, ...group.context])
    hashes.push(await fileHash(await entry.content()));
  return combinedHash(hashes);
}

/** One hash for several; a single one stays itself. */
export async function combinedHash(hashes: readonly string[]): Promise<string> {
  return hashes.length === 1
    ? hashes[0]
    : hexHash(new TextEncoder().encode(hashes.toSorted().join('\n')));
}

async function hexHash(content: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = await digestOf(content.buffer);
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The browser's own digest where the page may use it: it is missing on plain http. */
async function digestOf(content: ArrayBuffer): Promise<Uint8Array> {
  const own = globalThis.crypto as Crypto | undefined;
  // The types promise `subtle` everywhere; insecure origins have none.
  if (!(own?.subtle as SubtleCrypto | undefined)) return sha256(new Uint8Array(content));
  return new Uint8Array(await crypto.subtle.digest('SHA-256', content));
}
