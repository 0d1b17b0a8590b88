import type { Statement } from '../../domain/statement.ts';
import type { Fragment } from '../../sql/sql.ts';
import { designStatement, levelCountStatement } from '../../sql/variance.ts';

/** How the facets of the observations relate, as the data show it. */
export interface VarianceDesign {
  readonly observations: number;
  /** Mean error; NaN where there are no observations. */
  readonly mean: number;
  readonly facets: readonly DesignFacet[];
}

export interface DesignFacet {
  readonly name: string;
  readonly levels: number;
  /** Other facets of which every level of this one is seen with a single level: item -> task. */
  readonly determines: readonly string[];
}

type Row = Readonly<Record<string, unknown>>;

/** The statement that counts levels and finds which facets determine which. */
export function planDesign(source: Fragment, facets: readonly string[]): Statement {
  return designStatement(source, facets);
}

/** Reads the answer to `planDesign`. A facet without levels has no observations behind it. */
export function readDesign(facets: readonly string[], rows: readonly Row[]): VarianceDesign {
  const observations = Number(rows[0]?.['observations'] ?? 0);
  const mean = rows[0]?.['mean'];
  return {
    observations,
    mean: typeof mean === 'number' ? mean : NaN,
    facets: facets.map((name, f) => ({
      name,
      levels: Number(rows[f]?.['levels'] ?? 0),
      determines: facets.filter((_, i) => i !== f && rows[f]?.[`determines_${i}`] === true),
    })),
  };
}

/** Facets of the set and all facets they determine, in the order of the design. */
export function closure(design: VarianceDesign, facets: readonly string[]): string[] {
  return design.facets
    .filter(
      ({ name }) =>
        facets.includes(name) || facets.some((f) => facetOf(design, f)?.determines.includes(name)),
    )
    .map(({ name }) => name);
}

/**
 * The fewest facets that give the same combinations: those that another one of the set determines are
 * dropped; of two that determine each other the first in the design stays.
 */
export function reduced(design: VarianceDesign, facets: readonly string[]): string[] {
  let kept = closure(design, facets);
  for (const name of kept.toReversed()) {
    const others = kept.filter((other) => other !== name);
    if (others.some((other) => facetOf(design, other)?.determines.includes(name))) kept = others;
  }
  return kept;
}

/** A facet of the design by name. */
export function facetOf(design: VarianceDesign, name: string): DesignFacet | undefined {
  return design.facets.find((facet) => facet.name === name);
}

/**
 * Terms that might have a level per observation, judged by the product of their facets' levels: only
 * counting their combinations can tell.
 */
export function termsToCount(
  design: VarianceDesign,
  terms: readonly (readonly string[])[],
): (readonly string[])[] {
  return terms.filter((facets) => {
    if (!facets.every((facet) => facetOf(design, facet))) return false;
    const most = reduced(design, facets).reduce(
      (product, facet) => product * (facetOf(design, facet)?.levels ?? 0),
      1,
    );
    return most >= design.observations;
  });
}

/** Counts the levels of the terms; null where there is nothing to count. */
export function planLevelCounts(
  source: Fragment,
  terms: readonly (readonly string[])[],
): Statement | null {
  return terms.length === 0 ? null : levelCountStatement(source, terms);
}

/** Of the counted terms those that have a level per observation: they are the residual. */
export function readResidualTerms(
  design: VarianceDesign,
  counted: readonly (readonly string[])[],
  rows: readonly Row[],
): (readonly string[])[] {
  return counted.filter((_, t) => Number(rows[t]?.['levels']) === design.observations);
}
