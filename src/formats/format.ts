import type { Table } from './batch.ts';
import type { GradeRule } from './grades.ts';
import type { Source } from './source.ts';

/** What the user may have changed about how a file is read. */
export interface ReadOptions {
  /** Numbers for the labels among the scores, instead of the format's own. */
  readonly grades?: GradeRule;
}

/** A registered table format: recognised by content, never by name. */
export interface TableFormat {
  readonly id: string;
  /** As the import report calls it, e.g. `CSV table`. */
  readonly label: string;
  /** How sure it is, 0 (not this) to 1 (nothing else), from the first bytes. */
  recognise(source: Source): number;
  /** Learns the columns; reads no more than a sample. Throws a ProblemError for a damaged file. */
  open(source: Source, options?: ReadOptions): Promise<Table>;
}
