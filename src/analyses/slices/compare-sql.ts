import type { Dataset } from '../../domain/dataset.ts';
import type { Question } from '../../domain/question.ts';
import type { LevelRanks } from '../../domain/slice.ts';
import type { Statement } from '../../domain/statement.ts';
import { errorExpression } from '../../sql/error.ts';
import { ident, join, sql } from '../../sql/sql.ts';
import { cluster, filters } from './sql.ts';

/** What two levels are matched on, but for the facet that is compared. */
const MATCHED = ['model', 'prompt', 'task', 'item'];

/**
 * Paired differences of every two levels, either way round: errors matched on model, prompt, task and
 * item but for the facet compared, averaged within each item, then over items; with the correlation
 * that pairing removes and standard errors clustered (CR1; below 50 clusters the page uses CR2), naive
 * and unpaired. Filters on the facet itself are left out, as on the page. Source: Miller (2024), arXiv
 * 2411.00640, section 4.2.
 */
export function compareStatement(
  question: Question,
  { facet, of }: Pick<LevelRanks, 'facet' | 'of'>,
  dataset: Dataset,
): Statement {
  const sized =
    question.measure === 'signed' ? { ...question, measure: 'absolute' as const } : question;
  const error = errorExpression(sized);
  const size = of === 'squared error' ? sql`(${error}) ^ 2` : error;
  const matched = MATCHED.filter((name) => name !== facet);
  const unit = ['task', 'item'].filter((name) => name !== facet);
  const on = join(
    [...matched, 'cluster'].map((name) => sql`a.${ident(name)} = b.${ident(name)}`),
    ' AND ',
  );
  const ofUnit = join(unit.map((name) => sql`a.${ident(name)}`));
  const weight =
    question.average === 'macro' && facet !== 'task'
      ? sql`1.0 / count(*) OVER (PARTITION BY first, second, task)`
      : sql`1.0`;
  return sql`WITH errors AS (
  SELECT ${ident(facet)} AS level, ${join(matched.map(ident))}, ${cluster(question, dataset)} AS cluster,
    avg(${size}) AS error
  FROM observations
  WHERE ${filters(question, [facet])}
  GROUP BY ALL
  HAVING count(${error}) > 0
),
units AS (
  SELECT a.level AS first, b.level AS second, ${ofUnit}, a.cluster,
    avg(a.error) AS one, avg(b.error) AS other, avg(a.error - b.error) AS difference
  FROM errors a JOIN errors b ON ${on}
  WHERE a.level <> b.level
  GROUP BY a.level, b.level, ${ofUnit}, a.cluster
),
weighted AS (SELECT *, ${weight} AS weight FROM units),
means AS (
  SELECT first, second, sum(weight * difference) / sum(weight) AS difference,
    sum(weight) AS weights, count(*) AS items, corr(one, other) AS correlation,
    sqrt(var_samp(difference) / count(*)) AS naive_se,
    sqrt((var_samp(one) + var_samp(other)) / count(*)) AS unpaired_se
  FROM weighted
  GROUP BY first, second
),
clusters AS (
  SELECT w.first, w.second, w.cluster, sum(w.weight * (w.difference - m.difference)) AS total
  FROM weighted w JOIN means m ON m.first = w.first AND m.second = w.second
  GROUP BY w.first, w.second, w.cluster
)
SELECT m.first, m.second, any_value(m.difference) AS difference,
  sqrt(count(*) / nullif(count(*) - 1, 0) * sum(c.total ^ 2)) / any_value(m.weights) AS clustered_se,
  any_value(m.naive_se) AS naive_se, any_value(m.unpaired_se) AS unpaired_se,
  any_value(m.correlation) AS correlation, any_value(m.items) AS items, count(*) AS clusters
FROM clusters c JOIN means m ON m.first = c.first AND m.second = c.second
GROUP BY m.first, m.second
ORDER BY m.first, difference`;
}
