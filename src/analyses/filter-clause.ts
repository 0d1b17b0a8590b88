import type { Question } from '../domain/question.ts';

/** A condition and its parameters, in order of their question marks. */
export interface Clause {
  readonly text: string;
  readonly params: readonly string[];
}

/** Quotes a column name for SQL. */
export function quoted(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

/** The question's filters as a condition on the view `observations`, those on `without` left out. */
export function filterClause(question: Question, without: readonly string[] = []): Clause {
  const filters = question.filters.filter((filter) => !without.includes(filter.facet));
  return {
    text: filters
      .map(({ facet, levels }) =>
        levels.length === 1
          ? `${quoted(facet)} = ?`
          : `${quoted(facet)} IN (${levels.map(() => '?').join(', ')})`,
      )
      .join(' AND '),
    params: filters.flatMap((filter) => filter.levels),
  };
}
