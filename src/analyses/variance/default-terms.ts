import { facetOf, reduced } from './design.ts';
import type { VarianceDesign } from './design.ts';

/** Every term the decomposition can have by itself, in the order of statistics.md, section 3. */
const CANDIDATES: readonly (readonly string[])[] = [
  ['model'],
  ['prompt'],
  ['task'],
  ['item'],
  ['rater'],
  ['run'],
  ['model', 'prompt'],
  ['model', 'task'],
  ['prompt', 'task'],
  ['model', 'prompt', 'task'],
  ['model', 'item'],
  ['prompt', 'item'],
  ['task', 'item'],
];

/** Every facet that a default term names. */
export function candidateFacets(): string[] {
  return [...new Set(CANDIDATES.flat())];
}

/**
 * The terms a design can bear: facets with more than one level, their interactions, and none that
 * divides the observations as an earlier one does (an item seen in one task only is nested in it, so
 * `task:item` is `item`). A term with a level per observation is proposed all the same: it is shown
 * merged with the residual.
 */
export function defaultTerms(design: VarianceDesign): string[][] {
  const seen = new Set<string>();
  return CANDIDATES.filter((facets) => {
    if (facets.some((facet) => (facetOf(design, facet)?.levels ?? 0) < 2)) return false;
    const partition = JSON.stringify(reduced(design, facets));
    if (seen.has(partition)) return false;
    seen.add(partition);
    return true;
  }).map((facets) => [...facets]);
}
