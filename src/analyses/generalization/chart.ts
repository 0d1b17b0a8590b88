/** A tick of an axis that is not made of round steps alone. */
export interface ChartTick {
  readonly at: number;
  readonly text: string;
}

/** A line over the axis, named where it ends. */
export interface ChartLine {
  readonly name: string;
  /** What stands at its end. */
  readonly end: string;
  /** `lead` is the one that the sentence is about, `rival` the one beside it. */
  readonly kind: 'lead' | 'rival' | 'plain';
  readonly points: readonly (readonly [x: number, y: number])[];
}

/** A point with its interval. */
export interface ChartPoint {
  readonly x: number;
  readonly y: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** A plot of lines or points over one axis; units as shown. */
export interface ChartModel {
  readonly label: string;
  readonly xTitle: string;
  readonly yTitle: string;
  readonly x: { readonly low: number; readonly high: number };
  /** Ticks of the axis, which may be on another scale than they say; null for round ones. */
  readonly ticks: readonly ChartTick[] | null;
  readonly lines: readonly ChartLine[];
  readonly points: readonly ChartPoint[];
  /** Where two lines cross. */
  readonly crossings: readonly { readonly x: number; readonly y: number; readonly text: string }[];
  /** From where on something holds, shaded to the end. */
  readonly from: { readonly x: number; readonly text: string; readonly detail: string } | null;
  /** Whether the line y = x is drawn. */
  readonly diagonal: boolean;
}
