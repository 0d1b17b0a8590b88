/** A value with its interval in a row of its own. */
export interface ForestRow {
  readonly name: string;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  /** One text per column. */
  readonly cells: readonly string[];
  /** Whether the interval leaves zero out. */
  readonly isSure: boolean;
}

/** Rows in groups along one axis around zero. */
export interface ForestModel {
  readonly label: string;
  readonly head: string;
  readonly axis: string;
  /** Headings; those that a narrow page can do without are `minor`. */
  readonly columns: readonly { readonly name: string; readonly minor: boolean }[];
  readonly groups: readonly { readonly title: string; readonly rows: readonly ForestRow[] }[];
}
