import { chiSquaredQuantile } from '../special/chi-squared-quantile.ts';
import type { Estimate } from './estimate.ts';
import type { TermStatistics } from './frame.ts';
import type { DesignWarning } from './types.ts';

/** A variance from fewer levels than this is too uncertain for a Wald interval. */
export const FEW_LEVELS = 10;

/**
 * How far off a variance estimated from so many levels may be: the square root of the ratio of the
 * 97.5 % to the 2.5 % quantile of chi-squared on levels - 1.
 */
export function uncertaintyFactor(levels: number): number {
  const df = levels - 1;
  return Math.sqrt(chiSquaredQuantile(0.975, df) / chiSquaredQuantile(0.025, df));
}

/** What the user should know of a fit that was made all the same. */
export function designWarnings(
  terms: readonly TermStatistics[],
  gamma: Float64Array,
  estimate: Estimate,
): DesignWarning[] {
  const few = terms.filter((term) => term.levels < FEW_LEVELS).map(fewLevels);
  const boundary = terms.filter((_, k) => gamma[k] === 0).map(atBoundary);
  const { stopped, relativeStep } = estimate.best;
  if (stopped === 'relative-step' || stopped === 'flat') return [...few, ...boundary];
  const notConverged: DesignWarning = {
    term: '',
    code: 'not-converged',
    message: `The fit ended after ${estimate.evaluations} evaluations before it came to rest (last relative step ${relativeStep.toExponential(0)}): take the components as approximate.`,
  };
  return [...few, ...boundary, notConverged];
}

function fewLevels(term: TermStatistics): DesignWarning {
  const factor = Math.round(uncertaintyFactor(term.levels));
  const levels =
    term.facets.length === 1
      ? `${term.levels} ${term.name}s`
      : `${term.levels} levels of ${term.name}`;
  return {
    term: term.name,
    code: 'few-levels',
    message: `${levels}: the ${term.name} component is known within a factor of about ${factor}.`,
  };
}

function atBoundary(term: TermStatistics): DesignWarning {
  return {
    term: term.name,
    code: 'boundary',
    message: `The ${term.name} component is estimated as exactly zero: its levels differ by no more than chance would make them.`,
  };
}
