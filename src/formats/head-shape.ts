import type { Fields } from './fields.ts';
import { fieldsOf } from './fields.ts';
import { looksLikeText } from './looks-like-text.ts';
import { parseJson } from './parse-json.ts';

/** What the first bytes of a JSON file show. */
export interface HeadShape {
  /** `list` where the first object is an element of an array, `object` where it stands alone or leads lines. */
  readonly kind: 'object' | 'list';
  /** Keys of the first object, and of the objects right inside it as `outer.inner`, as far as the head goes. */
  readonly keys: ReadonlySet<string>;
  /** The first object, where it is complete. */
  readonly first: Fields | null;
  /** Whether another object follows the first one, as in JSON lines. */
  readonly more: boolean;
}

const remembered = new WeakMap<Uint8Array, HeadShape | null>();
const fromUtf8 = new TextDecoder();

/** Looks at the beginning of a file; null where it is no JSON object or list of objects. */
export function headShape(head: Uint8Array): HeadShape | null {
  const known = remembered.get(head);
  if (known !== undefined) return known;
  const shape = look(head);
  remembered.set(head, shape);
  return shape;
}

function look(head: Uint8Array): HeadShape | null {
  const beginning = fromUtf8.decode(head.subarray(0, 1024));
  const opening = /^\s*(\[?)\s*\{/.exec(beginning);
  if (!opening || !looksLikeText(head.subarray(0, 4096))) return null;
  const text = fromUtf8.decode(head);
  const start = text.indexOf('{');
  const { keys, end } = keysOf(text, start);
  const first = end > 0 ? fieldsOf(parseJson(text.slice(start, end))) : null;
  return {
    kind: opening[1] === '[' ? 'list' : 'object',
    keys,
    first,
    more: end > 0 && /^[\s,]*\{/.test(text.slice(end)),
  };
}

/** Keys of the object that begins at `start`, two levels deep; `end` is 0 where it is cut off. */
function keysOf(text: string, start: number): { keys: Set<string>; end: number } {
  const keys = new Set<string>();
  const open: string[] = [];
  let outer = '';
  let string: string | null = null;
  for (let i = start; i < text.length; i++) {
    const c = text[i];
    if (c === '"') {
      const close = closingQuote(text, i + 1);
      if (close < 0) break;
      string = text.slice(i + 1, close);
      i = close;
    } else if (c === ':' && string !== null) {
      const inObjects = open.every((bracket) => bracket === '{');
      if (open.length === 1) keys.add((outer = string));
      else if (open.length === 2 && inObjects) keys.add(`${outer}.${string}`);
    } else if (c === '{' || c === '[') open.push(c);
    else if (c === '}' || c === ']') {
      open.pop();
      if (open.length === 0) return { keys, end: i + 1 };
    } else if (c === ',') string = null;
  }
  return { keys, end: 0 };
}

function closingQuote(text: string, from: number): number {
  for (let i = from; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '"') return i;
  }
  return -1;
}

/** Whether the head is an object or list whose first object has all the keys. */
export function hasKeys(head: Uint8Array, ...keys: readonly string[]): boolean {
  const shape = headShape(head);
  return shape !== null && keys.every((key) => shape.keys.has(key));
}
