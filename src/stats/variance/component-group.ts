import type { ComponentGroup } from './types.ts';

/**
 * What can be done about a term, by the rule of statistics.md, section 3. The residual is given by no
 * facets. `scope` tells a choice for all tasks from one per task.
 */
export function componentGroup(facets: readonly string[]): {
  group: ComponentGroup;
  scope: 'all-tasks' | 'per-task' | null;
} {
  const has = (facet: string) => facets.includes(facet);
  if (facets.length === 0 || has('rater') || has('run'))
    return { group: 'measurement', scope: null };
  const chosen = has('model') || has('prompt');
  if (has('item') && chosen) return { group: 'not-choosable', scope: null };
  if (chosen) return { group: 'choice', scope: has('task') ? 'per-task' : 'all-tasks' };
  return { group: 'common', scope: null };
}
