/** How far an observation points from what is true. Formulas: `src/sql/error.ts`. */
export const ERROR_MEASURES = [
  'signed',
  'absolute',
  'squared',
  'standardised',
  'disagreement',
  'miss',
] as const;

export type ErrorMeasure = (typeof ERROR_MEASURES)[number];

/** What a response without a score counts as. Missing is not zero unless the user says so. */
export const MISSING_POLICIES = ['exclude', 'zero', 'largest'] as const;

export type MissingPolicy = (typeof MISSING_POLICIES)[number];

/** Whether a measure compares the score with a reference (`miss` does not: right is 1). */
export function needsReference(measure: ErrorMeasure): boolean {
  return measure !== 'miss';
}
