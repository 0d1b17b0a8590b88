import type { ColumnGuess } from '../domain/import-report.ts';
import type { Role } from '../domain/observation.ts';
import { holdsFigures } from './benchmark-table.ts';
import { filled } from './column-sample.ts';
import type { ColumnSample } from './column-sample.ts';
import { plainName } from './plain-name.ts';

type Guess = Pick<ColumnGuess, 'role' | 'because'>;

/** Headers that name a benchmark and nothing else. */
const SURE = ['benchmark', 'benchmarkname', 'leaderboard'];

const OF_METRICS = ['metric', 'metricname'];
const OF_ERRORS = ['se', 'stderr', 'standarderror'];

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

const OF_MODELS =
  /[#♥❤]|\bparams?\b|\bcost\b|\blikes?\b|\bsize\b|\btokens?\b|\bspeed\b|\blatency\b|^generation$|^(count|var|rank.*)$/i;
/** How sure the figures beside are. */
const OF_FIGURES = /(^|[\s_.-])(std|sd|stdev|se|stderr|std[ _.]?err(or)?|ci|ci[ _.]?9\d)$/i;

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
  const isOfResponses = (role: Role): boolean => {
    const column = claimed(role);
    // Leaderboards have numbers under `Generation`.
    return column !== undefined && !(role === 'response' && holdsFigures(column.values, false));
  };
  if (!model || OF_RESPONSES.some(isOfResponses)) return null;
  if (model.values.length === 0 || model.values.includes('')) return null;
  const task = claimed('task');
  // A name for each row is no task.
  const isTask = task && (claimed('score') || new Set(task.values).size < task.values.length);
  return isTask
    ? long(columns, model, task, claimed('score'), decimalComma)
    : wide(columns, model, claims, decimalComma);
}

function long(
  columns: readonly ColumnSample[],
  model: ColumnSample,
  task: ColumnSample,
  score: ColumnSample | undefined,
  decimalComma: boolean,
): Map<string, Guess> | null {
  if (!score || !holdsFigures(score.values, decimalComma)) return null;
  const metric = columns.find(({ name }) => OF_METRICS.includes(plainName(name)));
  const pairs = new Set(
    model.values.map((name, row) => JSON.stringify([name, task.values[row], metric?.values[row]])),
  );
  if (pairs.size < model.values.length || task.values.includes('')) return null;
  // A single response has no standard error.
  const hasError = columns.some(({ name }) => OF_ERRORS.includes(plainName(name)));
  const because = hasError || SURE.includes(plainName(task.name)) ? 'name' : 'unsure';
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
    !ABOUT_MODELS.includes(plainName(column.name.replace(/\s*\(.*\)$/, ''))) &&
    !OF_MODELS.test(column.name) &&
    !OF_FIGURES.test(column.name) &&
    !filled(column).every((value) => /^(true|false)$/i.test(value)) &&
    // `IFEval Raw` beside `IFEval`.
    !others.some(({ name }) => column.name === `${name} Raw`);
  const figures = others.filter(isFigure);
  if (figures.length === 0) return null;
  // A column called "score" might be that of a response.
  const beside = others.filter((column) => !figures.includes(column));
  const sure =
    beside.every(({ name }) => OF_FIGURES.test(name)) &&
    !others.some(({ name }) => claims.has(name));
  const guess = (column: ColumnSample): Guess =>
    figures.includes(column)
      ? { role: 'figure', because: sure ? 'values' : 'unsure' }
      : { role: 'ignore', because: 'kept' };
  return new Map([
    [model.name, { role: 'model', because: 'name' }],
    ...others.map((column) => [column.name, guess(column)] as const),
  ]);
}
