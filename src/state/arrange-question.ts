import { withArrangement } from '../domain/arrangement.ts';
import { graded } from '../domain/grade.ts';
import type { Grade } from '../domain/grade.ts';
import { filesCall, renamed, unnamed } from '../domain/naming.ts';
import type { NamedFacet } from '../domain/naming.ts';
import type { Question } from '../domain/question.ts';

/** The question with levels of a facet called `to`: one level from then on, which its filters follow. */
export function withName(
  question: Question,
  facet: NamedFacet,
  levels: readonly string[],
  to: string,
): Question {
  const names = renamed(question.names ?? [], facet, levels, to);
  return withArrangement(question, { names }, (other, level) =>
    other === facet && levels.includes(level) ? to : level,
  );
}

/** The question with a level called what the files call it; a filter on it keeps all it stood for. */
export function withoutName(question: Question, facet: NamedFacet, level: string): Question {
  const before = question.names ?? [];
  const back = withArrangement(question, { names: unnamed(before, facet, level) });
  const filters = back.filters.map((filter) =>
    filter.facet === facet && filter.levels.includes(level)
      ? {
          facet,
          levels: [
            ...filter.levels.filter((other) => other !== level),
            ...filesCall(before, facet, level),
          ],
        }
      : filter,
  );
  return { ...back, filters };
}

/** The question with a label counting as `value`. */
export function withGrade(question: Question, grade: Grade, value: number | null): Question {
  return withArrangement(question, { grades: graded(question.grades ?? [], grade, value) });
}

/** The question with all labels counting as they usually do. */
export function withUsualGrades(question: Question): Question {
  return withArrangement(question, { grades: [] });
}
