import type { ColumnGuess, Mapping } from '../domain/import-report.ts';
import type { Role, TableKind } from '../domain/observation.ts';
import { SINGLE_ROLES } from '../domain/observation.ts';
import { filled } from './column-sample.ts';
import type { ColumnSample } from './column-sample.ts';
import { guessBenchmarks } from './guess-benchmarks.ts';
import { gradesOf } from './column-grades.ts';
import { isProposal, NUMBERED, WORDS } from './grades.ts';
import { parseText } from './parse-number.ts';
import type { Expert } from './experts.ts';
import { decideExperts } from './experts.ts';
import { likelyColumns } from './likely-columns.ts';
import { guessItems, guessModelColumns, modelByValues } from './guess-pivots.ts';
import { plainName } from './plain-name.ts';
import { SYNONYMS } from './synonyms.ts';
import { isScoreOfModel } from './telling-names.ts';
import { isUnnamed } from './unique-names.ts';
import { guessWide } from './wide.ts';

const SHOWN = 4;
const LONG_TEXT = 60;
const SHORT_TEXT = 12;
const NUMERIC_ROLES: readonly Role[] = ['score', 'reference', 'outcome'];

/**
 * Guesses what each column means: a remembered mapping of the same columns first, then names and
 * synonyms (numeric roles only where the values are numbers), then the values.
 */
export function guessMapping(
  columns: readonly ColumnSample[],
  decimalComma: boolean,
  remembered: readonly Mapping[],
): ColumnGuess[] {
  const known = remembered.find(
    (mapping) =>
      Object.keys(mapping).length === columns.length &&
      columns.every((column) => Object.hasOwn(mapping, column.name)),
  );
  const claims = known ? new Map<string, Role>() : claimsByName(columns, decimalComma);
  const model = known ? null : modelByValues(columns, claims);
  if (model) claims.set(model.name, 'model');
  const experts = known ? new Map<string, Expert>() : decideExperts(columns, claims, decimalComma);
  for (const [name, { role }] of experts) claims.set(name, role);
  const likely = known ? new Map<string, Role>() : likelyColumns(columns, claims, decimalComma);
  for (const [name, role] of likely) {
    claims.set(name, role);
    experts.set(name, { role, because: 'values' });
  }
  const benchmarks = known
    ? null
    : (guessItems(columns, claims, decimalComma) ??
      guessModelColumns(columns, claims, decimalComma) ??
      guessBenchmarks(columns, claims, decimalComma));
  const roles = [...claims.values()];
  const wide =
    known || benchmarks
      ? null
      : guessWide(
          columns.filter(({ name }) => !claims.has(name)),
          (role) => roles.includes(role),
          decimalComma,
        );
  return columns.map((column) => {
    const samples = [...new Set(column.values.filter((v) => v !== ''))].slice(0, SHOWN);
    const role = known?.[column.name];
    if (role) return { name: column.name, samples, role, because: 'remembered' };
    const figure = benchmarks?.get(column.name);
    if (figure)
      return {
        name: column.name,
        samples,
        ...figure,
        ...(model?.name === column.name ? { because: model.because } : {}),
      };
    const scored = wide?.get(column.name);
    if (scored) return { name: column.name, samples, ...scored };
    const claimed = claims.get(column.name);
    if (claimed)
      return {
        name: column.name,
        samples,
        ...(experts.get(column.name) ?? {
          role: claimed,
          because:
            isProposed(column, claimed) || hasTwin(column, columns)
              ? 'unsure'
              : model?.name === column.name
                ? model.because
                : 'name',
        }),
      };
    const ignored = isIndex(column, roles);
    return {
      name: column.name,
      samples,
      ...(ignored ? { role: 'ignore', because: 'values' } : byValues(column, decimalComma)),
    };
  });
}

/**
 * Whether labels may be read as scores or references. What is predicted or right in words (yes, no) is
 * an answer; beside scores in words of the same kind it is a reference.
 */
function isGraded(column: ColumnSample, role: Role, score: ColumnSample | undefined): boolean {
  const rule = gradesOf(column);
  if (rule === null || role === 'outcome') return false;
  if (role === 'score') return !/^predict(ion|ed)$/.test(plainName(column.name));
  if (rule === NUMBERED) return !/^(label|target|truth|groundtruth)$/.test(plainName(column.name));
  return score ? gradesOf(score) === rule : rule !== WORDS;
}

/** Whether the words of a scale would count as numbers that only the reader can confirm. */
function isProposed(column: ColumnSample, role: Role): boolean {
  if (role !== 'score' && role !== 'reference') return false;
  const rule = gradesOf(column);
  return rule !== null && isProposal(rule);
}

/** Whether the file has another column of this name, with other values: it may be that one. */
function hasTwin({ name, values }: ColumnSample, columns: readonly ColumnSample[]): boolean {
  const twin = columns.find((column) => column.name === `${name} (2)`);
  return twin !== undefined && twin.values.some((value, row) => value !== values[row]);
}

/** Whether a column without a name has no values either, or numbers rows that have an item. */
function isIndex({ name, values }: ColumnSample, roles: readonly Role[]): boolean {
  if (!isUnnamed(name)) return false;
  if (values.every((value) => value.trim() === '')) return true;
  const rises = values.every(
    (value, row) => /^\d+$/.test(value) && (row === 0 || Number(value) > Number(values[row - 1])),
  );
  return rises && roles.includes('item');
}

function claimsByName(columns: readonly ColumnSample[], decimalComma: boolean): Map<string, Role> {
  const claims = new Map<string, Role>();
  for (const role of SINGLE_ROLES) {
    const synonyms = SYNONYMS[role] ?? [];
    let best: { name: string; place: number } | null = null;
    for (const column of columns) {
      if (claims.has(column.name)) continue;
      const place = placeOf(column.name, synonyms);
      if (place < 0 || (best && best.place <= place)) continue;
      if (
        NUMERIC_ROLES.includes(role) &&
        !isNumeric(column, decimalComma) &&
        !isGraded(
          column,
          role,
          columns.find((c) => claims.get(c.name) === 'score'),
        )
      )
        continue;
      if (role === 'text' && !isProse(column)) continue;
      if (role === 'failure' && isNumeric(column, decimalComma) && filled(column).length > 0)
        continue;
      best = { name: column.name, place };
    }
    if (best) claims.set(best.name, role);
  }
  const column = (role: Role): ColumnSample | undefined =>
    columns.find(({ name }) => claims.get(name) === role);
  const [model, item] = [column('model'), column('item')];
  // `item, human, llm`: each item once, and what the model gave.
  if (model && item && !column('score') && isScoreOfModel(model, decimalComma))
    if (new Set(item.values).size === item.values.length) claims.delete(model.name);
  return claims;
}

function byValues(
  column: ColumnSample,
  decimalComma: boolean,
): Pick<ColumnGuess, 'role' | 'because'> {
  const values = filled(column);
  if (values.length === 0) return { role: 'facet', because: 'kept' };
  if (isNumeric(column, decimalComma)) {
    const whole = values.every((v) => Number.isInteger(parseText(v, decimalComma)));
    const few = new Set(values).size <= Math.max(10, values.length / 10);
    return { role: whole && few ? 'facet' : 'number', because: 'kept' };
  }
  return isLong(column) ? { role: 'ignore', because: 'kept' } : { role: 'facet', because: 'kept' };
}

/** What the rows are, or null where the roles do not add up to anything. */
export function tableKind(roles: readonly Role[]): TableKind | null {
  const has = (role: Role): boolean => roles.includes(role);
  const keyed = has('item') || has('unit');
  if (has('model') && ((has('benchmark') && has('score')) || has('figure'))) return 'benchmarks';
  if (has('bymodel')) return has('benchmark') && !has('item') ? 'benchmarks' : 'observations';
  if (has('byitem') && !has('score'))
    return has('model') ? 'observations' : has('rater') ? 'references' : null;
  if (has('byrater') && !has('score'))
    return has('model') || has('prompt') ? 'observations' : has('item') ? 'references' : null;
  if (has('score') && (has('model') || has('prompt') || has('run'))) return 'observations';
  if (has('score') && has('item') && has('rater')) return 'references';
  if (has('reference') && has('item') && !has('score')) return 'references';
  if (has('score')) return 'observations';
  if (has('outcome') && keyed) return 'outcomes';
  if (has('item') && (has('unit') || has('text'))) return 'items';
  return null;
}

/**
 * Whether the user has to look: no kind, scores of nobody (neither a model nor a rater is named), or a
 * guess that is unsure of itself.
 */
export function needsMapping(guesses: readonly ColumnGuess[]): boolean {
  const roles = guesses.map((guess) => guess.role);
  const kind = tableKind(roles);
  if (kind === null) return true;
  if (guesses.some((guess) => guess.because === 'remembered')) return false;
  if (guesses.some((guess) => guess.because === 'unsure')) return true;
  const scored = roles.includes('model') || roles.includes('bymodel');
  // References of a model: one of the other columns holds its scores.
  if (kind === 'references' && roles.includes('model')) return true;
  const keyed = roles.includes('item') || roles.includes('byitem');
  return kind === 'observations' && !(scored && keyed);
}

/** A guess as the mapping it stands for. */
export function mappingOf(guesses: readonly ColumnGuess[]): Mapping {
  return Object.fromEntries(guesses.map((guess) => [guess.name, guess.role]));
}

/** Position among the synonyms; `evaluation.score` comes after every plain name. */
function placeOf(name: string, synonyms: readonly string[]): number {
  const whole = synonyms.indexOf(plainName(withoutBrackets(name)));
  if (whole >= 0 || !name.includes('.')) return whole;
  const inner = synonyms.indexOf(plainName(name.slice(name.lastIndexOf('.') + 1)));
  return inner < 0 ? -1 : inner + synonyms.length;
}

/** A header without what it adds in brackets, as `Score (0-1)`. */
function withoutBrackets(name: string): string {
  return name.replace(/\s*[([][^)\]]*[)\]]\s*$/, '') || name;
}

function isNumeric(column: ColumnSample, decimalComma: boolean): boolean {
  const values = filled(column);
  if (values.length === 0) return true;
  const numbers = values.filter((value) => !Number.isNaN(parseText(value, decimalComma)));
  return numbers.length >= 0.5 * values.length;
}

function isLong(column: ColumnSample): boolean {
  return meanLength(column) > LONG_TEXT;
}

/** Words rather than a code or a label. */
function isProse(column: ColumnSample): boolean {
  return meanLength(column) > SHORT_TEXT && filled(column).some((value) => value.includes(' '));
}

function meanLength(column: ColumnSample): number {
  const values = filled(column);
  return values.reduce((sum, value) => sum + value.length, 0) / Math.max(1, values.length);
}
