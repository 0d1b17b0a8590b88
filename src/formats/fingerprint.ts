const CHUNK = 8 << 20;

/**
 * Identity of a file by content: SHA-256 over its size and the SHA-256 of each 8 MiB piece, in lower-case
 * hexadecimal, so that a file of any size is hashed in bounded memory.
 */
export async function fileHash(file: Blob): Promise<string> {
  const digests: Uint8Array[] = [new TextEncoder().encode(`${file.size}\n`)];
  for (let at = 0; at < file.size; at += CHUNK) {
    const piece = await file.slice(at, at + CHUNK).arrayBuffer();
    digests.push(new Uint8Array(await crypto.subtle.digest('SHA-256', piece)));
  }
  const whole = await new Blob(digests as BlobPart[]).arrayBuffer();
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', whole));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
