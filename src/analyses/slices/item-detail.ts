import type { Question } from '../../domain/question.ts';
import type { Statement } from '../../domain/statement.ts';
import { levelTable, namedWhere, REFERENCE_RATER } from '../../sql/error.ts';
import { ident, join, sql } from '../../sql/sql.ts';
import type { Fragment } from '../../sql/sql.ts';

/** One response to an item, and what it was scored. */
export interface ItemScore {
  readonly prompt: string;
  readonly run: string;
  readonly rater: string;
  /** Null where the response failed. */
  readonly score: number | null;
  readonly failure: string | null;
  readonly response: string | null;
}

/** Everything known about one item under the present filters. */
export interface ItemDetail {
  readonly task: string;
  readonly item: string;
  readonly text: string | null;
  /** Mean of the references; null where there is none. */
  readonly reference: number | null;
  /** The references one by one, where the files name their raters. */
  readonly references: readonly { readonly rater: string; readonly score: number }[];
  readonly models: readonly {
    readonly model: string;
    /** Mean over the responses that have a score; null where none has. */
    readonly mean: number | null;
    readonly scores: readonly ItemScore[];
  }[];
}

/** A row of either statement's answer as a plain object. */
export type ItemDetailRow = Readonly<Record<string, unknown>>;

/**
 * The statement behind the item drawer: the responses to one item, 2000 at most, under the question's
 * filters. `item` is the id as written in the files.
 */
export function planItemDetail(question: Question, task: string, item: string): Statement {
  const filters = question.filters.filter((f) => f.facet !== 'task' && f.facet !== 'item');
  const where = join(
    [sql`task = ${task}`, sql`item = ${item}`, ...filters.map((f) => namedWhere([f]))],
    '\n  AND ',
  );
  return sql`SELECT model, prompt, run, rater, score, reference, failure, text, response
FROM observations
WHERE ${where}
ORDER BY model, prompt, run, rater
LIMIT 2000`;
}

/** The references of one item rater by rater, from the table they were imported into. */
export function planItemReferences(task: string, item: string): Statement {
  const level = (facet: string): Fragment => ident(levelTable(facet));
  return sql`SELECT n.name AS rater, r.score
FROM reference_score r
JOIN ${level('item')} i ON i.code = r.item
LEFT JOIN ${level('task')} t ON t.code = r.task
LEFT JOIN ${level(REFERENCE_RATER)} n ON n.code = r.rater
WHERE i.name = ${item} AND (r.task IS NULL OR t.name = ${task}) AND r.score IS NOT NULL
ORDER BY n.name
LIMIT 200`;
}

/** Gathers the rows of `planItemDetail` and `planItemReferences` into one item, in the order they come. */
export function decodeItemDetail(
  task: string,
  item: string,
  rows: readonly ItemDetailRow[],
  references: readonly ItemDetailRow[] = [],
): ItemDetail {
  const byModel = new Map<string, ItemScore[]>();
  let text: string | null = null;
  let reference: number | null = null;
  for (const row of rows) {
    text ??= textOf(row['text']);
    reference ??= numberOf(row['reference']);
    const model = String(row['model']);
    const scores = byModel.get(model) ?? [];
    scores.push({
      prompt: String(row['prompt']),
      run: String(row['run']),
      rater: String(row['rater']),
      score: numberOf(row['score']),
      failure: textOf(row['failure']),
      response: textOf(row['response']),
    });
    byModel.set(model, scores);
  }
  const models = [...byModel].map(([model, scores]) => ({
    model,
    mean: meanScore(scores),
    scores,
  }));
  return { task, item, text, reference, references: references.flatMap(decodeReference), models };
}

function decodeReference(row: ItemDetailRow): { rater: string; score: number }[] {
  const score = numberOf(row['score']);
  return score === null ? [] : [{ rater: textOf(row['rater']) ?? 'rater', score }];
}

function meanScore(scores: readonly ItemScore[]): number | null {
  const known = scores.flatMap((s) => (s.score === null ? [] : [s.score]));
  return known.length === 0 ? null : known.reduce((a, b) => a + b, 0) / known.length;
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
