/** Names that match one of the patterns, put under a word of the reader's. */
export interface NameGroup {
  readonly name: string;
  readonly patterns: readonly string[];
}

const MOST_GROUPS = 20;
const MOST_PATTERNS = 50;
const LONGEST = 200;

/**
 * Whether a name matches a pattern: `*` stands for any characters, `?` for one; letters of either case
 * are the same. Linear in their lengths' product, whatever a link brings.
 */
export function matches(name: string, pattern: string): boolean {
  const text = name.toLowerCase();
  const wanted = pattern.toLowerCase();
  let t = 0;
  let p = 0;
  let star = -1;
  let mark = 0;
  while (t < text.length) {
    if (p < wanted.length && wanted[p] === '*') {
      star = p++;
      mark = t;
    } else if (p < wanted.length && (wanted[p] === '?' || wanted[p] === text[t])) {
      t++;
      p++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++mark;
    } else return false;
  }
  while (wanted[p] === '*') p++;
  return p === wanted.length;
}

/** Position of the first group that a name belongs to, -1 for none. */
export function groupOf(name: string, groups: readonly NameGroup[]): number {
  return groups.findIndex(({ patterns }) => patterns.some((pattern) => matches(name, pattern)));
}

/** Groups as a reader edits them: one a line, `name: pattern, pattern`. */
export function writeGroups(groups: readonly NameGroup[]): string {
  return groups.map(({ name, patterns }) => `${name}: ${patterns.join(', ')}`).join('\n');
}

/** Reads what `writeGroups` wrote; the words say which line cannot be used. */
export function readGroups(
  text: string,
):
  | { readonly ok: true; readonly groups: NameGroup[] }
  | { readonly ok: false; readonly why: string } {
  const groups: NameGroup[] = [];
  for (const [i, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(0, colon)).trim();
    const patterns = line
      .slice(colon + 1)
      .split(',')
      .map((pattern) => pattern.trim())
      .filter((pattern) => pattern !== '');
    if (colon < 0 || name === '' || patterns.length === 0)
      return { ok: false, why: `Line ${i + 1} is not "name: pattern, pattern".` };
    groups.push({ name, patterns });
  }
  return isGroups(groups)
    ? { ok: true, groups }
    : {
        ok: false,
        why: `At most ${MOST_GROUPS} lines of ${MOST_PATTERNS} patterns with ${LONGEST} characters, each name once.`,
      };
}

/** Whether an untrusted value is a list of groups. */
export function isGroups(value: unknown): value is NameGroup[] {
  return (
    Array.isArray(value) &&
    value.length <= MOST_GROUPS &&
    value.every(isGroup) &&
    new Set(value.map(({ name }: NameGroup) => name)).size === value.length
  );
}

function isGroup(value: unknown): value is NameGroup {
  if (typeof value !== 'object' || value === null) return false;
  const { name, patterns } = value as Record<string, unknown>;
  return isShort(name) && isPatterns(patterns) && patterns.length > 0;
}

/** Whether an untrusted value is a list of patterns. */
export function isPatterns(value: unknown): value is string[] {
  return Array.isArray(value) && value.length <= MOST_PATTERNS && value.every(isShort);
}

function isShort(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= LONGEST;
}
