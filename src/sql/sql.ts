import type { SqlValue, Statement } from '../domain/statement.ts';

const FRAGMENT: unique symbol = Symbol('sql fragment');

/** A piece of SQL with the values that belong to its question marks, in order. */
export interface Fragment extends Statement {
  readonly [FRAGMENT]: true;
}

function fragment(text: string, params: readonly SqlValue[]): Fragment {
  return { [FRAGMENT]: true, text, params };
}

function isFragment(part: SqlValue | Fragment): part is Fragment {
  return typeof part === 'object' && part !== null && FRAGMENT in part;
}

/**
 * A tagged template: fragments are spliced in, anything else becomes a parameter. Text can only come
 * from the template itself, `ident` and `number`, so no value is ever pasted into a statement.
 */
export function sql(strings: TemplateStringsArray, ...parts: (SqlValue | Fragment)[]): Fragment {
  let text = strings[0];
  const params: SqlValue[] = [];
  parts.forEach((part, index) => {
    if (isFragment(part)) {
      text += part.text;
      params.push(...part.params);
    } else {
      text += '?';
      params.push(part);
    }
    text += strings[index + 1];
  });
  return fragment(text, params);
}

/** A quoted name. */
export function ident(name: string): Fragment {
  if (name.includes('\0')) throw new Error('invalid identifier; contains a null character');
  return fragment(`"${name.replaceAll('"', '""')}"`, []);
}

/** A finite number as text, for places that take no parameter (view definitions). */
export function number(value: number): Fragment {
  if (!Number.isFinite(value)) throw new Error(`invalid number; not finite: ${value}`);
  return fragment(`(${Object.is(value, -0) ? '0' : String(value)}::DOUBLE)`, []);
}

/** A code or count as text, for places that take no parameter (view definitions). */
export function whole(value: number): Fragment {
  if (!Number.isInteger(value)) throw new Error(`invalid whole number: ${value}`);
  return fragment(String(value), []);
}

/** A quoted string as text, for places that take no parameter (view definitions). */
export function literal(value: string): Fragment {
  if (value.includes('\0')) throw new Error('invalid literal; contains a null character');
  return fragment(`'${value.replaceAll("'", "''")}'`, []);
}

/** Fragments with a separator between them; an empty list gives an empty fragment. */
export function join(fragments: readonly Fragment[], separator = ', '): Fragment {
  return fragment(
    fragments.map((f) => f.text).join(separator),
    fragments.flatMap((f) => f.params),
  );
}
