import type { Component } from 'svelte';
import type { ViewName } from '../state/view-names.ts';
import type { Workbench } from '../state/workbench.svelte.ts';

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

/** Fetches every view, so that none is missing later, when the host may have newer files or is gone. */
export async function fetchViews(): Promise<void> {
  // A view that cannot be fetched says so itself once it is asked for.
  await Promise.allSettled(Object.values(VIEW_COMPONENTS).map((load) => load()));
}
