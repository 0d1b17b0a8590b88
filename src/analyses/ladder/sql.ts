import type { Question } from '../../domain/question.ts';
import type { Statement } from '../../domain/statement.ts';
import { namedWhere, scoreExpression } from '../../sql/error.ts';
import { join, sql } from '../../sql/sql.ts';
import type { Fragment } from '../../sql/sql.ts';
import type { LadderOptions } from './options.ts';

function pooled(average: Question['average']): Fragment {
  return average === 'micro'
    ? sql`sum(n * r) FILTER (WHERE isfinite(r)) / sum(n) FILTER (WHERE isfinite(r))`
    : sql`avg(r) FILTER (WHERE isfinite(r))`;
}

/**
 * The three rungs of every line: its benchmark score, its correlation with the reference within tasks,
 * and that of its mean score per unit with the outcome. `benchmark` is null where it was typed in or
 * none is known. `units` says what an outcome belongs to.
 */
export function ladderStatement(
  question: Question,
  options: Pick<LadderOptions, 'show'>,
  benchmark: { readonly task: string; readonly metric: string } | null,
  units: 'unit' | 'item',
): Statement {
  const line = options.show === 'model' ? sql`model` : sql`model || ' · ' || prompt`;
  const conditions = question.filters.map((filter) => namedWhere([filter]));
  const where = conditions.length > 0 ? join(conditions, '\n    AND ') : sql`TRUE`;
  const unit = units === 'unit' ? sql`unit` : sql`item`;
  const perUnit =
    question.average === 'micro'
      ? sql`SELECT line, unit, avg(score) AS score, any_value(outcome) AS outcome
  FROM scores WHERE outcome IS NOT NULL GROUP BY line, unit`
      : sql`SELECT line, unit, avg(score) AS score, any_value(outcome) AS outcome
  FROM (SELECT line, unit, task, avg(score) AS score, any_value(outcome) AS outcome
    FROM scores WHERE outcome IS NOT NULL GROUP BY line, unit, task) GROUP BY line, unit`;
  const figure =
    benchmark === null
      ? sql`NULL::DOUBLE AS benchmark`
      : sql`(SELECT avg(b.value) FROM benchmark b WHERE b.task = ${benchmark.task} AND b.metric = ${benchmark.metric} AND lower(trim(b.model)) = lower(trim(l.model))) AS benchmark`;
  return sql`WITH scores AS (
  SELECT ${line} AS line, any_value(model) AS model, task, item, any_value(${unit}) AS unit,
    avg(filled) AS score, any_value(reference) AS reference, any_value(outcome) AS outcome
  FROM (SELECT *, ${scoreExpression(question)} AS filled FROM observations WHERE ${where})
  WHERE filled IS NOT NULL
  GROUP BY ALL
),
by_task AS (
  SELECT line, task, corr(score, reference) AS r, count(*) AS n
  FROM scores WHERE reference IS NOT NULL GROUP BY line, task
),
experts AS (SELECT line, ${pooled(question.average)} AS experts FROM by_task GROUP BY line),
by_unit AS (
  ${perUnit}
),
impact AS (SELECT line, corr(score, outcome) AS impact, count(*) AS units FROM by_unit GROUP BY line),
lines AS (SELECT DISTINCT line, model FROM scores)
SELECT l.line, ${figure}, e.experts, i.impact, i.units
FROM lines l LEFT JOIN experts e ON e.line = l.line LEFT JOIN impact i ON i.line = l.line
ORDER BY benchmark DESC NULLS LAST, experts DESC`;
}
