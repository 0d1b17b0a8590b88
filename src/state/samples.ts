/** A study that comes with the page. */
export interface Sample {
  readonly title: string;
  readonly says: string;
  readonly holds: string;
  /**
   * Its true shares of variance, in percent, which its picture shows: choice of model and prompt,
   * common to all, not choosable in advance, measurement.
   */
  readonly shares: readonly [number, number, number, number];
  /** Addresses relative to the page. */
  readonly files: readonly string[];
}

const files = (study: string, ...names: readonly string[]): string[] =>
  names.map((name) => `./data-samples/${study}/${name}`);

export const SAMPLES: readonly Sample[] = [
  {
    title: 'Classroom talk',
    says: 'Eight models and three prompts grade lessons. Most of their error is the same error, and the better a model’s benchmark, the more of it.',
    holds: '20,160 scores · 3 human raters · outcomes · benchmarks',
    shares: [16, 54, 8, 22],
    files: files(
      'classroom-talk',
      'scores.parquet',
      'references.csv',
      'outcomes.csv',
      'items.csv',
      'benchmarks.csv',
    ),
  },
  {
    title: 'Short answers',
    says: 'Six models and two prompts mark pupils’ answers. Each errs in its own way, and the better its benchmark, the less.',
    holds: '6,480 scores · 2 human raters · outcomes · benchmarks',
    shares: [2, 11, 71, 16],
    files: files(
      'short-answers',
      'scores.csv',
      'references.csv',
      'outcomes.csv',
      'items.csv',
      'benchmarks.csv',
    ),
  },
];
