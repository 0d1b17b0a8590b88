/**
 * Eight hexadecimal digits that tell texts apart in a label, e.g. two prompt templates: FNV-1a (Fowler,
 * Noll & Vo 1991) with the finaliser of MurmurHash3 (Appleby 2011). No security hangs on it.
 */
export function shortHash(text: string, seed = 0x811c9dc5): string {
  let hash = seed;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0).toString(16).padStart(8, '0');
}

/** Identity of an item that has no id but its text: two hashes, so that a million texts stay apart. */
export function textId(text: string): string {
  return shortHash(text) + shortHash(text, 0x9747b28c);
}
