import type { FileOutcome, Inspection } from '../../domain/import-report.ts';
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
  readonly exact: boolean;
  readonly state: { readonly tone: Tone; readonly word: string };
  readonly problem: Problem | null;
}

const OUTCOMES: Readonly<Record<FileOutcome['state'], FileRow['state']>> = {
  read: { tone: 'ok', word: 'Read' },
  'same-content': { tone: 'info', word: 'Same content' },
  skipped: { tone: 'bad', word: 'Skipped' },
  failed: { tone: 'bad', word: 'Failed' },
};

/** Files while they are being taken in; `reading` is the name of the one being read. */
export function rowsUnderway(
  entries: readonly ImportEntry[],
  reading: string | null,
  asked: Inspection | null,
): FileRow[] {
  return entries.map(({ inspection, skipped }) => ({
    ...inspected(inspection),
    state: stateOf(inspection, skipped, reading, asked),
  }));
}

function stateOf(
  inspection: Inspection,
  skipped: boolean,
  reading: string | null,
  asked: Inspection | null,
): FileRow['state'] {
  if (inspection.problem) return OUTCOMES.skipped;
  if (skipped) return { tone: 'info', word: 'Skipped by you' };
  if (inspection === asked) return { tone: 'warn', word: 'Needs mapping' };
  return { tone: 'plain', word: inspection.name === reading ? 'Reading' : 'Waiting' };
}

/** Files of an import that has ended: what the report says, and those that never got so far. */
export function rowsOfReport(
  outcomes: readonly FileOutcome[],
  entries: readonly ImportEntry[],
): FileRow[] {
  const reported = new Set(outcomes.map((outcome) => outcome.name));
  const others = entries.filter(({ inspection }) => !reported.has(inspection.name));
  return [...outcomes.map(reportedRow), ...rowsUnderway(others, null, null).map(unread)];
}

function reportedRow(outcome: FileOutcome): FileRow {
  return {
    name: outcome.name,
    detail: outcome.detail,
    format: outcome.formatLabel,
    size: outcome.size,
    rows: outcome.rows,
    exact: true,
    state: OUTCOMES[outcome.state],
    problem: outcome.problem,
  };
}

/** A file that waited for an import that failed or was cancelled. */
function unread(row: FileRow): FileRow {
  return row.state.tone === 'plain' ? { ...row, state: { tone: 'info', word: 'Not read' } } : row;
}

function inspected(inspection: Inspection): Omit<FileRow, 'state'> {
  const { name, size, formatLabel, rows, columns, problem } = inspection;
  const shown = columns.slice(0, 8).map((column) => column.name);
  const more = columns.length > shown.length ? ` and ${columns.length - shown.length} more` : '';
  return {
    name,
    detail: shown.join(', ') + more,
    format: formatLabel,
    size,
    rows,
    exact: false,
    problem,
  };
}
