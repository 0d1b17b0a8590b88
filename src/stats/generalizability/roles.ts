import type { ErrorPart, StudyDesign, StudyFacet, VariancePart } from './types.ts';

/** What a component is to a measurement: its role, and the facets whose numbers divide it. */
export interface ComponentRole {
  readonly role: ErrorPart['role'];
  readonly divideBy: readonly string[];
}

/** The name of the residual among the components. */
const RESIDUAL = 'Residual';

/**
 * Roles of the components (Brennan 2001, chapter 4): with the object and another random
 * facet a component is relative error, without the object absolute error alone; with the object and
 * none but fixed facets it joins the object's own variance. The residual contains the object and every
 * facet and is always error. Levels of a nested facet count within all that it is nested in. What the
 * object itself is nested in is the same for the objects compared, and plays no part.
 */
export function componentRole(part: VariancePart, design: StudyDesign): ComponentRole {
  const isResidual = part.term === RESIDUAL;
  const named = isResidual ? design.facets.map((facet) => facet.name) : part.facets;
  const own = new Set([design.object, ...design.objectWithin]);
  const divideBy = closure(named, design.facets).filter((facet) => !own.has(facet));
  const isFixed = divideBy.every((facet) => kindOf(facet, design.facets) === 'fixed');
  if (isResidual) return { role: 'relative', divideBy };
  if (part.facets.includes(design.object)) {
    return { role: isFixed ? 'object' : 'relative', divideBy };
  }
  return isFixed ? { role: 'none', divideBy: [] } : { role: 'absolute', divideBy };
}

/** The facets and all that they are nested in. */
function closure(names: readonly string[], facets: readonly StudyFacet[]): string[] {
  const all = new Set(names);
  // A set hands out what is added while it is walked.
  for (const name of all) {
    for (const outer of facets.find((facet) => facet.name === name)?.within ?? []) all.add(outer);
  }
  return [...all];
}

/** A facet of the components that the design does not name is random, with one level. */
function kindOf(name: string, facets: readonly StudyFacet[]): StudyFacet['kind'] {
  return facets.find((facet) => facet.name === name)?.kind ?? 'random';
}
