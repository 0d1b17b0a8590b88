/**
 * What opens over the page; each a file of its own, fetched once the page stands. The command palette is
 * not among them: what is typed right after its shortcut must not be lost.
 */
export const DIALOGS = {
  share: () => import('./Share.svelte'),
  shortcuts: () => import('./Shortcuts.svelte'),
  settings: () => import('./Settings.svelte'),
  report: () => import('./ReportDialog.svelte'),
} as const;
