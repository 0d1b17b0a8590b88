/** An estimate with its interval, where there is one. */
export interface Estimated {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** Filled, a ring, or filled and quiet. */
export type SpanKind = 'full' | 'open' | 'quiet';

/** A row of a figure of intervals: a name, and marks on the same axis; the last one leads. */
export interface SpanRow {
  readonly name: string;
  readonly detail: string;
  readonly marks: readonly {
    readonly kind: SpanKind;
    readonly mean: Estimated | null;
  }[];
}

/** Rows of intervals on one axis. */
export interface SpanModel {
  readonly rows: readonly SpanRow[];
  readonly axis: string;
  /** What is dashed: even, nothing, the mean. */
  readonly reference: number | null;
  /** What the marks are; empty where there is one kind. */
  readonly key: readonly { readonly kind: SpanKind; readonly words: string }[];
  /** Writes a value; signs where the sign matters. */
  readonly signed: boolean;
  readonly decimals: number;
  readonly label: string;
}
