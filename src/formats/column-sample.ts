/** The first values of a column, as text; empty ones are ''. */
export interface ColumnSample {
  readonly name: string;
  readonly values: readonly string[];
}
