import { fieldsOf, scalarOf } from './fields.ts';

const MOST_FACETS = 20;
const MOST_LEVELS = 50;

/** Further facets of a file: column name by key. */
export type Facets = ReadonlyMap<string, string>;

/**
 * The keys of some objects (metadata, documents) worth keeping as facets: short values, no more than
 * half as many as objects. A key that is a column already gets `prefix` before it.
 */
export function chooseFacets(
  objects: readonly unknown[],
  taken: readonly string[],
  prefix: string,
): Facets {
  const levels = new Map<string, Set<string>>();
  const unfit = new Set<string>();
  for (const object of objects) {
    const fields = fieldsOf(object) ?? {};
    for (const key of Object.keys(fields)) {
      const value = scalarOf(fields[key]);
      if (value !== null) levels.set(key, (levels.get(key) ?? new Set()).add(String(value)));
      else if (fields[key] !== null && fields[key] !== '') unfit.add(key);
    }
  }
  const most = Math.min(MOST_LEVELS, Math.max(1, objects.length / 2));
  return new Map(
    [...levels]
      .filter(([key, seen]) => seen.size <= most && !unfit.has(key))
      .slice(0, MOST_FACETS)
      .map(([key]) => [key, taken.includes(key) ? `${prefix}.${key}` : key]),
  );
}

/** The values of the facets in one object, by column. */
export function facetValues(
  object: unknown,
  facets: Facets,
): Record<string, string | number | null> {
  const fields = fieldsOf(object) ?? {};
  return Object.fromEntries(
    [...facets].map(([key, column]) => [
      column,
      Object.hasOwn(fields, key) ? scalarOf(fields[key]) : null,
    ]),
  );
}
