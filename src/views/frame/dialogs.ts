/** What opens over the page; each a file of its own, fetched once the page stands. */
export const DIALOGS = {
  commands: () => import('./CommandPalette.svelte'),
  shortcuts: () => import('./Shortcuts.svelte'),
  settings: () => import('./Settings.svelte'),
  report: () => import('./ReportDialog.svelte'),
} as const;
