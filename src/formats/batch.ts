import type { Mapping } from '../domain/import-report.ts';
import type { CoreFacet, TableKind } from '../domain/observation.ts';
import type { GradeRule } from './grades.ts';
import type { Origin } from './origin.ts';

/**
 * A column of one batch as a reader hands it on: by reference where it can, so that nothing is
 * decoded before it is known to be wanted.
 */
export type Column =
  | {
      /** UTF-8 text: row r is `data[starts[r]..ends[r])`; a start of -1 is a missing value. */
      readonly kind: 'text';
      readonly data: Uint8Array;
      readonly starts: Int32Array;
      readonly ends: Int32Array;
    }
  | {
      /** Numbers; NaN is a missing value. */
      readonly kind: 'number';
      readonly values: Float64Array;
    }
  | {
      /** Plain values; null is a missing one. */
      readonly kind: 'values';
      readonly values: readonly (string | number | null)[];
    }
  | {
      /** Positions in a short list; -1 is a missing value. */
      readonly kind: 'dictionary';
      readonly indices: Int32Array;
      readonly dictionary: readonly (string | number | null)[];
    };

/** Rows a reader could not use, by reason, with one example each. */
export interface Skip {
  readonly reason: string;
  /** 1-based, the header not counted. */
  readonly row: number;
  readonly found: string;
  /** True where the row is kept with some fields empty. */
  readonly kept: boolean;
}

/** Valid until the next batch is asked for: readers reuse their buffers. */
export interface Batch {
  readonly rows: number;
  /** One per column of the table, in its order. */
  readonly columns: readonly Column[];
  /** 1-based row of the file at which the batch starts. */
  readonly firstRow: number;
  readonly skips: readonly Skip[];
  /** Bytes of the dropped file consumed so far. */
  readonly bytesDone: number;
}

/** An opened table: its columns are known, its rows are read once, in order. */
export interface Table {
  readonly columns: readonly string[];
  /** Rows, where the format states them. */
  readonly rows: number | null;
  /** Numbers written with a decimal comma. */
  readonly decimalComma: boolean;
  /** What each column means, where the format says so itself; such a file needs no guesses and no dialog. */
  readonly roles?: Mapping;
  /** What the rows are, where the format says so; without it the roles decide. */
  readonly kind?: TableKind;
  /**
   * Facets the files do not state, with the level that stands in their column for now (a folder or
   * file name): the page may ask for the true one.
   */
  readonly asks?: Readonly<Partial<Record<CoreFacet, string>>>;
  /** What the file says of the run that it holds. */
  readonly origin?: Origin;
  /** Facets that describe the item, as its metadata do: they do not make a score another one. */
  readonly attributes?: readonly string[];
  /** The numbers that labels among the scores usually count as; the reader of the page may change them. */
  readonly grades?: GradeRule;
  batches(): AsyncGenerator<Batch, void, void>;
}
