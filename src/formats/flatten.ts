/** A cell of a table made from JSON. */
export type Cell = string | number | null;

const DEEPEST = 3;

/**
 * Flattens nested objects to `outer.inner` keys, three levels deep; lists and deeper objects stay as
 * JSON text. Null-prototype result: keys such as `__proto__` are plain data.
 */
export function flatten(
  value: Record<string, unknown>,
  into: Map<string, Cell> = new Map(),
  prefix = '',
  depth = 1,
): Map<string, Cell> {
  for (const key of Object.keys(value)) {
    const inner = value[key];
    const name = prefix + key;
    if (inner === null || inner === undefined) into.set(name, null);
    else if (typeof inner === 'number') into.set(name, Number.isFinite(inner) ? inner : null);
    else if (typeof inner === 'string') into.set(name, inner);
    else if (typeof inner === 'boolean') into.set(name, inner ? 1 : 0);
    else if (!Array.isArray(inner) && depth < DEEPEST)
      flatten(inner as Record<string, unknown>, into, `${name}.`, depth + 1);
    else into.set(name, jsonText(inner));
  }
  return into;
}

/** JSON text of a list or object; one nested too deep to be written says so instead. */
function jsonText(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (error instanceof RangeError) return '(nested too deep)';
    throw error;
  }
}
