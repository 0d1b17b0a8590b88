import { componentRole } from './roles.ts';
import type { Coefficient, Reliability, StudyDesign, VariancePart } from './types.ts';

/**
 * Universe-score variance, error variances and coefficients of a measurement design (Brennan 2001,
 * chapter 4): E rho^2 = s_o^2 / (s_o^2 + s_delta^2) for comparing
 * objects with each other, Phi = s_o^2 / (s_o^2 + s_Delta^2) for the scores as such. Throws where a
 * facet has less than one level.
 */
export function reliability(parts: readonly VariancePart[], design: StudyDesign): Reliability {
  const bad = design.facets.find((facet) => !(facet.n >= 1));
  if (bad) throw new Error(`invalid number of levels of ${bad.name}; not at least 1: ${bad.n}`);
  const listed = parts.map((part) => {
    const { role, divideBy } = componentRole(part, design);
    const divisor = divideBy.reduce((product, name) => product * levelsOf(name, design), 1);
    return { term: part.term, role, divisor, variance: part.variance / divisor };
  });
  const sum = (role: string) =>
    listed.reduce((total, part) => total + (part.role === role ? part.variance : 0), 0);
  const universe = sum('object');
  const relativeError = sum('relative');
  const absoluteError = relativeError + sum('absolute');
  return {
    universe,
    relativeError,
    absoluteError,
    relative: coefficientOf(universe, relativeError),
    absolute: coefficientOf(universe, absoluteError),
    parts: listed,
  };
}

/**
 * The coefficient as a ratio of weighted sums of the components, for the intervals that go with such
 * ratios: weights of the numerator and of the denominator, in the order of `parts`.
 */
export function coefficientWeights(
  parts: readonly VariancePart[],
  design: StudyDesign,
  coefficient: Coefficient,
): { numerator: Float64Array; denominator: Float64Array } {
  const roles = reliability(parts, design).parts;
  const counts = (role: string) =>
    role === 'object' || role === 'relative' || (role === 'absolute' && coefficient === 'absolute');
  return {
    numerator: Float64Array.from(roles, (p) => (p.role === 'object' ? 1 / p.divisor : 0)),
    denominator: Float64Array.from(roles, (p) => (counts(p.role) ? 1 / p.divisor : 0)),
  };
}

/** Levels of a facet in a design; 1 of one it does not name. */
function levelsOf(name: string, design: StudyDesign): number {
  return design.facets.find((facet) => facet.name === name)?.n ?? 1;
}

/** The same design with other numbers of levels. */
export function withLevels(
  design: StudyDesign,
  levels: Readonly<Record<string, number>>,
): StudyDesign {
  return {
    ...design,
    facets: design.facets.map((facet) => ({ ...facet, n: levels[facet.name] ?? facet.n })),
  };
}

function coefficientOf(universe: number, error: number): number | null {
  return universe + error > 0 ? universe / (universe + error) : null;
}
