import type { Mapping } from '../domain/import-report.ts';
import type { Role, TableKind } from '../domain/observation.ts';
import type { Batch, Table } from './batch.ts';
import { cellText } from './cell-text.ts';
import { gradesOf } from './column-grades.ts';
import type { ColumnSample } from './column-sample.ts';
import { isProposal } from './grades.ts';
import { isMissingText, parseText } from './parse-number.ts';
import { recordTable } from './record-table.ts';
import { isScoreOfModel, MODEL, RATER } from './telling-names.ts';
import { namesIn } from './wide-names.ts';

/** Columns whose headers name who scored, or who was scored: a wide table. */
const WIDE: readonly Role[] = ['bymodel', 'byrater', 'byitem'];

/** What headers of several measures per model put before or behind a score. */
const SCORE_OF = /^(score|rating)s?[ _.:-]+.|.[ _.:-]+(score|rating)s?$/i;
/** A table with one of these says enough already: its numbers belong to items. */
const OF_ITEMS: readonly Role[] = ['unit', 'text', 'outcome', 'reference', 'rater', 'benchmark'];
/** Numbers about an item or a response that nobody scored. */
const NO_SCORE =
  /^(n|id|index|row|mean|average|avg|median|std|sd|total|sum|min|max|length|len|words?|tokens?|chars?|characters|count|year|age|time|duration|seconds|cost|price|weight|level|grade_level|position|order|rank|version)$|(_|\b)(id|count|length|tokens|ms|seconds|time|n)$/i;

/**
 * Columns of numbers that are named after raters (`rater_1`, `human_b`) or after models; the latter for
 * sure only where their names are those of models. `free` are the columns that no name claims.
 */
export function guessWide(
  free: readonly ColumnSample[],
  has: (role: Role) => boolean,
  decimalComma: boolean,
): Map<string, { role: Role; because: 'name' | 'unsure' }> {
  const isGraded = (column: ColumnSample): boolean => gradesOf(column) !== null;
  const numeric = free.filter((column) => isScored(column, decimalComma) || isGraded(column));
  const isSure = numeric.every((column) => isScored(column, decimalComma) || !isProposed(column));
  const raters = numeric.filter(({ name }) => RATER.test(name));
  const guesses = new Map<string, { role: Role; because: 'name' | 'unsure' }>();
  if (raters.length > 1 && has('item'))
    for (const { name } of raters)
      guesses.set(name, { role: 'byrater', because: isSure ? 'name' : 'unsure' });
  if (has('model') || has('score') || !has('item')) return guesses;
  const others = numeric.filter(({ name }) => !guesses.has(name) && !NO_SCORE.test(name));
  const likely = others.filter(
    (column) => MODEL.test(column.name) || isScoreOfModel(column, decimalComma),
  );
  // Beside `score gpt-4`, `latency gpt-4` is no score.
  const scored = likely.filter(({ name }) => SCORE_OF.test(name));
  const named = scored.length > 0 ? scored : likely;
  const mightBe = guesses.size === 0 && others.length > 1 && !OF_ITEMS.some(has);
  const models = named.length > 0 ? named : mightBe ? others : [];
  for (const { name } of models)
    guesses.set(name, { role: 'bymodel', because: named.length > 0 && isSure ? 'name' : 'unsure' });
  return guesses;
}

function isProposed(column: ColumnSample): boolean {
  const rule = gradesOf(column);
  return rule !== null && isProposal(rule);
}

function isScored({ values }: ColumnSample, decimalComma: boolean): boolean {
  const there = values.filter((value) => !isMissingText(value));
  return there.length > 0 && there.every((value) => !Number.isNaN(parseText(value, decimalComma)));
}

/** A part of a wide table, read long. */
export interface LongPart {
  readonly table: Table;
  readonly mapping: Mapping;
  readonly kind: TableKind;
  /** Columns of the wide table that hold its scores. */
  readonly scores: readonly string[];
}

/**
 * A wide table as long ones: the scores, a row for each column that names a model, or a rater where
 * responses have no other score; and beside scores the references, one per item and rater. Null where
 * the mapping has no such column.
 */
export function longParts(table: Table, mapping: Mapping): LongPart[] | null {
  const roles = Object.values(mapping);
  if (!WIDE.some((role) => roles.includes(role))) return null;
  const has = (role: Role): boolean => roles.includes(role);
  const scored = table.columns.filter((name) => mapping[name] === 'score');
  if (has('bymodel')) {
    const scores = long(table, mapping, 'bymodel', 'model', 'observations');
    return has('byrater') ? [scores, ratersOf(table, mapping)] : [scores];
  }
  if (has('byitem'))
    return [
      long(
        table,
        mapping,
        'byitem',
        'item',
        has('model') || !has('rater') ? 'observations' : 'references',
      ),
    ];
  if (has('score'))
    return [
      { table, mapping: without(mapping, 'byrater'), kind: 'observations', scores: scored },
      ratersOf(table, mapping),
    ];
  return has('model') || has('prompt')
    ? [long(table, mapping, 'byrater', 'rater', 'observations')]
    : [ratersOf(table, mapping)];
}

function without(mapping: Mapping, role: Role): Mapping {
  return Object.fromEntries(
    Object.entries(mapping).map(([name, own]) => [name, own === role ? 'ignore' : own]),
  );
}

/** References by the raters that the columns name; an item that comes in several rows has them once. */
function ratersOf(table: Table, mapping: Mapping): LongPart {
  const kept: readonly Role[] = ['item', 'task', 'byrater'];
  const part = Object.fromEntries(
    Object.entries(mapping).map(([name, role]) => [name, kept.includes(role) ? role : 'ignore']),
  );
  return long(table, part, 'byrater', 'rater', 'references');
}

function long(
  table: Table,
  mapping: Mapping,
  wide: 'bymodel' | 'byrater' | 'byitem',
  named: 'model' | 'rater' | 'item',
  kind: 'observations' | 'references',
): LongPart {
  const columnsWith = (is: (role: Role) => boolean): number[] =>
    [...table.columns.keys()].filter((c) => is(mapping[table.columns[c]] ?? 'ignore'));
  const scores = columnsWith((role) => role === wide);
  const others = columnsWith((role) => role !== 'ignore' && !WIDE.includes(role));
  const free = (name: string): string => {
    const taken = others.map((c) => table.columns[c]);
    return taken.includes(name) ? free(`${name} (column)`) : name;
  };
  const [who, value] = [free(named), free('score')];
  const roles: Record<string, Role> = {
    ...Object.fromEntries(others.map((c) => [table.columns[c], mapping[table.columns[c]]])),
    [who]: named,
    [value]: 'score',
  };
  const names = namesIn(scores.map((c) => [c, table.columns[c]]));
  const made = recordTable({
    roles,
    kind,
    async *read(rows) {
      const seen = new Set<string>();
      for await (const batch of table.batches()) {
        for (const { reason, row, found, kept } of batch.skips) rows.skip(reason, row, found, kept);
        for (let row = 0; row < batch.rows; row++) {
          const shared = cellsOf(table, others, batch, row);
          for (const c of scores) {
            const score = cellText(batch.columns[c], row);
            if (kind === 'references') {
              const key = JSON.stringify([...Object.values(shared), c, score]);
              if (score === null || isMissingText(score) || seen.has(key)) continue;
              seen.add(key);
            }
            rows.add({ ...shared, [who]: names.get(c)!, [value]: score });
          }
          if (rows.full) yield batch.bytesDone;
        }
        yield batch.bytesDone;
      }
    },
  });
  return {
    table: { ...made, decimalComma: table.decimalComma },
    mapping: roles,
    kind,
    scores: scores.map((c) => table.columns[c]),
  };
}

function cellsOf(
  table: Table,
  columns: readonly number[],
  batch: Batch,
  row: number,
): Record<string, string | null> {
  return Object.fromEntries(
    columns.map((c) => [table.columns[c], cellText(batch.columns[c], row)]),
  );
}
