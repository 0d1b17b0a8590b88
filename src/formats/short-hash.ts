/**
 * Eight hexadecimal digits that tell texts apart in a label, e.g. two prompt templates: 32 bits of
 * MurmurHash3's finaliser over an FNV-1a pass (public domain, Appleby 2016; Fowler, Noll & Vo 1991).
 * No security hangs on it.
 */
export function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0).toString(16).padStart(8, '0');
}

/** What is left of a rendered prompt once the texts of its item are taken out. */
export function templateOf(rendered: string, parts: Iterable<string>): string {
  let template = rendered;
  // Longer parts first: a choice may be a word of the question.
  const ordered = [...new Set(parts)].filter((part) => part.trim().length > 1);
  ordered.sort((a, b) => b.length - a.length);
  for (const part of ordered) template = template.replaceAll(part, '{}');
  return template;
}
