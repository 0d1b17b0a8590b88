import type { Statement } from '../domain/statement.ts';
import { levelTable } from './error.ts';
import { ident, sql } from './sql.ts';

/** All comparisons by codes; the worker puts them in order. */
export function codedComparisons(): Statement {
  return sql`SELECT question, judge, a, b, task, item, prompt, run, coalesce(preference, 'NaN'::DOUBLE) AS preference, forward, backward, coalesce(length_difference, -2147483648)::INTEGER AS length_difference FROM comparison_code`;
}

/** What stands in `length_difference` where a text is absent. */
export const NO_LENGTH = -2147483648;

/** Names of judges, models and tasks by code, from 0 on without gaps, and what each is the name of. */
export function comparisonNames(): Statement {
  return sql`SELECT name, judges, writes, task FROM comparison_name ORDER BY code`;
}

/**
 * Judgements of single texts: every scored response whose rater is named, with the writer of the text,
 * as names' codes in the level tables. Reference is the human judgement of the text where files hold one;
 * for the metric `recognition` it is the truth instead.
 */
export function singleJudgements(metric: boolean): Statement {
  const name = metric ? sql`m.name` : sql`''`;
  const join = metric ? sql` JOIN ${ident(levelTable('metric'))} m ON m.code = s.metric` : sql``;
  return sql`SELECT ${name} AS metric, s.rater, s.model, s.task, s.item, coalesce(s.score, 'NaN'::DOUBLE) AS score, coalesce(s.reference, 'NaN'::DOUBLE) AS reference FROM scored s${join} ORDER BY s.item`;
}
