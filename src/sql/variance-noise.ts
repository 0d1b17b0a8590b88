import type { Question } from '../domain/question.ts';
import { codedWhere, errorExpression } from './error.ts';
import type { Fragment } from './sql.ts';
import { ident, join, sql } from './sql.ts';

/**
 * One row about the reference of the items that the question's observations are of: `items`, how many
 * of them have two raters or more (`rated`), and `noise`, the mean over these of the raters' variance
 * divided by their number, in squared units of the error. NULL noise where no item has two raters, or
 * the reference came with the rows and nothing is known of its raters.
 */
export function referenceNoiseStatement(question: Question): Fragment {
  const unit =
    question.measure === 'standardised' ? sql`(s.reference_sd * s.reference_sd)` : sql`1.0::DOUBLE`;
  return sql`SELECT count(*)::DOUBLE AS items, (count(*) FILTER (raters >= 2))::DOUBLE AS rated, avg(noise) FILTER (raters >= 2) AS noise FROM (SELECT r.raters, r.variance / r.raters / nullif(${unit}, 0) AS noise FROM (SELECT task_item, any_value(reference) AS reference, any_value(reference_sd) AS reference_sd FROM (SELECT *, ${errorExpression(question)} AS error FROM scored) WHERE error IS NOT NULL AND ${codedWhere(question.filters)} GROUP BY task_item) s LEFT JOIN reference_mean r ON r.task_item = s.task_item AND r.reference = s.reference)`;
}

/**
 * Cells for the residual spread: per combination of `facets` (all facets of all fitted terms, and the
 * one whose levels are compared) their codes, the number of observations, and sum and sum of squares of
 * the centred error. As many rows as combinations occur, which without repeats is one per observation:
 * ask for it on demand only.
 */
export function residualCellsStatement(
  source: Fragment,
  facets: readonly string[],
  shift: number,
): Fragment {
  const y = sql`(error - (${shift}::DOUBLE))`;
  const columns = [
    ...facets.map(ident),
    sql`count(*)::DOUBLE AS ${ident('cell n')}`,
    sql`sum(${y})::DOUBLE AS ${ident('cell sum')}`,
    sql`sum(${y} * ${y})::DOUBLE AS ${ident('cell squares')}`,
  ];
  return sql`SELECT ${join(columns)} FROM (${source}) GROUP BY ${join(facets.map(ident))}`;
}
