import type { ComponentGroup, VarianceFit } from '../../stats/variance/types.ts';
import type { VarianceDesign } from './design.ts';
import { facetOf } from './design.ts';

/** What people choose, before any item is seen. */
const CHOSEN = ['model', 'prompt'] as const;
export type Chosen = (typeof CHOSEN)[number];

/** Of model and prompt those that a fit lays part of the variance to. */
export function choiceOfFit(fit: VarianceFit): Chosen[] {
  const facets = fit.components.filter((c) => c.group === 'choice').flatMap((c) => c.facets);
  return CHOSEN.filter((facet) => facets.includes(facet));
}

/** Of model and prompt those that there is more than one of. */
export function choiceOfDesign(design: VarianceDesign): Chosen[] {
  return CHOSEN.filter((facet) => (facetOf(design, facet)?.levels ?? 0) > 1);
}

/** `model and prompt`, or `the model`. */
export function choiceName(facets: readonly Chosen[]): string {
  return facets.length === 1 ? `the ${facets[0]}` : CHOSEN.join(' and ');
}

/** `models and prompts`, or `models`. */
export function choicePlural(facets: readonly Chosen[]): string {
  return (facets.length === 1 ? facets : CHOSEN).map((facet) => `${facet}s`).join(' and ');
}

/** The best choice in words: `Vega-70B with rubric`, of that which there is more than one of. */
export function bestChoice([model, prompt]: readonly string[], chosen: readonly Chosen[]): string {
  if (chosen.length === 1) return chosen[0] === 'model' ? model : prompt;
  return `${model} with ${prompt}`;
}

const NAMES: Readonly<Record<ComponentGroup, string>> = {
  choice: 'Your choice',
  common: 'Common to all',
  'not-choosable': 'Not choosable',
  measurement: 'Measurement',
};

/**
 * What a group is called: the last one by what it mixes where a model's or a prompt's part in an item
 * has a level per observation and so cannot be told from noise.
 */
export function groupName(fit: VarianceFit, group: ComponentGroup): string {
  const mixed = group === 'measurement' ? mixedWithNoise(fit) : null;
  return mixed === null ? NAMES[group] : `${mixed} and noise`;
}

/** `Model × item` where that is in the residual, else null. */
function mixedWithNoise(fit: VarianceFit): string | null {
  const merged = fit.refused
    .filter(({ code }) => code === 'is-residual')
    .map(({ term }) => term.split(':'))
    .filter((facets) => facets.includes('item') && facets.length === 2)
    .find((facets) => CHOSEN.some((facet) => facets.includes(facet)));
  if (!merged) return null;
  const other = merged.find((facet) => facet !== 'item')!;
  return `${other.slice(0, 1).toUpperCase()}${other.slice(1)} × item`;
}
