import type { Question } from '../domain/question.ts';
import { codedWhere, errorExpression, signedExpression } from './error.ts';
import type { Fragment } from './sql.ts';
import { ident, join, number, sql } from './sql.ts';

/** `scored` with the error and the signed error of the present question. */
function withError(question: Question): Fragment {
  return sql`(SELECT *, ${errorExpression(question)} AS error, ${signedExpression(question)} AS signed FROM scored)`;
}

/** The code column of a facet in cells: the id as written for `item`, whatever its identity. */
function cellColumn(facet: string): Fragment {
  return facet === 'item' ? sql`item_id AS item` : ident(facet);
}

/**
 * Overall figures that cells are made with: mean and range of the error, rows, and an estimate of the
 * number of cells (HyperLogLog) that says whether rolling up saves anything.
 */
export function cellSummary(question: Question, facets: readonly string[]): Fragment {
  const key = join([sql`item`, ...facets.filter((f) => f !== 'item').map(ident)]);
  return sql`SELECT count(*)::DOUBLE AS n, coalesce(avg(error), 0)::DOUBLE AS shift, min(signed)::DOUBLE AS low, max(signed)::DOUBLE AS high, approx_count_distinct(hash(${key}))::DOUBLE AS cells FROM ${withError(question)}`;
}

/** Cells: a row per cluster and combination of codes, sorted by cluster; sums centred by `shift`. */
export function rolledCells(
  question: Question,
  facets: readonly string[],
  cluster: string,
  shift: number,
): Fragment {
  const centred = sql`(error - ${number(shift)})`;
  return sql`SELECT ${ident(cluster)} AS cluster, ${join(facets.map(cellColumn))}, count(error)::INTEGER AS n, count(*) FILTER (score IS NULL)::INTEGER AS missing, coalesce(sum(${centred}), 0)::DOUBLE AS sum, coalesce(sum(${centred} * ${centred}), 0)::DOUBLE AS sum_squares, coalesce(sum(signed), 0)::DOUBLE AS sum_signed FROM ${withError(question)} GROUP BY ALL ORDER BY 1`;
}

/** Observations per cluster: where the cells of each will stand. */
export function clusterSizes(cluster: string): Fragment {
  return sql`SELECT ${ident(cluster)} AS cluster, count(*)::INTEGER AS n FROM scored GROUP BY 1`;
}

/**
 * Cells of one observation each, not sorted: where rolling up would not save anything. Errors as they
 * are, NaN where there is none.
 */
export function singleCells(
  question: Question,
  facets: readonly string[],
  cluster: string,
): Fragment {
  return sql`SELECT ${ident(cluster)} AS cluster, ${join(facets.map(cellColumn))}, (score IS NULL)::INTEGER AS missing, coalesce(error, 'NaN'::DOUBLE)::DOUBLE AS error, coalesce(signed, 0)::DOUBLE AS signed FROM ${withError(question)}`;
}

/** Counts of the signed error per bin and combination of codes, without items. */
export function binnedErrors(
  question: Question,
  facets: readonly string[],
  start: number,
  width: number,
): Fragment {
  const columns = facets.filter((facet) => facet !== 'item').map(ident);
  return sql`SELECT ${join(columns)}, floor((signed - ${number(start)}) / ${number(width)})::INTEGER AS bin, count(*)::INTEGER AS n, count(*) FILTER (abs(signed) < 1e-9)::INTEGER AS exact, count(*) FILTER (signed >= 1e-9)::INTEGER AS above, sum(signed)::DOUBLE AS sum FROM ${withError(question)} WHERE signed IS NOT NULL GROUP BY ALL`;
}

/** The same counts under filters that name items, which the binned cells do not hold. */
export function binnedErrorsWhere(question: Question, start: number, width: number): Fragment {
  return sql`SELECT floor((signed - ${number(start)}) / ${number(width)})::INTEGER AS bin, count(*)::INTEGER AS n, count(*) FILTER (abs(signed) < 1e-9)::INTEGER AS exact, count(*) FILTER (signed >= 1e-9)::INTEGER AS above, sum(signed)::DOUBLE AS sum FROM ${withError(question)} WHERE signed IS NOT NULL AND ${codedWhere(question.filters)} GROUP BY ALL`;
}
