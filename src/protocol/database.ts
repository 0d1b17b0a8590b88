import type { Arrangement } from '../domain/arrangement.ts';
import type { Dataset } from '../domain/dataset.ts';
import type { ExportFormat } from '../domain/export-format.ts';
import type { ImportReport, Inspection, Mapping } from '../domain/import-report.ts';
import type { KeptData } from '../domain/kept-data.ts';
import type { Result } from '../domain/problem.ts';
import type { Question } from '../domain/question.ts';
import type { SqlParameter } from '../domain/sql-parameter.ts';
import type { Statement } from '../domain/statement.ts';
import type { ItemPage, LevelRanks, NeededItems, Removable, SliceAnswer } from '../domain/slice.ts';
import type { PresentDesign } from '../stats/slices/power.ts';
import type { Progress } from './progress.ts';

export type { Statement } from '../domain/statement.ts';

/** One group of files that are read together, as `inspect` named it. */
export interface ImportRequest {
  /** All that was dropped with it: archives and folders are divided into groups again. */
  readonly files: readonly File[];
  /** Index of the inspection among those of `files`. */
  readonly index: number;
  /** Null accepts the guesses. */
  readonly mapping: Mapping | null;
}

export interface SliceRequest {
  readonly question: Question;
  /** Facets to group by, e.g. `[['model'], ['model', 'task']]`. */
  readonly groupings: readonly (readonly string[])[];
  /** Whether the histogram of the signed error is wanted. */
  readonly histogram: boolean;
}

export interface ItemsRequest {
  readonly question: Question;
  readonly offset: number;
  readonly limit: number;
  readonly order: 'worst' | 'best';
}

/** A statement that the reader typed, and the question that `slice` stands for. */
export interface SqlRequest {
  readonly text: string;
  readonly question: Question;
  /** Values for the `$name`s in it; the worker binds them. */
  readonly parameters: readonly SqlParameter[];
}

export interface SqlAnswer {
  /** Arrow IPC stream, transferred. */
  readonly ipc: Uint8Array;
  /** The engine's names of the columns' types; empty where it does not tell. */
  readonly types: readonly string[];
  /** False where the answer has more rows than are shown. */
  readonly complete: boolean;
  readonly milliseconds: number;
}

/**
 * The database worker: owns DuckDB, the level dictionaries and the cells. Every method resolves; what
 * a user can cause comes back as a Problem. Only plain values, Files and transferred bytes cross.
 */
export interface Database {
  /** Opens and locks the engine; remembered, so calling it again costs nothing. */
  open(): Promise<Result<{ engine: string; milliseconds: number }>>;
  /**
   * Recognises files by content and guesses their columns; reads a sample only. Archives and folders
   * are divided into the groups of files that belong together: an inspection for each.
   */
  inspect(files: readonly File[], remembered: readonly Mapping[]): Promise<readonly Inspection[]>;
  /** Reads the files in one transaction: on a Problem or a cancel, what was there before stays. */
  import(
    requests: readonly ImportRequest[],
    onProgress: (progress: Progress) => void,
  ): Promise<Result<{ report: ImportReport; dataset: Dataset }>>;
  /** Cancels the import that runs, if any. */
  cancelImport(): Promise<void>;
  /**
   * Calls levels and counts grades otherwise, without reading anything again; waits for an import that
   * runs. What is loaded later goes by it too.
   */
  arrange(wanted: Arrangement): Promise<Result<Dataset>>;
  /** The canonical tables with a manifest, as one ZIP; dropped again, they give the same tables. */
  exportTables(
    format: ExportFormat,
    onProgress: (progress: Progress) => void,
  ): Promise<Result<Blob>>;
  /** Forgets all data. */
  clear(): Promise<Dataset>;
  /** Slices over cells held as typed arrays; rebuilt only when measure, policy or facets change. */
  slice(request: SliceRequest): Promise<Result<SliceAnswer>>;
  /** Items of the present question, by page. */
  items(request: ItemsRequest): Promise<Result<ItemPage>>;
  /** What the best choice of model and prompt removes, by seeded split halves of the items. */
  removable(question: Question): Promise<Result<Removable>>;
  /** Ends the `removable` that are being worked out with the Problem `stopped`. */
  cancelRemovable(): Promise<void>;
  /** Levels of a facet compared in pairs on the same items; a filter on the facet itself is left out. */
  compare(question: Question, facet: string): Promise<Result<LevelRanks>>;
  /** Ends a comparison that nobody waits for any more. */
  cancelCompare(): Promise<void>;
  /** Items of the same kind with which each of these differences would be shown 8 times in 10. */
  itemsNeeded(
    design: PresentDesign,
    differences: readonly number[],
  ): Promise<Result<readonly NeededItems[]>>;
  /** Runs a statement; the bytes are an Arrow IPC stream, transferred. */
  query(statement: Statement): Promise<Result<Uint8Array>>;
  /** Interrupts the running query. */
  cancelQuery(): Promise<void>;
  /** Runs a statement that the reader typed, on a connection that cannot change the observations. */
  runSql(request: SqlRequest): Promise<Result<SqlAnswer>>;
  /** Interrupts the statement that the reader typed. */
  cancelSql(): Promise<void>;
  /** Keeps what is loaded in the browser, with a note of the page's own, in place of what was kept. */
  keep(note: string): Promise<Result<KeptData>>;
  /** What is kept; null where nothing is. */
  kept(): Promise<Result<KeptData | null>>;
  /** Loads what is kept, in place of what is loaded; null where nothing is kept. */
  restore(): Promise<Result<{ dataset: Dataset; note: string } | null>>;
  /** Deletes what is kept; what is loaded stays. */
  forgetKept(): Promise<Result<null>>;
}
