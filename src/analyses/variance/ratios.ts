import type { Component, ComponentGroup, VarianceFit } from '../../stats/variance/types.ts';
import type { Ratio } from '../../stats/variance/uncertainty/types.ts';

/** Share of a group in the variance; null where it has no term, or is all there is. */
export function groupRatio(fit: VarianceFit, group: ComponentGroup): Ratio | null {
  const terms = fit.components.filter((c) => c.group === group).map((c) => c.term);
  return terms.length === 0 || terms.length === fit.components.length ? null : { terms, of: null };
}

/** Share of one component in the variance; null where it is all there is. */
export function componentRatio(fit: VarianceFit, term: string): Ratio | null {
  return fit.components.length < 2 ? null : { terms: [term], of: null };
}

/**
 * s_item^2 / (s_item^2 + s_model:item^2); the residual stands for model:item where that was not fitted.
 * Null where the fit has no such share, or has it by a term that stands for item.
 */
export function commonItemRatio(fit: VarianceFit): Ratio | null {
  if (!fit.commonItem) return null;
  const item = withFacets(fit, ['item']);
  const specific = fit.commonItem.atLeast
    ? fit.components.at(-1)
    : withFacets(fit, ['item', 'model']);
  if (!item || !specific) return null;
  return { terms: [item.term], of: [item.term, specific.term] };
}

function withFacets(fit: VarianceFit, facets: readonly string[]): Component | undefined {
  return fit.components.find((c) => c.facets.toSorted().join('\n') === facets.join('\n'));
}
