import type { Dataset } from '../../domain/dataset.ts';
import type { Question } from '../../domain/question.ts';
import type { Statement } from '../../domain/statement.ts';
import { errorExpression, namedWhere, signedExpression } from '../../sql/error.ts';
import { ident, join, number, sql } from '../../sql/sql.ts';
import type { Fragment } from '../../sql/sql.ts';

/**
 * Slices of one grouping over the view `observations`: mean, root mean square, bias, naive and
 * cluster-robust (CR1) standard errors. The page itself uses CR2 in place of CR1 below
 * 50 clusters, and the jackknife CR3 where clusters are of uneven size.
 * Source: Miller (2024), arXiv 2411.00640, section 2.2.
 */
export function sliceStatement(
  question: Question,
  facets: readonly string[],
  dataset: Dataset,
): Statement {
  const by = join(facets.map(ident));
  const weight =
    question.average === 'macro'
      ? sql`1.0 / count(error) OVER (PARTITION BY ${join([...facets, 'task'].map(ident))})`
      : sql`1.0`;
  return sql`WITH errors AS (
  SELECT ${by}${facets.includes('task') || question.average === 'micro' ? sql`` : sql`, task`},
    ${cluster(question, dataset)} AS cluster,
    score,
    ${errorExpression(question)} AS error,
    ${signedExpression(question)} AS signed
  FROM observations
  WHERE ${filters(question, facets)}
),
weighted AS (
  SELECT *, CASE WHEN error IS NOT NULL THEN ${weight} END AS weight
  FROM errors
),
means AS (
  SELECT ${by},
    count(error) AS n,
    count(*) - count(score) AS missing,
    sum(weight) AS weights,
    sum(weight * error) / sum(weight) AS mean,
    sqrt(sum(weight * error * error) / sum(weight)) AS rmse,
    sum(weight * signed) / sum(weight) AS bias,
    stddev_samp(error) / sqrt(count(error)) AS naive_se
  FROM weighted
  GROUP BY ${by}
),
clusters AS (
  SELECT ${by}, cluster, sum(weight * (error - mean)) AS total
  FROM weighted JOIN means USING (${by})
  WHERE error IS NOT NULL
  GROUP BY ${by}, cluster
)
SELECT ${by},
  any_value(n) AS n,
  any_value(missing) AS missing,
  count(*) AS clusters,
  any_value(mean) AS mean,
  sqrt(count(*) / nullif(count(*) - 1, 0) * sum(total * total)) / any_value(weights) AS clustered_se,
  any_value(naive_se) AS naive_se,
  any_value(rmse) AS rmse,
  any_value(bias) AS bias
FROM clusters JOIN means USING (${by})
GROUP BY ${by}
ORDER BY mean`;
}

/** Counts of the signed error in bins of `width` from `start`. */
export function distributionStatement(question: Question, start: number, width: number): Statement {
  return sql`SELECT ${number(start)} + bin * ${number(width)} AS from_error, count(*) AS observations
FROM (
  SELECT floor((${signedExpression(question)} - ${number(start)}) / ${number(width)}) AS bin
  FROM observations
  WHERE ${filters(question, [])}
)
WHERE bin IS NOT NULL
GROUP BY bin
ORDER BY bin`;
}

/** Items with their mean error, those that went most wrong first (or last). */
export function itemsStatement(question: Question, order: 'worst' | 'best'): Statement {
  const size = ['signed', 'standardised'].includes(question.measure)
    ? sql`abs(avg(error))`
    : sql`avg(error)`;
  return sql`SELECT task, item,
  any_value(text) AS text,
  avg(reference) AS reference,
  avg(score) AS mean_score,
  avg(error) AS mean_error,
  count(error) AS n
FROM (
  SELECT *, ${errorExpression(question)} AS error
  FROM observations
  WHERE ${filters(question, [])}
)
GROUP BY task, item
HAVING count(error) > 0
ORDER BY ${size}${order === 'worst' ? sql` DESC` : sql``}, task, item`;
}

/** What the intervals are clustered by, as a column of `observations`. */
export function cluster(question: Question, dataset: Dataset): Fragment {
  return question.cluster === 'item' && dataset.itemIdentity === 'within-task'
    ? sql`concat_ws(':', task, item)`
    : ident(question.cluster);
}

/** The filters as the page applies them: one on a facet of the grouping itself is left out. */
export function filters(question: Question, grouping: readonly string[]): Fragment {
  const kept = question.filters.filter((f) => !grouping.includes(f.facet));
  return kept.length === 0
    ? sql`TRUE`
    : join(
        kept.map((f) => namedWhere([f])),
        '\n    AND ',
      );
}
