/** Determinate progress: `done` of `total`, in `unit`. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly unit: 'bytes' | 'rows' | 'steps';
  /** What is being done, e.g. `Reading scores.csv`. */
  readonly label: string;
}
