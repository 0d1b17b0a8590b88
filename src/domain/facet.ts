/** A grouping column of the loaded data. Rows hold small-integer codes; names live in the level table. */
export interface Facet {
  readonly name: string;
  /** Number of levels seen, the missing level not counted. */
  readonly levels: number;
  /** False for a core facet no file has a column for: it has the one level `(none)`. */
  readonly present: boolean;
  /** Level names in order of first appearance, given only where there are at most `LISTED_LEVELS`. */
  readonly names: readonly string[] | null;
}

/** Facets with more levels than this are asked for by page, never listed whole. */
export const LISTED_LEVELS = 2000;
