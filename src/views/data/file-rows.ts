import { counted } from '../../domain/format.ts';
import type { Fingerprint } from '../../domain/fingerprint.ts';
import type { FileOutcome, ImportReport, Inspection } from '../../domain/import-report.ts';
import type { Problem } from '../../domain/problem.ts';
import type { ImportEntry } from '../../state/imports.svelte.ts';

type Tone = 'ok' | 'info' | 'warn' | 'bad' | 'plain';

/** A line of the table of files. */
export interface FileRow {
  readonly name: string;
  readonly detail: string;
  readonly format: string;
  /** Bytes. */
  readonly size: number;
  readonly rows: number;
  /** Whether the rows were counted, not estimated. */
  readonly exact: boolean;
  /** Hash of the content, for loaded files. */
  readonly hash: string | null;
  /** Whether the roles of its columns can be changed: it is one table, and loaded. */
  readonly mapped: boolean;
  readonly state: { readonly tone: Tone; readonly word: string };
  readonly problem: Problem | null;
}

const OUTCOMES: Readonly<Record<FileOutcome['state'], FileRow['state']>> = {
  read: { tone: 'ok', word: 'Read' },
  'same-content': { tone: 'info', word: 'Same content' },
  skipped: { tone: 'bad', word: 'Skipped' },
  failed: { tone: 'bad', word: 'Failed' },
};

/** Files that are loaded, by what is known of them. */
export function loadedRows(
  files: readonly Fingerprint[],
  entries: readonly ImportEntry[],
): FileRow[] {
  return files.map((file) => {
    const entry = entries.find(({ inspection }) => inspection.name === file.name);
    const inside = entry
      ? [entry]
      : entries.filter(({ inspection }) => inspection.name.startsWith(`${file.name}/`));
    return {
      name: file.name,
      detail: entry
        ? columnsOf(entry.inspection)
        : inside.length > 0
          ? counted(inside.length, 'result file')
          : '',
      format: [...new Set(inside.map(({ inspection }) => inspection.formatLabel))].join(', '),
      size: file.size,
      rows: file.rows,
      exact: true,
      hash: file.hash,
      mapped: entry !== undefined,
      state: OUTCOMES.read,
      problem: null,
    };
  });
}

/** Files while they are being taken in; `reading` is the name of the one being read. */
export function rowsUnderway(
  entries: readonly ImportEntry[],
  reading: string | null,
  asked: Inspection | null,
): FileRow[] {
  const rows = entries.map(({ inspection, skipped }): FileRow => {
    if (inspection.problem) return inspected(inspection, stateOf('skipped', inspection.problem));
    if (skipped) return inspected(inspection, { tone: 'info', word: 'Skipped by you' });
    if (inspection === asked) return inspected(inspection, { tone: 'warn', word: 'Needs mapping' });
    const word = inspection.name === reading ? 'Reading' : 'Waiting';
    return inspected(inspection, { tone: 'plain', word });
  });
  return together(rows);
}

/** Files of the last import that are not among the loaded ones, and why. */
export function rowsLeftOut(
  report: ImportReport | null,
  entries: readonly ImportEntry[],
): FileRow[] {
  const outcomes = report?.files ?? [];
  const reported = new Set(outcomes.map((outcome) => outcome.name));
  const others = entries.filter(({ inspection }) => !reported.has(inspection.name));
  return together([
    ...outcomes.filter(({ state }) => state !== 'read').map(reportedRow),
    ...rowsUnderway(others, null, null).map(unread),
  ]);
}

/** Files beside results in one line: a folder may hold hundreds of them. */
function together(rows: readonly FileRow[]): FileRow[] {
  const aside = rows.filter(({ problem }) => problem?.code === 'beside-results');
  if (aside.length < 2) return [...rows];
  const names = aside.slice(0, 4).map(({ name }) => name.slice(name.lastIndexOf('/') + 1));
  const more = aside.length > names.length ? ` and ${aside.length - names.length} more` : '';
  return [
    ...rows.filter((row) => !aside.includes(row)),
    {
      ...aside[0],
      name: `${counted(aside.length, 'file')} beside the results`,
      detail: names.join(', ') + more,
      format: 'No results',
      size: aside.reduce((sum, { size }) => sum + size, 0),
      rows: 0,
      problem: null,
    },
  ];
}

function stateOf(state: FileOutcome['state'], problem: Problem | null): FileRow['state'] {
  return problem?.severity === 'info' ? { tone: 'info', word: 'Set aside' } : OUTCOMES[state];
}

function reportedRow(outcome: FileOutcome): FileRow {
  return {
    name: outcome.name,
    detail: outcome.problem ? '' : outcome.detail,
    format: outcome.formatLabel,
    size: outcome.size,
    rows: outcome.rows,
    exact: true,
    hash: null,
    mapped: false,
    state: stateOf(outcome.state, outcome.problem),
    problem: outcome.problem,
  };
}

/** A file that waited for an import that failed or was cancelled. */
function unread(row: FileRow): FileRow {
  return row.state.tone === 'plain' ? { ...row, state: { tone: 'info', word: 'Not read' } } : row;
}

function inspected(inspection: Inspection, state: FileRow['state']): FileRow {
  return {
    name: inspection.name,
    detail: columnsOf(inspection),
    format: inspection.formatLabel,
    size: inspection.size,
    rows: inspection.rows,
    exact: false,
    hash: null,
    mapped: false,
    state,
    problem: inspection.problem,
  };
}

function columnsOf({ columns }: Inspection): string {
  const shown = columns.slice(0, 8).map((column) => column.name);
  const more = columns.length > shown.length ? ` and ${columns.length - shown.length} more` : '';
  return shown.join(', ') + more;
}
