import type { GradeValue } from './grade.ts';
import type { Naming } from './naming.ts';
import type { Question } from './question.ts';

/** The part of a question that says what the loaded tables themselves are to look like. */
export interface Arrangement {
  readonly names: readonly Naming[];
  readonly grades: readonly GradeValue[];
}

/** Levels as the files call them, grades as they usually count. */
export const AS_READ: Arrangement = { names: [], grades: [] };

/** How a question wants levels called and grades counted. */
export function arrangementOf({ names = [], grades = [] }: Question): Arrangement {
  return { names, grades };
}

/** The question with another arrangement; its filters follow the levels to their new names. */
export function withArrangement(
  question: Question,
  arrangement: Partial<Arrangement>,
  follow: (facet: string, level: string) => string = (_, level) => level,
): Question {
  const { names: oldNames, grades: oldGrades, ...rest } = question;
  const names = arrangement.names ?? oldNames ?? [];
  const grades = arrangement.grades ?? oldGrades ?? [];
  return {
    ...rest,
    filters: question.filters.map(({ facet, levels }) => ({
      facet,
      levels: [...new Set(levels.map((level) => follow(facet, level)))],
    })),
    ...(names.length > 0 ? { names } : {}),
    ...(grades.length > 0 ? { grades } : {}),
  };
}

/** Whether two arrangements give the same tables. */
export function isSameArrangement(a: Arrangement, b: Arrangement): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
