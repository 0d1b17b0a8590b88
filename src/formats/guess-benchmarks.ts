import type { ColumnGuess } from '../domain/import-report.ts';
import type { Role } from '../domain/observation.ts';
import { holdsFigures } from './benchmark-table.ts';
import type { ColumnSample } from './column-sample.ts';
import { plainName } from './plain-name.ts';

type Guess = Pick<ColumnGuess, 'role' | 'because'>;

/** Headers that name a benchmark and nothing else. */
const SURE = ['benchmark', 'benchmarkname', 'leaderboard'];

/** Roles of columns that only a table of responses, or of what belongs to them, has. */
const OF_RESPONSES: readonly Role[] = [
  'prompt',
  'item',
  'run',
  'rater',
  'unit',
  'reference',
  'outcome',
  'failure',
  'text',
  'response',
];

/** Numbers about a model that are no measure of what it can do. */
const ABOUT_MODELS = [
  'rank',
  'n',
  'params',
  'parameters',
  'size',
  'votes',
  'price',
  'cost',
  'year',
];

/**
 * The roles of a table of published figures, by what it holds: each model with each benchmark once, or
 * each model once with nothing but figures beside it. Null where it holds something else. Where it might
 * also be scored responses, the roles are `unsure` and the reader is asked.
 */
export function guessBenchmarks(
  columns: readonly ColumnSample[],
  claims: ReadonlyMap<string, Role>,
  decimalComma: boolean,
): Map<string, Guess> | null {
  const claimed = (role: Role): ColumnSample | undefined =>
    columns.find((column) => claims.get(column.name) === role);
  const model = claimed('model');
  if (!model || OF_RESPONSES.some((role) => claimed(role))) return null;
  if (model.values.length === 0 || model.values.includes('')) return null;
  const task = claimed('task');
  return task
    ? long(model, task, claimed('score'), decimalComma)
    : wide(columns, model, claims, decimalComma);
}

function long(
  model: ColumnSample,
  task: ColumnSample,
  score: ColumnSample | undefined,
  decimalComma: boolean,
): Map<string, Guess> | null {
  if (!score || !holdsFigures(score.values, decimalComma)) return null;
  const pairs = new Set(model.values.map((name, row) => JSON.stringify([name, task.values[row]])));
  if (pairs.size < model.values.length || task.values.includes('')) return null;
  const because = SURE.includes(plainName(task.name)) ? 'name' : 'unsure';
  return new Map([
    [model.name, { role: 'model', because: 'name' }],
    [task.name, { role: 'benchmark', because }],
    [score.name, { role: 'score', because: 'name' }],
  ]);
}

function wide(
  columns: readonly ColumnSample[],
  model: ColumnSample,
  claims: ReadonlyMap<string, Role>,
  decimalComma: boolean,
): Map<string, Guess> | null {
  if (new Set(model.values).size < model.values.length) return null;
  const others = columns.filter((column) => column !== model);
  const isFigure = (column: ColumnSample): boolean =>
    holdsFigures(column.values, decimalComma) &&
    !ABOUT_MODELS.includes(plainName(column.name.replace(/\s*\(.*\)$/, '')));
  const figures = others.filter(isFigure);
  if (figures.length === 0) return null;
  // A column called "score" might be that of a response.
  const sure = figures.length === others.length && !others.some(({ name }) => claims.has(name));
  const guess = (column: ColumnSample): Guess =>
    figures.includes(column)
      ? { role: 'figure', because: sure ? 'values' : 'unsure' }
      : { role: 'ignore', because: 'kept' };
  return new Map([
    [model.name, { role: 'model', because: 'name' }],
    ...others.map((column) => [column.name, guess(column)] as const),
  ]);
}
