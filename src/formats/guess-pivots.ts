import type { ColumnGuess } from '../domain/import-report.ts';
import type { Role } from '../domain/observation.ts';
import type { ColumnSample } from './column-sample.ts';
import { filled } from './column-sample.ts';
import { holdsFigures } from './benchmark-table.ts';
import { parseText } from './parse-number.ts';
import { plainName } from './plain-name.ts';
import { MODEL } from './telling-names.ts';
import { isUnnamed } from './unique-names.ts';

type Guess = Pick<ColumnGuess, 'role' | 'because'>;

/** Headers of a column whose rows are published benchmarks rather than single questions. */
const OF_BENCHMARKS =
  /^(benchmark|benchmarkname|leaderboard|task|taskname|dataset|evaluation(name)?|evalname)s?$/;
/** Names that are those of benchmarks. */
const BENCHMARK =
  /mmlu|gpqa|gsm-?8k|humaneval|hellaswag|\barc\b|arc[-_ ](c|e)|truthful ?qa|winogrande|bbh|big-?bench|ifeval|musr|mt-?bench|arena|swe-?bench|boolq|piqa|squad|trivia ?qa|mbpp|lambada|\bmath\b|aime|drop\b|mgsm|livecodebench|(super)?glue|naturalq/i;
/** Headers that number questions: `q1`, `item_12`, `Question 3`, `7`. */
const NUMBERED =
  /^\s*(q|question|item|i|id|sample|example|instance|doc|problem|frage|case)?[ _.-]*\d+\s*$/i;
const YEAR = /^\s*(19|20)\d\d\s*$/;
const FEWEST_ITEMS = 3;
const LONGEST_NAME = 60;
/** Share of names that have to look like those of models. */
const MOST = 0.6;

/**
 * The column that names the models where no header says so: what it holds are names of models. `unsure`
 * unless it has no name of its own, as an index has none, or one that says little.
 */
export function modelByValues(
  columns: readonly ColumnSample[],
  claims: ReadonlyMap<string, Role>,
): (Guess & { readonly name: string }) | null {
  if ([...claims.values()].some((role) => role === 'model')) return null;
  const found = columns.filter((column) => !claims.has(column.name) && holdsModels(filled(column)));
  if (found.length !== 1) return null;
  const [{ name }] = found;
  const says =
    isUnnamed(name) || /^(models?|llms?|names?|methods?|approach|systems)$/.test(plainName(name));
  return { name, role: 'model', because: says ? 'values' : 'unsure' };
}

function holdsModels(values: readonly string[]): boolean {
  const names = [...new Set(values)];
  const models = names.filter((name) => MODEL.test(name) && name.length <= LONGEST_NAME);
  return names.length > 1 && models.length >= MOST * names.length;
}

/** A row per model (or rater), a column per item: `model, q1, q2, q3`. Null for any other table. */
export function guessItems(
  columns: readonly ColumnSample[],
  claims: ReadonlyMap<string, Role>,
  decimalComma: boolean,
): Map<string, Guess> | null {
  const roles = [...claims.values()];
  if (roles.some((role) => role === 'item' || role === 'score' || role === 'reference'))
    return null;
  const items = columns.filter(
    (column) =>
      !claims.has(column.name) &&
      NUMBERED.test(column.name) &&
      !YEAR.test(column.name) &&
      holdsFigures(column.values, decimalComma),
  );
  if (items.length < FEWEST_ITEMS) return null;
  const guess = (because: Guess['because']): Map<string, Guess> =>
    new Map(items.map(({ name }) => [name, { role: 'byitem', because }] as const));
  if (roles.includes('model') || roles.includes('rater')) return guess('name');
  const [first] = columns;
  const names = filled(first);
  if (claims.has(first.name) || items.includes(first) || new Set(names).size < names.length)
    return null;
  return guess('unsure').set(first.name, { role: 'model', because: 'unsure' });
}

/**
 * A row per benchmark, or per item, and a column per model: the headers name models, and the only text is
 * what the rows are of. Null where it holds something else.
 */
export function guessModelColumns(
  columns: readonly ColumnSample[],
  claims: ReadonlyMap<string, Role>,
  decimalComma: boolean,
): Map<string, Guess> | null {
  const rows = columns.find(({ name }) => claims.get(name) === 'task') ?? unnamedRows(columns);
  const others = [...claims.values()].filter((role) => role !== 'task');
  if (!rows || others.length > 0) return null;
  const names = filled(rows);
  if (names.length < rows.values.length || new Set(names).size < names.length) return null;
  const figures = columns.filter(
    (column) => column !== rows && holdsFigures(column.values, decimalComma),
  );
  const models = figures.filter(({ name }) => MODEL.test(name));
  if (models.length === 0 || models.length < figures.length / 2) return null;
  const isKnown = names.filter((name) => BENCHMARK.test(name)).length >= names.length / 2;
  const isNamed = claims.get(rows.name) === 'task';
  const isVerdict = models.every((column) => filled(column).every((value) => isBinary(value)));
  const sure = !isVerdict && (isKnown || OF_BENCHMARKS.test(plainName(rows.name)));
  return new Map<string, Guess>([
    [
      rows.name,
      {
        role: isKnown || (isNamed && !isVerdict) ? 'benchmark' : 'item',
        because: sure ? 'values' : 'unsure',
      },
    ],
    ...figures.map((column): [string, Guess] => [
      column.name,
      models.includes(column)
        ? { role: 'bymodel', because: 'name' }
        : { role: 'ignore', because: 'kept' },
    ]),
  ]);
}

/** The first column, where it has no name, as row names have none. */
function unnamedRows(columns: readonly ColumnSample[]): ColumnSample | null {
  const first = columns.at(0);
  return first && isUnnamed(first.name) ? first : null;
}

function isBinary(value: string): boolean {
  const number = parseText(value, false);
  return number === 0 || number === 1;
}
