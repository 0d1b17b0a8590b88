import type { Dataset } from '../../domain/dataset.ts';
import { counted } from '../../domain/format.ts';

/** What is loaded, in a sentence: `20,160 scores of 8 models, 3 prompts, 7 tasks and 120 items are in.` */
export function headline(dataset: Dataset): string {
  if (dataset.observations === 0) return 'Nothing is in yet.';
  const parts = ['model', 'prompt', 'task', 'item'].flatMap((name) => {
    const facet = dataset.facets.find((f) => f.name === name);
    return facet?.present ? [counted(facet.levels, name)] : [];
  });
  const last = parts.pop();
  const across = parts.length > 0 ? `${parts.join(', ')} and ${last}` : last;
  const of = across === undefined ? '' : ` of ${across}`;
  return `${counted(dataset.observations, 'score')}${of} ${dataset.observations === 1 ? 'is' : 'are'} in.`;
}
