import type { Content } from './content.ts';
import type { Group } from './group.ts';
import { sha256 } from './sha256.ts';
import { concat } from './source.ts';

const CHUNK = 8 << 20;

/**
 * Identity of a file by content: SHA-256 over its size and the SHA-256 of each 8 MiB piece, in lower-case
 * hexadecimal, so that a file of any size is hashed in bounded memory.
 */
export async function fileHash(file: Content): Promise<string> {
  const digests: Uint8Array[] = [new TextEncoder().encode(`${file.size}\n`)];
  for (let at = 0; at < file.size; at += CHUNK) {
    const piece = await file.slice(at, at + CHUNK).arrayBuffer();
    digests.push(await digestOf(piece));
  }
  return hexHash(
    concat(
      digests,
      digests.reduce((sum, digest) => sum + digest.length, 0),
    ),
  );
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
