import type { ErrorMeasure } from '../../domain/error-measure.ts';
import type { Question } from '../../domain/question.ts';
import type { Statement } from '../../domain/statement.ts';
import { namedWhere, onScaleOfRight, scoreExpression } from '../../sql/error.ts';
import { join, sql } from '../../sql/sql.ts';
import type { Fragment } from '../../sql/sql.ts';

/** The error that ensembles are compared by, of `score`; null where grades must be rounded to first. */
function errorOf(measure: ErrorMeasure): Fragment | null {
  switch (measure) {
    case 'absolute':
      return sql`abs(score - reference)`;
    case 'signed':
    case 'squared':
    case 'standardised':
      return sql`(score - reference) ^ 2`;
    case 'miss':
      return sql`1 - score`;
    case 'disagreement':
      return null;
  }
}

/** Scores of the chosen models on the task-items that all of them and the reference scored. */
function complete(question: Question, members: readonly string[]): Fragment {
  const conditions = [
    ...question.filters.map((filter) => namedWhere([filter])),
    sql`model IN (${join(members.map((name) => sql`${name}`))})`,
  ];
  const z = question.measure === 'standardised';
  const score = z
    ? sql`(avg(filled) - any_value(score_mean)) / nullif(any_value(score_sd), 0)`
    : onScaleOfRight(sql`avg(filled)`, question);
  const reference = z
    ? sql`(any_value(reference) - any_value(reference_mean)) / nullif(any_value(reference_sd), 0)`
    : question.measure === 'miss'
      ? sql`1`
      : sql`any_value(reference)`;
  return sql`scores AS (
  SELECT model, task, item, ${score} AS score, ${reference} AS reference
  FROM (SELECT *, ${scoreExpression(question)} AS filled FROM observations WHERE ${join(conditions, '\n    AND ')})
  WHERE filled IS NOT NULL
  GROUP BY ALL
),
complete AS (
  SELECT *
  FROM scores
  WHERE score IS NOT NULL AND reference IS NOT NULL
  QUALIFY count(*) OVER (PARTITION BY task, item) = ${members.length}
)`;
}

/**
 * Mean and median of the chosen models and each model alone, with their mean errors, on the
 * task-items that all of them and the reference scored. Disagreement rounds to grades first, so it
 * gets the scores that it starts from.
 */
export function ensembleStatement(question: Question, members: readonly string[]): Statement {
  const error = errorOf(question.measure);
  if (error === null)
    return sql`-- This measure is taken on grades: these are the scores that are rounded to them.
WITH ${complete(question, members)}
SELECT *, count(DISTINCT (task, item)) OVER () AS items FROM complete ORDER BY task, item, model`;
  const mean =
    question.average === 'micro'
      ? sql`avg(error)`
      : sql`sum(error / in_task) / count(DISTINCT task)`;
  return sql`WITH ${complete(question, members)},
combined AS (
  SELECT 'mean' AS rule, task, item, avg(score) AS score, any_value(reference) AS reference FROM complete GROUP BY ALL
  UNION ALL
  SELECT 'median', task, item, median(score), any_value(reference) FROM complete GROUP BY ALL
  UNION ALL
  SELECT model, task, item, score, reference FROM complete
),
errors AS (
  SELECT rule, task, ${error} AS error, count(*) OVER (PARTITION BY rule, task) AS in_task
  FROM combined
)
SELECT rule, ${mean} AS error, count(*) AS items
FROM errors
GROUP BY rule
ORDER BY error`;
}

/**
 * Squared error of the mean of k models in parts, its floor, and the effective number of independent
 * models, from the means of biases, variances and covariances over models and pairs of them.
 */
export function momentsStatement(question: Question, members: readonly string[]): Statement {
  const weight =
    question.average === 'micro'
      ? sql`1.0 / count(*) OVER (PARTITION BY model)`
      : sql`1.0 / count(*) OVER (PARTITION BY model, task) / (SELECT count(DISTINCT task) FROM complete)`;
  return sql`WITH ${complete(question, members)},
errors AS (
  SELECT model, task, item, score - reference AS error, ${weight} AS weight
  FROM complete
),
centred AS (
  SELECT *, error - sum(weight * error) OVER (PARTITION BY model) AS deviation
  FROM errors
),
own AS (
  SELECT model, sum(weight * error) AS bias, sum(weight * deviation ^ 2) AS variance
  FROM centred
  GROUP BY model
),
pairs AS (
  SELECT a.model AS one, b.model AS other, sum(a.weight * a.deviation * b.deviation) AS covariance
  FROM centred a JOIN centred b ON a.task = b.task AND a.item = b.item AND a.model <> b.model
  GROUP BY ALL
),
means AS (
  SELECT (SELECT avg(bias ^ 2) FROM own) AS bias_squared,
    (SELECT avg(x.bias * y.bias) FROM own x JOIN own y ON x.model <> y.model) AS bias_product,
    (SELECT avg(variance) FROM own) AS variance,
    (SELECT avg(covariance) FROM pairs) AS covariance
),
parts AS (
  SELECT k AS models, bias_squared / k + (1 - 1 / k) * bias_product AS common_bias, variance / k AS own_error,
    (1 - 1 / k) * covariance AS common_error, bias_product + covariance AS floor,
    k / (1 + (k - 1) * covariance / variance) AS effective, variance / nullif(covariance, 0) AS most_effective
  FROM means, (SELECT range::DOUBLE AS k FROM range(1, ${members.length + 1}))
)
SELECT *, common_bias + own_error + common_error AS together
FROM parts
ORDER BY models`;
}
