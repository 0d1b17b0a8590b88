/** A study that comes with the page. */
export interface Sample {
  readonly title: string;
  readonly says: string;
  readonly holds: string;
  /** Addresses relative to the page. */
  readonly files: readonly string[];
}

const classroomTalk = './data-samples/classroom-talk';

export const SAMPLES: readonly Sample[] = [
  {
    title: 'Classroom talk',
    says: 'Eight models and three prompts grade lessons. Most of their error is the same error.',
    holds: '20,160 scores · 3 human raters · outcomes',
    files: ['scores.parquet', 'references.csv', 'outcomes.csv', 'items.csv'].map(
      (name) => `${classroomTalk}/${name}`,
    ),
  },
];
