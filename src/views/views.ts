import type { Component } from 'svelte';
import { WAYS } from '../state/answers/ways.ts';
import type { ViewName } from '../state/view-names.ts';
import type { Workbench } from '../state/workbench.svelte.ts';
import { DIALOGS } from './frame/dialogs.ts';

type Load = () => Promise<{ readonly default: Component<{ workbench: Workbench }> }>;

/** What draws each view; each a file of its own, so that the page opens before it has them all. */
export const VIEW_COMPONENTS: Readonly<Record<ViewName, Load>> = {
  data: () => import('./data/Data.svelte'),
  slices: () => import('./slices/Slices.svelte'),
  variance: () => import('./variance/Variance.svelte'),
  agreement: () => import('./agreement/Agreement.svelte'),
  ladder: () => import('./ladder/Ladder.svelte'),
  ensembles: () => import('./ensembles/Ensembles.svelte'),
  judges: () => import('./judges/Judges.svelte'),
  generalization: () => import('./generalization/Generalization.svelte'),
  sql: () => import('./sql/Sql.svelte'),
};

/** The question over the views, which a page without scores does not ask. */
export const loadQuestionBar = () => import('./question/QuestionBar.svelte');

/** Fetches all that is loaded later, so that none is missing when the host has newer files or is gone. */
export async function fetchViews(): Promise<void> {
  const loads = [
    ...Object.values(VIEW_COMPONENTS),
    ...Object.values(DIALOGS),
    ...Object.values(WAYS),
    loadQuestionBar,
  ];
  // What cannot be fetched says so itself once it is asked for.
  await Promise.allSettled(loads.map((load) => load()));
}
