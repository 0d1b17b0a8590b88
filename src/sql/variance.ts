import type { Fragment } from './sql.ts';
import { ident, join, sql } from './sql.ts';

/**
 * Statements that turn observations into the sufficient statistics of a variance decomposition. Every
 * `source` is a SELECT with an INTEGER code column per facet and `error` DOUBLE, never NULL (see
 * `errorSource`). Counts leave as DOUBLE, because DECIMAL and HUGEINT reach JavaScript wrong.
 */

/**
 * Per facet one row: its number in `facets`, its levels, all observations, the mean error, and for
 * every facet i a column `determines_i` that is true where each of its levels is seen with one level
 * of facet i only. One GROUP BY per facet. Without facets one row tells of the observations alone.
 */
export function designStatement(source: Fragment, facets: readonly string[]): Fragment {
  if (facets.length === 0) {
    return sql`SELECT -1 AS facet, 0::DOUBLE AS levels, count(*)::DOUBLE AS observations, avg(error) AS mean FROM (${source})`;
  }
  const perFacet = facets.map((facet, f) => {
    const ranges = facets.map(
      (other, i) =>
        sql`min(${ident(other)}) AS ${ident(`least_${i}`)}, max(${ident(other)}) AS ${ident(`largest_${i}`)}`,
    );
    const determined = facets.map(
      (_, i) =>
        sql`bool_and(${ident(`least_${i}`)} = ${ident(`largest_${i}`)}) AS ${ident(`determines_${i}`)}`,
    );
    return sql`SELECT ${place(f)} AS facet, count(*)::DOUBLE AS levels, sum(${ident('cell n')})::DOUBLE AS observations, sum(${ident('cell sum')}) / sum(${ident('cell n')}) AS mean, ${join(determined)} FROM (SELECT count(*) AS ${ident('cell n')}, sum(error) AS ${ident('cell sum')}, ${join(ranges)} FROM source GROUP BY ${ident(facet)})`;
  });
  return sql`WITH source AS (${source}) ${join(perFacet, ' UNION ALL ')} ORDER BY facet`;
}

/** Per term one row: its number in `terms` and how many combinations of its facets occur. */
export function levelCountStatement(
  source: Fragment,
  terms: readonly (readonly string[])[],
): Fragment {
  const perTerm = terms.map(
    (facets, t) =>
      sql`SELECT ${place(t)} AS term, count(*)::DOUBLE AS levels FROM (SELECT 1 FROM source GROUP BY ${join(facets.map(ident))})`,
  );
  return sql`WITH source AS (${source}) ${join(perTerm, ' UNION ALL ')} ORDER BY term`;
}

/** One row: observations, and the sum and sum of squares of the error centred by `shift`. */
export function totalsStatement(source: Fragment, shift: number): Fragment {
  const y = centred(shift);
  return sql`SELECT count(*)::DOUBLE AS n, coalesce(sum(${y}), 0)::DOUBLE AS sum, coalesce(sum(${y} * ${y}), 0)::DOUBLE AS sum_squares FROM (${source})`;
}

/**
 * Per combination of `keys` that occurs: their codes, the codes of `determined` (facets of which each
 * combination has one level), then the number of observations and the sum of the centred error.
 */
export function cellStatement(
  source: Fragment,
  keys: readonly string[],
  determined: readonly string[],
  shift: number,
): Fragment {
  const columns = [
    ...keys.map(ident),
    ...determined.map((facet) => sql`any_value(${ident(facet)}) AS ${ident(facet)}`),
    sql`count(*)::DOUBLE AS ${ident('cell n')}`,
    sql`sum(${centred(shift)})::DOUBLE AS ${ident('cell sum')}`,
  ];
  return sql`SELECT ${join(columns)} FROM (${source}) GROUP BY ${join(keys.map(ident))}`;
}

/** The shift stands in parentheses of its own: after a minus sign a negative one would begin a comment. */
function centred(shift: number): Fragment {
  return sql`(error - (${shift}::DOUBLE))`;
}

function place(index: number): Fragment {
  return sql`${index}::INTEGER`;
}
