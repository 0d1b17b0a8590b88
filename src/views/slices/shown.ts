import type { Question } from '../../domain/question.ts';
import type { SliceAnswer } from '../../domain/slice.ts';

/** An answer with the question it belongs to: while a new answer is on its way, the last stays. */
export interface Shown {
  readonly answer: SliceAnswer;
  /** As asked when the answer came; with the present filters where the next answer is slow to come. */
  readonly question: Question;
}

/**
 * Remembers the question that each answer came with. While the next answer is on its way the last
 * stays as it is, the very same object, so that nothing is drawn twice for an answer that comes at
 * once; where it is slow to come, the choice is shown on the last one.
 */
export function pairer(): (
  answer: SliceAnswer | null,
  question: Question,
  wait: { readonly busy: boolean; readonly slow: boolean },
) => Shown | null {
  let last: Shown | null = null;
  return (answer, question, { busy, slow }) => {
    if (answer === null) return (last = null);
    const isNew = answer !== last?.answer || (!busy && question !== last.question);
    if (last === null || isNew) last = { answer, question };
    if (!busy || !slow) return last;
    return { answer, question: { ...last.question, filters: question.filters } };
  };
}
