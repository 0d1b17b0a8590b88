import type { Dataset } from '../domain/dataset.ts';

/**
 * The views that exist, in the order of the rail. Another view is one line here, one in
 * `src/views/views.ts`, and one in `view-options.ts` and `results.svelte.ts` where it has options and
 * answers. A view that asks `files` is open for rows of any kind; one that answers the `question`
 * needs observations.
 */
export const VIEWS = [
  { name: 'data', label: 'Data', group: 'Data', asks: 'files' },
  { name: 'slices', label: 'Slices', group: 'Error', asks: 'question' },
  { name: 'variance', label: 'Variance', group: 'Error', asks: 'question' },
  { name: 'agreement', label: 'Agreement', group: 'Alignment', asks: 'question' },
  { name: 'ladder', label: 'Ladder', group: 'Alignment', asks: 'question' },
  { name: 'ensembles', label: 'Ensembles', group: 'Alignment', asks: 'question' },
  { name: 'judges', label: 'Judges', group: 'Judges and people', asks: 'files' },
  { name: 'generalization', label: 'Generalization', group: 'Judges and people', asks: 'files' },
  { name: 'sql', label: 'SQL', group: 'Ask', asks: 'files' },
] as const;

export type ViewName = (typeof VIEWS)[number]['name'];

/** Whether an untrusted value names a view. */
export function isViewName(value: unknown): value is ViewName {
  return VIEWS.some((view) => view.name === value);
}

/** Whether the view answers the question, which needs observations. */
export function answersQuestion(name: ViewName): boolean {
  return VIEWS.some((view) => view.name === name && view.asks === 'question');
}

/** The view that a study opens with: what its rows are for. */
export function firstView({ observations, comparisons, generalizations }: Dataset): ViewName {
  if (observations > 0) return 'slices';
  if (comparisons > 0) return 'judges';
  return generalizations > 0 ? 'generalization' : 'data';
}
