import type { Inspection, Mapping } from '../src/domain/import-report.ts';
import type { Role, TableKind } from '../src/domain/observation.ts';
import type { Table } from '../src/formats/batch.ts';
import type { Group } from '../src/formats/group.ts';

/** A recognised group of files with its columns opened and their roles settled. */
export interface PlannedFile {
  readonly group: Group;
  readonly name: string;
  /** Bytes of what is read. */
  readonly size: number;
  readonly table: Table;
  readonly inspection: Inspection;
  readonly mapping: Mapping;
  readonly kind: TableKind;
  /** Identity by content. */
  readonly hash: string;
  /** What was dropped: the file, or the archive or folder it came in. */
  readonly container: string;
}

/** Position of the column with a role, or -1. */
export function columnOf(planned: PlannedFile, role: Role): number {
  return planned.table.columns.findIndex((name) => planned.mapping[name] === role);
}

const RESERVED = new Set([
  'score',
  'reference',
  'outcome',
  'failure',
  'response',
  'text',
  'error',
  'signed',
  'item_id',
  'task_item',
  'scale_low',
  'scale_high',
  'score_mean',
  'score_sd',
  'reference_mean',
  'reference_sd',
  'model',
  'prompt',
  'task',
  'item',
  'run',
  'rater',
  'unit',
]);

/** Name under which a further column is kept; names the workbench uses itself get a suffix. */
export function keptName(column: string): string {
  return RESERVED.has(column.toLowerCase()) ? `${column} (column)` : column;
}

/** The facets a file of observations has, `item` not among them, with their columns. */
export function facetColumns(planned: PlannedFile): { facet: string; column: number }[] {
  const core: readonly Role[] = ['model', 'prompt', 'task', 'run', 'rater', 'unit'];
  return planned.table.columns.flatMap((name, column) => {
    const role = planned.mapping[name];
    if (core.includes(role)) return [{ facet: role, column }];
    return role === 'facet' ? [{ facet: keptName(name), column }] : [];
  });
}

/** Further numeric columns of a file, with their names. */
export function numberColumns(planned: PlannedFile): { name: string; column: number }[] {
  return planned.table.columns.flatMap((name, column) =>
    planned.mapping[name] === 'number' ? [{ name: keptName(name), column }] : [],
  );
}
