import type { ErrorMeasure } from '../../domain/error-measure.ts';

/**
 * The error that ensembles are compared by: the measure itself, or its square where it is signed, since
 * signed errors cancel. Standardised scores and references come standardised.
 */
export function scoreError(measure: ErrorMeasure): (score: number, reference: number) => number {
  switch (measure) {
    case 'absolute':
      return (score, reference) => Math.abs(score - reference);
    case 'signed':
    case 'squared':
    case 'standardised':
      return (score, reference) => (score - reference) ** 2;
    case 'disagreement':
      return (score, reference) => (score === reference ? 0 : 1);
    case 'miss':
      return (score) => 1 - score;
  }
}

/** What `scoreError` averages. */
export function errorKind(measure: ErrorMeasure): 'error' | 'squared error' {
  return measure === 'signed' || measure === 'standardised' ? 'squared error' : 'error';
}

/** The nearest of ascending grades, the higher of two as near; the nearest whole number without them. */
export function nearestGrade(score: number, grades: Float64Array | null): number {
  if (grades === null || grades.length === 0) return Math.floor(score + 0.5);
  let low = 0;
  let high = grades.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (score - grades[middle] < grades[middle + 1] - score) high = middle;
    else low = middle + 1;
  }
  return grades[low];
}
