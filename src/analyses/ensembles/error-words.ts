import type { ErrorMeasure } from '../../domain/error-measure.ts';
import { fixed } from '../../domain/format.ts';
import { measureWords } from '../measure-words.ts';

/** How the error that ensembles are compared by is written: signed measures are squared. */
export interface ErrorWords {
  readonly mean: string;
  readonly unit: string;
  readonly factor: 1 | 100;
  write(x: number, decimals: number): string;
}

/** The words of the error of a measure. */
export function errorWords(measure: ErrorMeasure): ErrorWords {
  if (measure === 'signed') return { ...squared, unit: 'points²' };
  if (measure === 'standardised') return { ...squared, unit: 'SD²' };
  const { mean, unit, factor } = measureWords(measure);
  return { mean, unit, factor, write: fixed };
}

const squared = { mean: 'mean squared error', factor: 1, write: fixed } as const;
