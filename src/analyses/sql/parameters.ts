import { emptyValue } from '../../domain/sql-parameter.ts';
import type { ParameterKind, SqlParameter } from '../../domain/sql-parameter.ts';
import { parameterPlaces } from '../../sql/parameters.ts';

/** What stands before a number: a comparison by size, arithmetic, or a count of rows. */
const BEFORE_NUMBER = /(?:<=|>=|[^<]>|<|[-+*/%]|\b(?:limit|offset|between|top))\s*$/i;

/**
 * The parameters of a statement with the values given for them; one that has none is guessed to be a
 * number where it is compared by size, else a text.
 */
export function parametersOf(
  text: string,
  given: readonly SqlParameter[],
): readonly SqlParameter[] {
  const found = new Map<string, SqlParameter>();
  for (const { name, from } of parameterPlaces(text)) {
    if (found.has(name)) continue;
    const isNumber = BEFORE_NUMBER.test(text.slice(Math.max(0, from - 20), from));
    const kind: ParameterKind = isNumber ? 'number' : 'text';
    const fresh = { name, kind, value: emptyValue(kind) };
    found.set(name, given.find((one) => one.name === name) ?? fresh);
  }
  return [...found.values()];
}
