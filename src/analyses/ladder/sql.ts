import type { Question } from '../../domain/question.ts';
import type { Statement } from '../../domain/statement.ts';
import { namedWhere, scoreExpression } from '../../sql/error.ts';
import { join, sql } from '../../sql/sql.ts';
import type { Fragment } from '../../sql/sql.ts';
import type { LadderOptions } from './options.ts';

/** What the statements of the ladder are about. */
export interface LadderSubject {
  readonly question: Question;
  readonly show: LadderOptions['show'];
  /** Null where the benchmark was typed in or none is known. */
  readonly benchmark: { readonly task: string; readonly metric: string } | null;
  /** What an outcome belongs to. */
  readonly units: 'unit' | 'item';
}

function pooled(average: Question['average']): Fragment {
  return average === 'micro'
    ? sql`sum(n * r) FILTER (WHERE isfinite(r)) / sum(n) FILTER (WHERE isfinite(r))`
    : sql`avg(r) FILTER (WHERE isfinite(r))`;
}

/** Common tables that end in `rungs`: a row per line. */
function rungs({ question, show, benchmark, units }: LadderSubject): Fragment {
  const line = show === 'model' ? sql`model` : sql`model || ' · ' || prompt`;
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
lines AS (SELECT DISTINCT line, model FROM scores),
rungs AS (
  SELECT l.line, ${figure}, e.experts, i.impact, i.units
  FROM lines l LEFT JOIN experts e ON e.line = l.line LEFT JOIN impact i ON i.line = l.line
)`;
}

/**
 * The three rungs of every line: its benchmark score, its correlation with the reference within tasks,
 * and that of its mean score per unit with the outcome.
 */
export function ladderStatement(subject: LadderSubject): Statement {
  return sql`${rungs(subject)}
SELECT * FROM rungs
ORDER BY benchmark DESC NULLS LAST, experts DESC`;
}

/** Mean rank of ties among the lines of a pair of rungs. */
function rankOf(rung: 'x' | 'y'): Fragment {
  const value = rung === 'x' ? sql`x` : sql`y`;
  return sql`rank() OVER (PARTITION BY between_rungs ORDER BY ${value}) + (count(*) OVER (PARTITION BY between_rungs, ${value}) - 1) / 2.0`;
}

/** Spearman's rank correlation of every two rungs, over the lines that stand on both. */
export function betweenStatement(subject: LadderSubject): Statement {
  return sql`${rungs(subject)},
pairs AS (
  SELECT 'benchmark and experts' AS between_rungs, benchmark AS x, experts AS y FROM rungs
  UNION ALL
  SELECT 'benchmark and impact', benchmark, impact FROM rungs
  UNION ALL
  SELECT 'experts and impact', experts, impact FROM rungs
),
ranked AS (
  SELECT between_rungs, ${rankOf('x')} AS rank_x,
    ${rankOf('y')} AS rank_y
  FROM pairs
  WHERE x IS NOT NULL AND y IS NOT NULL
)
SELECT between_rungs, corr(rank_x, rank_y) AS rho, count(*) AS lines
FROM ranked
GROUP BY between_rungs
ORDER BY between_rungs`;
}
