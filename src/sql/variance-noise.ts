import type { Question } from '../domain/question.ts';
import { codedWhere, errorExpression, signedExpression } from './error.ts';
import type { Fragment } from './sql.ts';
import { ident, join, sql } from './sql.ts';

/**
 * One row about the reference of the items that the question's observations are of: `items`, how many
 * of them have two raters or more (`rated`), and `noise`, the mean over these of what their raters'
 * noise adds to the errors of all models alike, in squared units of the error: rater variance / raters
 * times the squared mean slope of the error in the reference. The slope is 1 throughout for a plain
 * difference; for absolute and squared error this is the delta method, exact to first order. NULL noise
 * where no item has two raters, the reference came with the rows and nothing is known of its raters, or
 * the error jumps (disagreement, miss).
 */
export function referenceNoiseStatement(question: Question): Fragment {
  return sql`SELECT count(*)::DOUBLE AS items, (count(*) FILTER (raters >= 2))::DOUBLE AS rated, avg(noise) FILTER (raters >= 2) AS noise FROM (SELECT r.raters, s.slope * s.slope * r.variance / r.raters AS noise FROM (SELECT task_item, any_value(reference) AS reference, avg(${slopeInReference(question)}) AS slope FROM (SELECT *, ${errorExpression(question)} AS error FROM scored) WHERE error IS NOT NULL AND ${codedWhere(question.filters)} GROUP BY task_item) s LEFT JOIN reference_mean r ON r.task_item = s.task_item AND r.reference = s.reference)`;
}

/** Derivative of the error in the reference, less its sign; NULL where it jumps. */
function slopeInReference(question: Question): Fragment {
  switch (question.measure) {
    case 'signed':
      return sql`1.0::DOUBLE`;
    case 'absolute':
      return sql`sign(${signedExpression(question)})`;
    case 'squared':
      return sql`(2.0::DOUBLE * ${signedExpression(question)})`;
    case 'standardised':
      return sql`(1.0::DOUBLE / nullif(reference_sd, 0))`;
    case 'disagreement':
    case 'miss':
      return sql`NULL::DOUBLE`;
  }
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
