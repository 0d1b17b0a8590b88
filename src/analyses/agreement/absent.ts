import type { Dataset } from '../../domain/dataset.ts';

/** What a view lacks, and how to add it. */
export interface Lack {
  readonly title: string;
  readonly message: string;
}

/** What agreement cannot do without; null where something can be compared. */
export function agreementAbsent(dataset: Dataset): Lack | null {
  const models = dataset.facets.find(({ name }) => name === 'model')?.levels ?? 0;
  if (models < 2 && !dataset.hasReference)
    return {
      title: 'Nobody to compare with',
      message:
        'Agreement needs two who score the same items: a second model, or a reference. Drop the results of another model (columns model, item and score), or a file of expert scores (columns item and reference; or item, rater and score, where there are several people).',
    };
  return null;
}

/** What the answers would have more of, were columns there; empty where all is. */
export function agreementGaps(dataset: Dataset): Lack[] {
  const gaps: Lack[] = [];
  if (!dataset.hasReference)
    gaps.push({
      title: 'No experts to compare with',
      message:
        'Whether models agree with people as well as with each other needs a reference: a column reference, or a file with item (task) and reference.',
    });
  else if (dataset.referenceRaters < 2)
    gaps.push({
      title: 'No human ceiling',
      message:
        'How well people agree among themselves needs two raters of the same items: a file with item, rater and score.',
    });
  return gaps;
}
