import type { Question } from '../../domain/question.ts';
import type { Statement } from '../../domain/statement.ts';
import { errorExpression, namedWhere } from '../../sql/error.ts';
import type { Fragment } from '../../sql/sql.ts';
import { ident, join, sql } from '../../sql/sql.ts';
import type { VarianceFit } from '../../stats/variance/types.ts';

/**
 * The sufficient statistics of the fit over the view `observations`: per combination of the facets of
 * its terms, how many observations there are and the sum of the error around its mean. Counts and sums
 * of every term, and of every pair of terms, roll up from here. Items stand with their task, whether or
 * not it is a term: where ids restart in every task an item is its task and id, and by id alone the
 * first items of all tasks would be one. `beside` are facets that it divides by although no term may
 * have them.
 */
export function sufficientStatement(
  question: Question,
  fit: VarianceFit,
  beside: readonly string[] = [],
): Fragment {
  const ofTerms = new Set([...fit.components.flatMap((c) => c.facets), ...beside]);
  if (ofTerms.has('item')) ofTerms.add('task');
  const facets = [...ofTerms];
  const by = join(facets.map(ident));
  return sql`WITH errors AS (
  SELECT ${by}, ${errorExpression(question)} AS error
  FROM observations
  WHERE ${namedWhere(question.filters)}
),
centred AS (
  SELECT *, error - avg(error) OVER () AS centred
  FROM errors
  WHERE error IS NOT NULL
)
SELECT ${by}, count(*) AS n, sum(centred) AS sum, sum(centred * centred) AS sum_of_squares
FROM centred
GROUP BY ${by}`;
}

/** The sufficient statistics of two slices in one answer, each under its name. */
export function comparedStatement(
  sides: readonly {
    readonly label: string;
    readonly question: Question;
    readonly fit: VarianceFit;
  }[],
): Statement {
  return join(
    sides.map(
      ({ label, question, fit }) =>
        sql`SELECT ${label} AS side, * FROM (\n${sufficientStatement(question, fit)}\n)`,
    ),
    '\nUNION ALL BY NAME\n',
  );
}

/**
 * What answer (b) rests on: per item, model and prompt the mean error (its square where errors have a
 * direction). The items are then halved by a seeded shuffle; the best model and prompt of one half is
 * measured on the other.
 */
export function removableStatement(question: Question): Statement {
  const error = errorExpression(question);
  const size = ['signed', 'standardised'].includes(question.measure)
    ? sql`${error} * ${error}`
    : error;
  return sql`SELECT task, item, model, prompt, count(size) AS n, avg(size) AS size
FROM (
  SELECT *, ${size} AS size
  FROM observations
  WHERE ${namedWhere(question.filters)}
)
WHERE size IS NOT NULL
GROUP BY task, item, model, prompt`;
}
