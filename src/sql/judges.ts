import type { Statement } from '../domain/statement.ts';
import { levelTable } from './error.ts';
import { ident, join, sql } from './sql.ts';

/** Columns of comparisons that many files leave empty. */
export const RARE_COLUMNS = ['task', 'prompt', 'run', 'length_difference'] as const;

export type RareColumn = (typeof RARE_COLUMNS)[number];

/** Whether each of them holds anything, one row. */
export function heldColumns(): Statement {
  return sql`SELECT coalesce(max(task) >= 0, FALSE) AS task, coalesce(max(prompt) >= 0, FALSE) AS prompt, coalesce(max(run) >= 0, FALSE) AS run, count(length_difference) > 0 AS length_difference FROM comparison_code`;
}

/** All comparisons by codes, without the columns that hold nothing; the worker puts them in order. */
export function codedComparisons(held: readonly RareColumn[] = RARE_COLUMNS): Statement {
  const rare = RARE_COLUMNS.filter((column) => held.includes(column)).map((column) =>
    column === 'length_difference'
      ? sql`, coalesce(length_difference, -2147483648)::INTEGER AS length_difference`
      : sql`, ${ident(column)}`,
  );
  return sql`SELECT question, judge, a, b, item, coalesce(preference, 'NaN'::DOUBLE) AS preference, forward, backward${join(rare, '')} FROM comparison_code`;
}

/** What stands in `length_difference` where a text is absent. */
export const NO_LENGTH = -2147483648;

/** Names of judges, models and tasks by code, from 0 on without gaps, and what each is the name of. */
export function comparisonNames(): Statement {
  return sql`SELECT name, judges, writes, task FROM comparison_name ORDER BY code`;
}

/** Level names of a facet by code. */
export function levelNames(facet: string): Statement {
  return sql`SELECT code, name FROM ${ident(levelTable(facet))} ORDER BY code`;
}

/** The metric under which a judge says how surely a text is its own. */
export const RECOGNITION = 'recognition';

/**
 * Judgements of single texts: every scored response whose rater is named, with the writer of the text, by
 * the codes of the level tables. `metric` is the metric that says how good a text is, beside recognition;
 * null where files have no metrics. In order of item.
 */
export function singleJudgements(metric: string | null): Statement {
  const recognises = metric === null ? sql`0` : sql`(m.name = ${RECOGNITION})`;
  const join =
    metric === null
      ? sql``
      : sql` JOIN ${ident(levelTable('metric'))} m ON m.code = s.metric AND m.name IN (${RECOGNITION}, ${metric})`;
  return sql`SELECT ${recognises}::TINYINT AS recognises, s.rater, s.model, s.task, s.item, coalesce(s.score, 'NaN'::DOUBLE) AS score, coalesce(s.reference, 'NaN'::DOUBLE) AS reference FROM scored s${join} ORDER BY s.item`;
}
