/** The views that exist, in the order of the rail. Another view is one line here and one in App.svelte. */
export const VIEWS = [
  { name: 'data', label: 'Data', group: 'Data' },
  { name: 'slices', label: 'Slices', group: 'Error' },
  { name: 'variance', label: 'Variance', group: 'Error' },
  { name: 'sql', label: 'SQL', group: 'Ask' },
] as const;

export type ViewName = (typeof VIEWS)[number]['name'];

/** Whether an untrusted value names a view. */
export function isViewName(value: unknown): value is ViewName {
  return VIEWS.some((view) => view.name === value);
}
