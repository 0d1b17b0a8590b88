/** Facets whose levels can be called otherwise than the files do. */
export const NAMED_FACETS = ['model', 'prompt'] as const;

export type NamedFacet = (typeof NAMED_FACETS)[number];

/**
 * Levels of a facet, as the files name them, that are called `to`. Levels that come to the same name are
 * one level: `openai/gpt-4o` called `gpt-4o` beside a `gpt-4o` merges the two; a level that is merged by
 * intent stands in `from` itself.
 */
export interface Naming {
  readonly facet: NamedFacet;
  readonly from: readonly string[];
  readonly to: string;
}

const MAX_NAMINGS = 200;
const MAX_LEVELS = 1000;
const MAX_NAME = 2000;

/** Validates untrusted input; null where it is no list of namings or calls a level two names. */
export function parseNamings(input: unknown): Naming[] | null {
  if (!Array.isArray(input) || input.length > MAX_NAMINGS) return null;
  const seen = new Set<string>();
  const namings: Naming[] = [];
  for (const candidate of input as unknown[]) {
    if (typeof candidate !== 'object' || candidate === null) return null;
    const { facet, from, to } = candidate as Record<string, unknown>;
    const known = NAMED_FACETS.find((name) => name === facet);
    if (!known || !isName(to) || !Array.isArray(from)) return null;
    if (from.length === 0 || from.length > MAX_LEVELS || !from.every(isName)) return null;
    for (const level of from) {
      const key = `${known} ${level}`;
      if (seen.has(key)) return null;
      seen.add(key);
    }
    namings.push({ facet: known, from: [...from], to });
  }
  return namings;
}

/** The namings after these levels, as they are called now, are called `to`. */
export function renamed(
  namings: readonly Naming[],
  facet: NamedFacet,
  levels: readonly string[],
  to: string,
): Naming[] {
  // What is called `to` already stays with it.
  const joined = [...levels, ...(calls(namings, facet, to) ? [to] : [])];
  const from = joined.flatMap((level) => [...filesCall(namings, facet, level)]);
  const others = namings.filter((n) => n.facet !== facet || !joined.includes(n.to));
  const meant = [...new Set(from)];
  const isItself = meant.every((level) => level === to);
  return isItself ? others : [...others, { facet, from: meant, to }];
}

/** The namings after `level` is again what the files call it. */
export function unnamed(namings: readonly Naming[], facet: NamedFacet, level: string): Naming[] {
  return namings.filter((n) => n.facet !== facet || n.to !== level);
}

/** What the files call a level; itself, where nothing else is said. */
export function filesCall(namings: readonly Naming[], facet: NamedFacet, level: string): string[] {
  const naming = namings.find((n) => n.facet === facet && n.to === level);
  if (naming) return [...naming.from];
  const isOther = namings.some((n) => n.facet === facet && n.from.includes(level));
  return isOther ? [] : [level];
}

function calls(namings: readonly Naming[], facet: NamedFacet, to: string): boolean {
  return namings.some((n) => n.facet === facet && n.to === to);
}

function isName(input: unknown): input is string {
  return typeof input === 'string' && input.trim() !== '' && input.length <= MAX_NAME;
}
