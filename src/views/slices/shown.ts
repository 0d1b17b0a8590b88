import type { Question } from '../../domain/question.ts';
import type { SliceAnswer } from '../../domain/slice.ts';

/** An answer with the question it belongs to: while a new answer is on its way, the last stays. */
export interface Shown {
  readonly answer: SliceAnswer;
  /** As asked when the answer came, but with the present filters, so that a choice shows at once. */
  readonly question: Question;
}

/** Remembers the question that each answer came with. */
export function pairer(): (
  answer: SliceAnswer | null,
  question: Question,
  busy: boolean,
) => Shown | null {
  let last: Shown | null = null;
  return (answer, question, busy) => {
    if (answer === null) return (last = null);
    if (!busy || answer !== last?.answer) last = { answer, question };
    return { answer, question: { ...last.question, filters: question.filters } };
  };
}
