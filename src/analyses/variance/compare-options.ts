import { ERROR_MEASURES } from '../../domain/error-measure.ts';
import type { ErrorMeasure } from '../../domain/error-measure.ts';
import { withFilter } from '../../domain/question.ts';
import type { Question } from '../../domain/question.ts';
import { measureWords } from '../measure-words.ts';

/** Two slices whose decompositions stand side by side: the same question but for one thing. */
export type CompareOptions =
  | { readonly by: 'measure'; readonly pair: readonly [ErrorMeasure, ErrorMeasure] }
  | {
      readonly by: 'level';
      readonly facet: string;
      readonly pair: readonly [string, string];
    };

/** The question with one side of the comparison in it, and what that side is called. */
export function comparedQuestion(
  question: Question,
  compare: CompareOptions,
  side: 0 | 1,
): { readonly question: Question; readonly label: string } {
  if (compare.by === 'measure') {
    const measure = compare.pair[side];
    return { question: { ...question, measure }, label: measureWords(measure).name };
  }
  const level = compare.pair[side];
  return { question: withFilter(question, compare.facet, [level]), label: level };
}

const MAX_NAME = 2000;

/** Validates untrusted input (a link); null where anything is not as it should be. */
export function parseCompareOptions(input: unknown): CompareOptions | null {
  if (typeof input !== 'object' || input === null) return null;
  const { by, facet, pair } = input as Record<string, unknown>;
  if (!Array.isArray(pair) || pair.length !== 2 || pair[0] === pair[1]) return null;
  const [a, b] = pair as unknown[];
  if (by === 'measure') return isMeasure(a) && isMeasure(b) ? { by, pair: [a, b] } : null;
  if (by !== 'level' || !isName(facet) || facet === '' || !isName(a) || !isName(b)) return null;
  return { by, facet, pair: [a, b] };
}

function isMeasure(value: unknown): value is ErrorMeasure {
  return ERROR_MEASURES.some((measure) => measure === value);
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MAX_NAME;
}
