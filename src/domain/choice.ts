import { withFilter } from './question.ts';
import type { Question } from './question.ts';

/** What a mark stands for: one level of each facet it was drawn by. */
export type Choice = readonly (readonly [facet: string, level: string])[];

/** A choice as text, for `data-key` attributes. */
export function choiceKey(choice: Choice): string {
  return JSON.stringify(choice);
}

/** The choice that `choiceKey` wrote; throws on anything else, which only our own marks could hold. */
export function choiceOf(key: string): Choice {
  const parsed: unknown = JSON.parse(key);
  if (!Array.isArray(parsed) || parsed.length === 0) throw new Error(`invalid mark key: ${key}`);
  return parsed as unknown as Choice;
}

/** Whether the question is filtered to the mark on every facet it was drawn by. */
export function isChosen(question: Question, choice: Choice): boolean {
  return choice.every(([facet, level]) =>
    question.filters.some((f) => f.facet === facet && f.levels.includes(level)),
  );
}

/** Whether the filters on the mark's facets, of which there is at least one, all include it. */
export function isLit(question: Question, choice: Choice): boolean {
  const own = question.filters.flatMap((f) => {
    const part = choice.find(([facet]) => facet === f.facet);
    return part ? [f.levels.includes(part[1])] : [];
  });
  return own.length > 0 && own.every(Boolean);
}

/**
 * The question after a mark was chosen: filtered to it, or freed from it where it was chosen already.
 * With `extend`, a mark of one facet joins the levels chosen before instead of replacing them.
 */
export function withChoice(question: Question, choice: Choice, extend = false): Question {
  const chosen = isChosen(question, choice);
  return choice.reduce((next, [facet, level]) => {
    const before = next.filters.find((f) => f.facet === facet)?.levels ?? [];
    if (extend && choice.length === 1)
      return withFilter(
        next,
        facet,
        chosen ? before.filter((l) => l !== level) : [...before, level],
      );
    if (chosen && (choice.length > 1 || before.length === 1)) return withFilter(next, facet, []);
    return withFilter(next, facet, [level]);
  }, question);
}
