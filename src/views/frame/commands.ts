import { VIEWS } from '../../state/view-names.ts';
import { hasRows } from '../../domain/dataset.ts';
import type { Workbench } from '../../state/workbench.svelte.ts';
import type { Theme } from '../../state/theme.svelte.ts';
import { ERROR_MEASURES, needsReference } from '../../domain/error-measure.ts';
import { measureWords } from '../../analyses/measure-words.ts';
import { SAMPLES } from '../../state/samples.ts';

/** Something that can be done by name. */
export interface Command {
  /** What it belongs to, such as `Show`. */
  readonly group: string;
  readonly label: string;
  readonly keys?: string;
  run(): void;
}

/** What the frame itself can do, beside the workbench. */
export interface FrameActions {
  showShortcuts(): void;
  showSettings(): void;
  copyLink(): void;
  report(): void;
}

/** Everything that can be done now, by name. */
export function commandsOf(workbench: Workbench, theme: Theme, frame: FrameActions): Command[] {
  const { dataset, question, history } = workbench;
  const hasData = hasRows(dataset);
  const commands: Command[] = [];
  const add = (group: string, label: string, run: () => void, keys?: string): void => {
    commands.push({ group, label, run, ...(keys && { keys }) });
  };
  if (!workbench.isEmpty)
    for (const view of VIEWS)
      if (hasData || view.name === 'data') add('Show', view.label, () => workbench.show(view.name));
  if (hasData) {
    for (const measure of dataset.observations > 0 ? ERROR_MEASURES : [])
      if (measure !== question.measure && (dataset.hasReference || !needsReference(measure)))
        add('Measure', measureWords(measure).name, () => workbench.ask({ ...question, measure }));
    if (question.filters.length > 0)
      add('Question', 'Take all filters off', () => workbench.ask({ ...question, filters: [] }));
    add('Share', 'Copy the link', () => frame.copyLink());
    add('Share', 'Save a report of this view', () => frame.report());
    for (const saved of workbench.queries.list)
      add('Saved query', saved.name, () => workbench.openQuery(saved.query));
  }
  if (history.canUndo) add('History', 'Undo', () => history.undo(), 'Ctrl Z');
  if (history.canRedo) add('History', 'Redo', () => history.redo(), 'Ctrl Shift Z');
  if (workbench.isEmpty)
    for (const study of [...workbench.studies.published, ...SAMPLES])
      add('Open', study.title, () => void workbench.imports.addStudy(study));
  const other = theme.name === 'dark' ? 'Light theme' : 'Dark theme';
  add('Page', other, () => theme.toggle());
  add('Page', 'Settings', () => frame.showSettings());
  add('Page', 'Keyboard shortcuts', () => frame.showShortcuts(), '?');
  return commands;
}

/** Commands whose words all begin as typed, in any order; all of them where nothing is typed. */
export function findCommands(commands: readonly Command[], typed: string): Command[] {
  const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return commands.filter(({ group, label }) => {
    const words = `${group} ${label}`.toLowerCase().split(/[\s-]+/);
    return wanted.every((part) => words.some((word) => word.startsWith(part)));
  });
}
