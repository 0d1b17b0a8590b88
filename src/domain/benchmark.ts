/** One published figure: the mean of a metric over a task, without the items behind it. */
export interface Benchmark {
  readonly model: string;
  readonly task: string;
  readonly prompt: string | null;
  readonly metric: string;
  readonly value: number | null;
  /** Standard error as the file states it. */
  readonly se: number | null;
  /** Items behind the figure. */
  readonly n: number | null;
  /** 1 where more is better, 0 where less is; null where the file does not say. */
  readonly higher_is_better: number | null;
  /** Lowest and highest possible value. */
  readonly low: number | null;
  readonly high: number | null;
  /** Examples shown before the question. */
  readonly shots: number | null;
}

/** The columns of a table of benchmark figures, in this order. */
export const BENCHMARK_COLUMNS = [
  'model',
  'task',
  'prompt',
  'metric',
  'value',
  'se',
  'n',
  'higher_is_better',
  'low',
  'high',
  'shots',
] as const satisfies readonly (keyof Benchmark)[];
