import type { Question } from '../../domain/question.ts';
import type { Statement } from '../../domain/statement.ts';
import { levelTable, namedWhere, REFERENCE_RATER, scoreExpression } from '../../sql/error.ts';
import { ident, join, literal, sql } from '../../sql/sql.ts';
import type { Fragment } from '../../sql/sql.ts';
import type { PairAnswer } from './answers.ts';
import type { AgreementOptions } from './options.ts';
import { scorerName } from './scorer-names.ts';

/** What is scored by whom: models, the reference, and its raters where they have names. */
function scores(
  question: Question,
  options: Pick<AgreementOptions, 'show' | 'task'>,
  raters: boolean,
): Fragment {
  const by = options.show === 'model' ? sql`model` : sql`model || ' · ' || prompt`;
  const conditions = [
    ...question.filters.map((filter) => namedWhere([filter])),
    ...(options.task === null ? [] : [sql`task = ${options.task}`]),
  ];
  const where = conditions.length > 0 ? join(conditions, '\n    AND ') : sql`TRUE`;
  const people = sql`
  UNION ALL
  SELECT 'rater', n.name, t.name, i.name, avg(r.score)
  FROM reference_score r
  JOIN task_item p ON r.item = p.item AND (r.task IS NULL OR r.task = p.task)
  JOIN ${ident(levelTable('task'))} t ON t.code = p.task
  JOIN ${ident(levelTable('item'))} i ON i.code = p.item
  JOIN ${ident(levelTable(REFERENCE_RATER))} n ON n.code = r.rater
  WHERE r.score IS NOT NULL AND (t.name, i.name) IN (SELECT (task, item) FROM asked)
  GROUP BY ALL`;
  return sql`asked AS (
  SELECT *, ${scoreExpression(question)} AS filled
  FROM observations
  WHERE ${where}
),
scores AS (
  SELECT 'model' AS kind, ${by} AS scorer, task, item, avg(filled) AS score
  FROM asked
  WHERE filled IS NOT NULL
  GROUP BY ALL
  UNION ALL
  SELECT 'reference', 'reference', task, item, avg(reference)
  FROM asked
  WHERE reference IS NOT NULL
  GROUP BY ALL${raters ? people : sql``}
)`;
}

/** The coefficient over a group of pairs of scores x, y; null where SQL has no such aggregate. */
function aggregate(coefficient: AgreementOptions['coefficient']): Fragment | null {
  switch (coefficient) {
    case 'pearson':
      return sql`corr(x, y)`;
    case 'spearman':
      return sql`corr(rank_x, rank_y)`;
    case 'kappa':
      return sql`2 * covar_pop(x, y) / (var_pop(x) + var_pop(y) + (avg(x) - avg(y)) ^ 2)`;
    case 'kendall':
    case 'biweight':
      return null;
  }
}

function pooled(average: Question['average']): Fragment {
  return average === 'micro'
    ? sql`sum(n * r) FILTER (WHERE isfinite(r)) / sum(n) FILTER (WHERE isfinite(r))`
    : sql`avg(r) FILTER (WHERE isfinite(r))`;
}

/** Mean rank of ties, among the pairs that both rows have in a task. */
function rankOf(value: 'x' | 'y'): Fragment {
  const within = sql`PARTITION BY kind, one, other_kind, other, task`;
  return sql`rank() OVER (${within} ORDER BY ${ident(value)}) + (count(*) OVER (${within}, ${ident(value)}) - 1) / 2.0 AS ${ident(`rank_${value}`)}`;
}

/**
 * Every pair of rows of the matrix: its coefficient within each task, averaged over tasks. Pearson,
 * Spearman and kappa are SQL; for the others, and with noise taken out, the statement gives the scores
 * that the page computes on.
 */
export function matrixStatement(
  question: Question,
  options: Pick<AgreementOptions, 'show' | 'task' | 'coefficient' | 'noise'>,
  raters: boolean,
): Statement {
  const of = aggregate(options.coefficient);
  if (of === null || options.noise === 'disattenuated')
    return sql`-- This coefficient is no aggregate of SQL: these are the scores it is computed from.
WITH ${scores(question, options, raters)}
SELECT * FROM scores ORDER BY kind, scorer, task, item`;
  const ranked = options.coefficient === 'spearman';
  return sql`WITH ${scores(question, options, raters)},
pairs AS (
  SELECT a.kind, a.scorer AS one, b.kind AS other_kind, b.scorer AS other, a.task, a.score AS x, b.score AS y
  FROM scores a JOIN scores b ON a.task = b.task AND a.item = b.item AND (a.kind, a.scorer) < (b.kind, b.scorer)
),${
    ranked
      ? sql`
ranked AS (
  SELECT *, ${rankOf('x')},
    ${rankOf('y')}
  FROM pairs
),`
      : sql``
  }
by_task AS (
  SELECT kind, one, other_kind, other, task, ${of} AS r, count(*) AS n
  FROM ${ranked ? sql`ranked` : sql`pairs`}
  GROUP BY ALL
)
SELECT kind, one, other_kind, other, ${pooled(question.average)} AS r,
  sum(n) FILTER (WHERE isfinite(r)) AS shared_scores
FROM by_task
GROUP BY kind, one, other_kind, other
ORDER BY r DESC`;
}

/**
 * Mean correlation of two models, within tasks and (where items are the same in all tasks) across
 * them, of a model with the reference, and of a rater with the mean of the others; with what models
 * agree beyond the reference.
 */
export function sharedStatement(
  question: Question,
  sharesItems: boolean,
  raters: boolean,
): Statement {
  return sql`WITH ${scores(question, { show: 'model', task: null }, raters)},
raters AS (
  SELECT *, (sum(score) OVER others - score) / nullif(count(*) OVER others - 1, 0) AS others
  FROM scores
  WHERE kind = 'rater'
  WINDOW others AS (PARTITION BY task, item)
),
by_task AS (
  SELECT a.scorer AS one, b.kind, b.scorer AS other, a.task = b.task AS same_task, a.task, b.task AS other_task,
    corr(a.score, b.score) AS r, count(*) AS n
  FROM scores a JOIN scores b ON a.item = b.item AND a.kind = 'model'
    AND ((b.kind = 'model' AND a.scorer < b.scorer${sharesItems ? sql`` : sql` AND a.task = b.task`}) OR (b.kind = 'reference' AND a.task = b.task))
  GROUP BY ALL
  UNION ALL
  SELECT scorer, kind, 'others', true, task, task, corr(score, others), count(others)
  FROM raters
  GROUP BY ALL
),
pooled AS (
  SELECT one, kind, other, same_task, ${pooled(question.average)} AS r
  FROM by_task
  GROUP BY one, kind, other, same_task
),
means AS (
  SELECT avg(r) FILTER (WHERE kind = 'model' AND same_task) AS model_model,
    avg(r) FILTER (WHERE kind = 'model' AND NOT same_task) AS across_tasks,
    avg(r) FILTER (WHERE kind = 'reference') AS model_reference,
    avg(r) FILTER (WHERE kind = 'rater') AS human_ceiling
  FROM pooled
)
SELECT *, model_model - model_reference AS difference, across_tasks - model_reference AS difference_across
FROM means`;
}

/** The scores of two rows on the items both have. */
export function pairStatement(
  question: Question,
  options: Pick<AgreementOptions, 'show' | 'task'>,
  raters: boolean,
  rows: readonly [PairRow, PairRow],
): Statement {
  const is = (table: Fragment, { kind, name }: PairRow): Fragment =>
    sql`${table}.kind = ${literal(kind)} AND ${table}.scorer = ${name}`;
  return sql`WITH ${scores(question, options, raters)}
SELECT x.task, x.item, x.score AS x, y.score AS y
FROM scores x JOIN scores y ON x.task = y.task AND x.item = y.item
WHERE ${is(sql`x`, rows[0])} AND ${is(sql`y`, rows[1])}
ORDER BY x.task, x.item`;
}

/** A row as the statement calls it. */
export interface PairRow {
  readonly kind: 'model' | 'rater' | 'reference';
  readonly name: string;
}

/** The two rows as the statement behind the panel calls them. */
export function pairRows({ matrix, rows, loaded }: PairAnswer): [PairRow, PairRow] {
  return rows.map((row): PairRow => {
    const scorer = matrix.scorers[row];
    switch (scorer.kind) {
      case 'human':
        return { kind: 'rater', name: scorerName(scorer, loaded) };
      case 'reference':
        return { kind: 'reference', name: 'reference' };
      default:
        return { kind: 'model', name: scorerName(scorer, loaded) };
    }
  }) as [PairRow, PairRow];
}
