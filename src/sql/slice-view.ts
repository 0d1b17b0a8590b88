import type { Question } from '../domain/question.ts';
import { errorExpression } from './error.ts';
import type { Fragment } from './sql.ts';
import { ident, join, literal, sql } from './sql.ts';

/** The database that holds the tables and views of the reader's own, and `slice`. */
export const OWN_DATABASE = 'mine';

/**
 * Makes the view `slice` for people who write SQL: the observations that the question's filters leave,
 * with the error it asks for as `error`, NULL where there is none. Without a question, or before there
 * are observations, it is there and empty.
 */
export function createSliceView(question: Question | null): Fragment {
  const view = sql`CREATE OR REPLACE VIEW ${ident(OWN_DATABASE)}.main.slice AS`;
  if (question === null) return sql`${view} SELECT NULL::DOUBLE AS error WHERE FALSE`;
  const conditions = question.filters.map(
    ({ facet, levels }) => sql`${ident(facet)} IN (${join(levels.map(literal))})`,
  );
  const where = conditions.length === 0 ? sql`TRUE` : join(conditions, ' AND ');
  return sql`${view} SELECT *, ${errorExpression(question)} AS error FROM memory.main.observations WHERE ${where}`;
}
