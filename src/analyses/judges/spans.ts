/** An estimate with its interval, where there is one. */
export interface Estimated {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** A row of a figure of intervals: a name, and one or two marks on the same axis. */
export interface SpanRow {
  readonly name: string;
  readonly detail: string;
  readonly marks: readonly {
    /** Filled, or a ring. */
    readonly kind: 'full' | 'open';
    readonly mean: Estimated | null;
  }[];
}

/** Rows of intervals on one axis. */
export interface SpanModel {
  readonly rows: readonly SpanRow[];
  readonly axis: string;
  /** What is dashed: even, nothing, the mean. */
  readonly reference: number | null;
  /** What filled and open marks are; empty where there is one kind. */
  readonly key: readonly { readonly kind: 'full' | 'open'; readonly words: string }[];
  /** Writes a value; signs where the sign matters. */
  readonly signed: boolean;
  readonly label: string;
}
