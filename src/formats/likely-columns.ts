import type { Role } from '../domain/observation.ts';
import type { ColumnSample } from './column-sample.ts';
import { isMissingText, parseText } from './parse-number.ts';
import { MODEL, RATER } from './telling-names.ts';

/** Words of a header that mean a score among others: `LLM judge score`, `Score (0-1)`. */
const SCORED =
  /(^|[\s_.-])(score|rating|grade|accuracy|correct|correctness|points)(?=$|[\s_.([-])/i;

/**
 * Roles that no name gives and the rest of the table does: the one column of numbers whose header says
 * score among other words, and the item where the prompts or inputs are questions, each asked once of
 * every model.
 */
export function likelyColumns(
  columns: readonly ColumnSample[],
  claims: ReadonlyMap<string, Role>,
  decimalComma: boolean,
): Map<string, Role> {
  const roles = new Map(claims);
  const found = new Map<string, Role>();
  const take = (name: string, role: Role): void =>
    void (roles.set(name, role), found.set(name, role));
  const has = (role: Role): boolean => [...roles.values()].includes(role);
  if (!has('item') && has('score')) {
    const item = questions(columns, roles);
    if (item) take(item.name, 'item');
  }
  if (has('item') && !has('score')) {
    const scored = columns.filter(
      ({ name, values }) => !roles.has(name) && isScore(name) && areNumbers(values, decimalComma),
    );
    if (scored.length === 1) take(scored[0].name, 'score');
  }
  return found;
}

function isScore(name: string): boolean {
  return SCORED.test(name) && !MODEL.test(name) && !RATER.test(name);
}

function areNumbers(values: readonly string[], decimalComma: boolean): boolean {
  const there = values.filter((value) => !isMissingText(value));
  return there.length > 0 && there.every((value) => !Number.isNaN(parseText(value, decimalComma)));
}

/** The column of inputs, or of prompts, whose texts differ from row to row of each model and run. */
function questions(
  columns: readonly ColumnSample[],
  roles: ReadonlyMap<string, Role>,
): ColumnSample | null {
  const withRole = (role: Role): ColumnSample | undefined =>
    columns.find(({ name }) => roles.get(name) === role);
  const others = (['model', 'run', 'rater', 'task'] as const).flatMap(
    (role) => withRole(role) ?? [],
  );
  for (const role of ['text', 'prompt'] as const) {
    const column = withRole(role);
    if (!column?.values.every((value) => value.trim().includes(' '))) continue;
    const keys = column.values.map((value, row) =>
      JSON.stringify([value, ...others.map(({ values }) => values[row])]),
    );
    const rows = column.values.length;
    if (new Set(column.values).size > 1 && new Set(keys).size === rows) return column;
  }
  return null;
}
