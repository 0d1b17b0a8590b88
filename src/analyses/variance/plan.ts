import type { Statement } from '../../domain/statement.ts';
import type { Fragment } from '../../sql/sql.ts';
import { cellStatement, totalsStatement } from '../../sql/variance.ts';
import { closure, facetOf, reduced } from './design.ts';
import type { VarianceDesign } from './design.ts';

/** The statements whose answers a fit needs, and which terms they are for. */
export interface VariancePlan {
  /** Terms asked for that are not the residual. */
  readonly terms: readonly (readonly string[])[];
  readonly residualTerms: readonly (readonly string[])[];
  /** One row: n, sum, sum_squares. */
  readonly totals: Statement;
  /** Code columns in the order of `facets`, then count and centred sum. */
  readonly cells: readonly { readonly facets: readonly string[]; readonly statement: Statement }[];
  /** Subtracted from the error before summing. */
  readonly shift: number;
}

/**
 * Plans one GROUP BY per maximal union of the facets of two terms: every pair of terms is inside one
 * of them, so all levels, counts, sums and cross tables roll up without a row leaving the database.
 * A union is taken with all facets it determines, because that lets one table serve more pairs, and
 * grouped by the fewest facets that determine it.
 */
export function planVariance(
  source: Fragment,
  design: VarianceDesign,
  terms: readonly (readonly string[])[],
  residualTerms: readonly (readonly string[])[],
): VariancePlan {
  const shift = Number.isFinite(design.mean) ? design.mean : 0;
  const fitted = terms.filter((term) => !residualTerms.includes(term));
  return {
    terms: fitted,
    residualTerms,
    totals: totalsStatement(source, shift),
    cells: maximalUnions(design, fitted).map((union) => {
      const keys = reduced(design, union);
      const determined = union.filter((facet) => !keys.includes(facet));
      return {
        facets: [...keys, ...determined],
        statement: cellStatement(source, keys, determined, shift),
      };
    }),
    shift,
  };
}

/** Unions of the facets of every pair of terms, closed, those inside another left out. */
export function maximalUnions(
  design: VarianceDesign,
  terms: readonly (readonly string[])[],
): string[][] {
  const known = terms.filter((term) => term.every((facet) => facetOf(design, facet)));
  const unions = new Map<string, string[]>();
  for (const a of known) {
    for (const b of known) {
      const union = closure(design, [...a, ...b]);
      unions.set(JSON.stringify(union), union);
    }
  }
  const all = [...unions.values()];
  return all.filter(
    (union) =>
      !all.some((other) => other.length > union.length && union.every((f) => other.includes(f))),
  );
}
