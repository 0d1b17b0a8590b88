import type { GradeValue } from './grade.ts';
import type { CoreFacet, Role, TableKind } from './observation.ts';
import type { Problem } from './problem.ts';

/** What a file, or a group of files that are read together, was recognised as, before it is read. */
export interface Inspection {
  /** Position among the inspections of one drop. */
  readonly index: number;
  readonly name: string;
  /** Bytes of what is read, members of an archive decompressed. */
  readonly size: number;
  /** Registered format, e.g. `csv`; null where none was recognised. */
  readonly format: string | null;
  readonly formatLabel: string;
  readonly columns: readonly ColumnGuess[];
  readonly kind: TableKind | null;
  /** Rows estimated from the sample; exact where the format states them. */
  readonly rows: number;
  /** Facets that the file does not name, with the level that stands for now; absent where it names all. */
  readonly asks?: Readonly<Partial<Record<CoreFacet, string>>>;
  /** True where a mapping has to be chosen before the file can be read. */
  readonly needsMapping: boolean;
  readonly problem: Problem | null;
}

/** A column and what it seems to mean. */
export interface ColumnGuess {
  readonly name: string;
  readonly samples: readonly string[];
  readonly role: Role;
  /** Why this role: by name, by values, remembered; `unsure` asks the user. */
  readonly because: 'name' | 'values' | 'remembered' | 'kept' | 'unsure';
  /** What its labels would count as, were it a score; absent where it holds none. */
  readonly grades?: readonly GradeValue[];
}

/** Column name to role, for one file. */
export type Mapping = Readonly<Record<string, Role>>;

export interface ReportEntry {
  readonly kind:
    'read' | 'joined' | 'missing' | 'unmatched' | 'skipped' | 'failed' | 'twice' | 'note';
  readonly count: number;
  readonly reason: string;
  /** One example with its place, e.g. `scores.csv, row 4,117: "n/a"`. */
  readonly example: string | null;
}

export interface FileOutcome {
  readonly name: string;
  readonly size: number;
  readonly formatLabel: string;
  readonly kind: TableKind | null;
  readonly rows: number;
  readonly state: 'read' | 'same-content' | 'skipped' | 'failed';
  readonly detail: string;
  readonly problem: Problem | null;
}

/** What an import did: nothing is skipped without a line here. */
export interface ImportReport {
  readonly files: readonly FileOutcome[];
  readonly entries: readonly ReportEntry[];
}
