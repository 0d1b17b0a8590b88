import { componentRole } from './roles.ts';
import type { Coefficient, StudyCosts, StudyDesign, VariancePart } from './types.ts';

/** Numbers of levels by facet, in the order of the design. */
type Levels = number[];

/** Below this every number of levels is tried, beyond it steps of about a twentieth. */
const EVERY = 64;
/** Reaching the target to rounding counts. */
const ROUNDING = 1e-12;

/** What the search found: numbers of levels of every facet, or the best that the limits allow. */
export interface CheapestLevels {
  readonly levels: Readonly<Record<string, number>> | null;
  readonly cost: number;
  /** Coefficient with every facet at its most. */
  readonly best: number;
}

/**
 * The cheapest numbers of levels that bring a coefficient to `target`. The coefficient grows with the
 * number of every random facet, so one of them, that with the highest limit, is solved for and the
 * others are tried in turn, cheap ones first; what already costs more than the best found is skipped.
 */
export function cheapestLevels(
  parts: readonly VariancePart[],
  design: StudyDesign,
  coefficient: Coefficient,
  target: number,
  costs: StudyCosts,
): CheapestLevels {
  const value = coefficientFunction(parts, design, coefficient);
  const price = costFunction(design, costs);
  const free = freeFacets(design, costs);
  const most = free.map((f) => Math.max(1, Math.floor(costs.most[design.facets[f].name] ?? 1)));
  const present = design.facets.map((facet) => facet.n);
  const fullest = present.slice();
  free.forEach((f, i) => (fullest[f] = most[i]));
  const best = value(fullest);
  if (!(best >= target - ROUNDING)) return { levels: null, cost: Infinity, best };
  let found: { levels: Levels; cost: number } = { levels: fullest, cost: price(fullest) };
  const order = free.map((_, i) => i).sort((a, b) => most[a] - most[b]);
  const solved = order.pop();

  const tryFrom = (depth: number, levels: Levels): void => {
    if (depth === order.length) {
      const trial = solveLast(levels);
      if (trial && price(trial) < found.cost) found = { levels: trial, cost: price(trial) };
      return;
    }
    const facet = free[order[depth]];
    for (const n of candidates(most[order[depth]])) {
      const next = levels.slice();
      next[facet] = n;
      // Costs only grow from here on.
      if (price(next) >= found.cost) break;
      tryFrom(depth + 1, next);
    }
  };
  const solveLast = (levels: Levels): Levels | null => {
    const next = levels.slice();
    if (solved === undefined) return value(next) >= target - ROUNDING ? next : null;
    const reaches = (n: number) => {
      next[free[solved]] = n;
      return value(next) >= target - ROUNDING;
    };
    if (!reaches(most[solved])) return null;
    let low = 0;
    let high = most[solved];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (reaches(middle)) high = middle;
      else low = middle;
    }
    next[free[solved]] = high;
    return next;
  };

  const least = present.slice();
  for (const f of free) least[f] = 1;
  tryFrom(0, least);
  const levels = Object.fromEntries(design.facets.map(({ name }, f) => [name, found.levels[f]]));
  return { levels, cost: found.cost, best };
}

/** Observations of a design: every object with every combination of levels. */
export function observationsOf(design: StudyDesign, objects: number): number {
  return design.facets.reduce((product, facet) => product * facet.n, objects);
}

/** Random facets with a limit: the number of a fixed one is no choice. */
function freeFacets(design: StudyDesign, costs: StudyCosts): number[] {
  return design.facets.flatMap((facet, f) =>
    facet.kind === 'random' && costs.most[facet.name] !== undefined ? [f] : [],
  );
}

/** The coefficient as a function of numbers of levels alone. */
function coefficientFunction(
  parts: readonly VariancePart[],
  design: StudyDesign,
  coefficient: Coefficient,
): (levels: Levels) => number {
  const at = new Map(design.facets.map((facet, f) => [facet.name, f]));
  const roles = parts.map((part) => {
    const { role, divideBy } = componentRole(part, design);
    return { role, variance: part.variance, by: divideBy.flatMap((name) => at.get(name) ?? []) };
  });
  return (levels) => {
    let universe = 0;
    let error = 0;
    for (const { role, variance, by } of roles) {
      let divided = variance;
      for (const f of by) divided /= levels[f];
      if (role === 'object') universe += divided;
      else if (role === 'relative' || (role === 'absolute' && coefficient === 'absolute'))
        error += divided;
    }
    return universe + error > 0 ? universe / (universe + error) : 0;
  };
}

/** Cost of a design; a nested facet's levels are needed within each level of what it is nested in. */
function costFunction(design: StudyDesign, costs: StudyCosts): (levels: Levels) => number {
  const at = new Map(design.facets.map((facet, f) => [facet.name, f]));
  const within = design.facets.map((facet) => facet.within.flatMap((name) => at.get(name) ?? []));
  return (levels) => {
    let cost = costs.perObservation * levels.reduce((product, n) => product * n, costs.objects);
    design.facets.forEach((facet, f) => {
      const each = costs.perLevel[facet.name] ?? 0;
      cost += each * within[f].reduce((product, outer) => product * levels[outer], levels[f]);
    });
    return cost;
  };
}

/** Numbers of levels to try, ascending, the limit among them. */
function* candidates(most: number): Generator<number> {
  for (let n = 1; n < most; n = n < EVERY ? n + 1 : Math.ceil(n * 1.05)) yield n;
  yield most;
}
