import type { Fields } from '../fields.ts';
import { fieldsOf, listOf, scalarOf } from '../fields.ts';
import { plainName } from '../plain-name.ts';
import { SYNONYMS } from '../synonyms.ts';
import { MODEL } from '../telling-names.ts';

/** Rows found in a JSON value that is no list of objects. */
export type FoundRows = readonly Fields[];

const DEEPEST = 3;
/** Roles of which a table has one column at least, be it that of the scores themselves. */
const TELLING = ['score', 'reference', 'outcome'] as const;

/**
 * The rows in one JSON value: as pandas writes a table (`split`, `index`, `columns`, `list`, `values`), as
 * a list of lists under a header, or as the longest list of objects in an object, whose own short values
 * hold for each row. Null where nothing in it looks like scores.
 */
export function findTable(value: unknown): FoundRows | null {
  const rows = Array.isArray(value) ? underHeader(value) : inObject(fieldsOf(value));
  return rows && rows.length > 0 && hasScores(rows) ? rows : null;
}

function inObject(object: Fields | null): FoundRows | null {
  if (!object) return null;
  return split(object) ?? ofLists(object) ?? ofObjects(object) ?? longestList(object);
}

/** `[["model", "score"], ["a", 1], …]`. */
function underHeader(lines: readonly unknown[]): FoundRows | null {
  const [header, ...rows] = lines.map(listOf);
  const names = header?.filter((name) => typeof name === 'string') ?? [];
  if (names.length < 2 || names.length < header.length) return null;
  return rows.every((row) => row.length === names.length)
    ? rows.map((row) => rowOf(names, row))
    : null;
}

/** `{"columns": ["model", …], "index": […], "data": [["a", …], …]}`. */
function split(object: Fields): FoundRows | null {
  const names = listOf(object.columns).map(String);
  const data = listOf(object.data);
  if (names.length === 0 || data.length === 0 || !data.every(Array.isArray)) return null;
  const index = listOf(object.index);
  const named = index.length === data.length && index.some((key) => typeof key === 'string');
  return data.map((row, i) => ({
    ...(named ? { key: index[i] } : {}),
    ...rowOf(names, listOf(row)),
  }));
}

/** `{"model": ["a", …], "score": [1, …]}`. */
function ofLists(object: Fields): FoundRows | null {
  const names = Object.keys(object);
  const columns = names.map((name) => listOf(object[name]));
  const [first] = columns;
  if (names.length < 2 || first.length === 0) return null;
  const even = columns.every(
    (column) => column.length === first.length && column.every((cell) => !isNested(cell)),
  );
  if (!even) return null;
  return first.map((_, row) =>
    rowOf(
      names,
      columns.map((column) => column[row]),
    ),
  );
}

/** `{"0": {"model": "a", …}, …}` by rows, or `{"model": {"0": "a", …}, …}` by columns. */
function ofObjects(object: Fields): FoundRows | null {
  const outer = Object.keys(object);
  const inner = outer.map((key) => fieldsOf(object[key]));
  if (outer.length < 2 || !inner.every((fields) => fields !== null)) return null;
  const [first] = inner;
  const keys = Object.keys(first);
  const shared = inner.filter((fields) => keys.every((key) => Object.hasOwn(fields, key)));
  if (keys.length === 0 || shared.length < inner.length / 2) return null;
  const byColumns =
    inner.every((fields) => Object.values(fields).every((cell) => !isNested(cell))) &&
    known(outer) > known(keys);
  if (!byColumns) {
    const counted = outer.every((key, row) => key === String(row));
    const name = Object.hasOwn(first, 'key') || counted ? null : nameOfKeys(outer);
    return inner.map((fields, row) => (name ? { [name]: outer[row], ...fields } : fields));
  }
  const rows = [...new Set(inner.flatMap((fields) => Object.keys(fields)))];
  const counted = rows.every((key) => /^\d+$/.test(key));
  return rows.map((key) => ({
    ...(counted ? {} : { key }),
    ...rowOf(
      outer,
      inner.map((fields) => (Object.hasOwn(fields, key) ? fields[key] : null)),
    ),
  }));
}

/** The longest list of objects, or several of them by the names they stand under. */
function longestList(object: Fields, depth = 1): FoundRows | null {
  const shared = Object.fromEntries(
    Object.entries(object).filter(([, value]) => scalarOf(value, 200) !== null),
  );
  const lists = Object.entries(object).flatMap(([name, value]) => {
    const list = listOf(value);
    const rows = list.flatMap((row): Fields[] => (fieldsOf(row) ? [row as Fields] : []));
    return rows.length > 0 && rows.length === list.length ? [{ name, rows }] : [];
  });
  const scored = lists.filter(({ rows }) => hasScores(rows));
  if (scored.length > 1 && alike(scored.map(({ rows }) => rows[0]))) {
    const name = scored[0].rows.some((row) => Object.hasOwn(row, 'model'))
      ? 'part'
      : nameOfKeys(
          scored.map((list) => list.name),
          'part',
        );
    return scored.flatMap((list) =>
      list.rows.map((row) => ({ ...shared, [name]: list.name, ...row })),
    );
  }
  const [longest] = scored.sort((a, b) => b.rows.length - a.rows.length);
  if (longest) return longest.rows.map((row) => ({ ...shared, ...row }));
  if (depth >= DEEPEST) return null;
  for (const value of Object.values(object)) {
    const within = fieldsOf(value);
    const found = within && longestList(within, depth + 1);
    if (found) return found.map((row) => ({ ...shared, ...row }));
  }
  return null;
}

/** What the keys of rows are: models where they look like some, else what tells the rows apart. */
function nameOfKeys(keys: readonly string[], otherwise = 'key'): string {
  return keys.filter((key) => MODEL.test(key)).length > keys.length / 2 ? 'model' : otherwise;
}

function alike(rows: readonly Fields[]): boolean {
  const [first, ...others] = rows.map((row) => Object.keys(row).sort().join('\n'));
  return others.every((keys) => keys === first);
}

/** How many names are those of columns that are known. */
function known(names: readonly string[]): number {
  const all = new Set(Object.values(SYNONYMS).flat());
  return names.filter((name) => all.has(plainName(name))).length;
}

/** Whether a column is called as scores are, or items have several columns of numbers. */
function hasScores(rows: FoundRows): boolean {
  const names = new Set(rows.slice(0, 100).flatMap((row) => scoreNames(row)));
  if (TELLING.some((role) => SYNONYMS[role]?.some((name) => names.has(name)))) return true;
  const keyed = [...(SYNONYMS.item ?? []), ...(SYNONYMS.model ?? [])];
  const numbers = Object.values(rows[0]).filter((cell) => typeof cell === 'number');
  return keyed.some((name) => names.has(name)) && numbers.length > 0;
}

/** Names of a row, and of the objects in it. */
function scoreNames(row: Fields): string[] {
  return Object.entries(row).flatMap(([name, value]) => [
    plainName(name),
    ...Object.keys(fieldsOf(value) ?? {}).map(plainName),
  ]);
}

function rowOf(names: readonly string[], cells: readonly unknown[]): Fields {
  return Object.fromEntries(names.map((name, c) => [name, cells[c] ?? null]));
}

function isNested(cell: unknown): boolean {
  return typeof cell === 'object' && cell !== null;
}
