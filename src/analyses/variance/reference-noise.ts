import type { ErrorMeasure } from '../../domain/error-measure.ts';
import type { VarianceFit } from '../../stats/variance/types.ts';

/** What is known of the raters behind the reference. */
export interface ReferenceRaters {
  /** Items of the fit, and those of them with two raters or more. */
  readonly items: number;
  readonly rated: number;
  /** Mean noise of the rated items that models share, in squared units of the error; null for none. */
  readonly noise: number | null;
}

/** The part of "common to all" that is noise of the reference itself. */
export interface ReferenceNoise {
  readonly variance: number;
  /** Of the total variance. */
  readonly share: number;
  /** Part of the common variance; 1 where the raters' noise is as large as all of it. */
  readonly ofCommon: number;
  /** True where the raters' noise exceeds the common variance, and was cut to it. */
  readonly cut: boolean;
  /** True where the error is no plain difference, so that the noise is known to first order only. */
  readonly firstOrder: boolean;
  readonly items: number;
  readonly rated: number;
}

/** Reads the answer to `referenceNoiseStatement`. */
export function readRaters(row: Readonly<Record<string, unknown>> | undefined): ReferenceRaters {
  const noise = row?.['noise'];
  return {
    items: Number(row?.['items'] ?? 0),
    rated: Number(row?.['rated'] ?? 0),
    noise: typeof noise === 'number' && Number.isFinite(noise) ? noise : null,
  };
}

/**
 * Marks off reference noise inside "common to all" (statistics.md, section 3): an error in an item's
 * reference shifts the errors of all models and prompts on it alike, with the variance of a mean of its
 * raters. Null where nothing is known of the raters, the error jumps instead of sliding with the
 * reference (disagreement, miss), or nothing is common.
 */
export function referenceNoise(
  fit: VarianceFit,
  measure: ErrorMeasure,
  raters: ReferenceRaters | null,
): ReferenceNoise | null {
  const common = fit.groups.find(({ group }) => group === 'common');
  if (!raters || raters.noise === null || !common || common.variance === 0) return null;
  const variance = Math.min(raters.noise, common.variance);
  return {
    variance,
    share: variance / fit.total,
    ofCommon: variance / common.variance,
    cut: raters.noise > common.variance,
    firstOrder: measure !== 'signed' && measure !== 'standardised',
    items: raters.items,
    rated: raters.rated,
  };
}
