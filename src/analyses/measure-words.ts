import type { ErrorMeasure } from '../domain/error-measure.ts';
import { directed, fixed } from '../domain/format.ts';
import type { Question } from '../domain/question.ts';

/** How a measure is written: its name, its unit, and whether its sign and its percentage matter. */
export interface MeasureWords {
  /** As it stands in a sentence: `absolute error`. */
  readonly name: string;
  /** The average of it: `mean absolute error`, `share of misses`. */
  readonly mean: string;
  /** Unit of a mean as shown: `points`, `%`. */
  readonly unit: string;
  /** Unit of a difference of two means: `points`, `percentage points`. */
  readonly apart: string;
  /** A shown mean is the computed one times this: 100 for shares. */
  readonly factor: 1 | 100;
  /** True where errors point in a direction and zero is the middle. */
  readonly directed: boolean;
  /** A shown number, already multiplied by `factor`. */
  write(x: number, decimals: number): string;
  /** The same with its unit, for sentences. */
  withUnit(x: number, decimals: number): string;
  /** With its unit only where that is a percent sign, for sentences that name the unit elsewhere. */
  brief(x: number, decimals: number): string;
}

function words(
  name: string,
  mean: string,
  unit: string,
  options: { factor?: 1 | 100; directed?: boolean } = {},
): MeasureWords {
  const write = options.directed ? directed : fixed;
  const withUnit = (x: number, decimals: number): string => `${write(x, decimals)}\u00a0${unit}`;
  return {
    name,
    mean,
    unit,
    apart: options.factor === 100 ? 'percentage points' : unit,
    factor: options.factor ?? 1,
    directed: options.directed ?? false,
    write,
    withUnit,
    brief: options.factor === 100 ? withUnit : write,
  };
}

const WORDS: Readonly<Record<ErrorMeasure, MeasureWords>> = {
  signed: words('signed error', 'mean signed error', 'points', { directed: true }),
  absolute: words('absolute error', 'mean absolute error', 'points'),
  squared: words('squared error', 'mean squared error', 'points²'),
  standardised: words('standardised error', 'mean standardised error', 'SD', { directed: true }),
  disagreement: words('disagreement', 'share that disagrees', '%', { factor: 100 }),
  miss: words('miss', 'share missed', '%', { factor: 100 }),
};

/** The measure of a question by name; for misses on a declared scale with its ends. */
export function measureName({ measure, scale }: Question): string {
  const { name } = measureWords(measure);
  if (measure !== 'miss' || !scale) return name;
  return `${name} (a score of ${scale.low} is wrong, ${scale.high} right)`;
}

/** The words of a measure. */
export function measureWords(measure: ErrorMeasure): MeasureWords {
  return WORDS[measure];
}
