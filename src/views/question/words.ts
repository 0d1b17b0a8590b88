import type { Dataset } from '../../domain/dataset.ts';
import { needsReference } from '../../domain/error-measure.ts';
import type { ErrorMeasure, MissingPolicy } from '../../domain/error-measure.ts';

/** One line on what a measure is. */
export const MEASURE_EXPLANATIONS: Readonly<Record<ErrorMeasure, string>> = {
  signed: 'Score minus reference: plus is too high, minus too low.',
  absolute: 'Distance between score and reference, whatever the direction.',
  squared: 'The distance squared: few large errors weigh more than many small ones.',
  standardised:
    'Score and reference are z-scored within each task first. This removes task means and the overall bias.',
  disagreement: '1 where the score differs from the reference, else 0: for labels and grades.',
  miss: '1 minus the score, where the score itself says right or wrong; on a declared scale, the part of the way from right to wrong.',
};

/** A missing-score policy by name. */
export const POLICY_NAMES: Readonly<Record<MissingPolicy, string>> = {
  exclude: 'excluded',
  zero: 'score 0',
  largest: 'largest error',
};

/** How the sentence of the question bar goes on after `missing scores`. */
export const POLICY_WORDS: Readonly<Record<MissingPolicy, string>> = {
  exclude: 'excluded',
  zero: 'counted as 0',
  largest: 'counted as the largest error',
};

/** One line on what a missing-score policy does. */
export const POLICY_EXPLANATIONS: Readonly<Record<MissingPolicy, string>> = {
  exclude: 'Responses without a score are counted, and left out of every mean.',
  zero: 'A response without a score is given the score 0.',
  largest: 'A response without a score is as far off as the scale allows.',
};

/** Why a measure cannot be asked of these data; undefined where it can. */
export function refusalOf(measure: ErrorMeasure, dataset: Dataset): string | undefined {
  if (!needsReference(measure) || dataset.hasReference || dataset.observations === 0)
    return undefined;
  return 'Needs a reference, and these data have none.';
}
