import type { Dataset } from '../domain/dataset.ts';
import { withFilter } from '../domain/question.ts';
import type { Question } from '../domain/question.ts';

/** A part of the question that the loaded data cannot answer, and the question without it. */
export interface QuestionGap {
  readonly kind: 'facet' | 'levels' | 'cluster';
  readonly facet: string;
  /** Levels the data do not have; empty for a whole facet. */
  readonly levels: readonly string[];
  readonly without: Question;
}

/**
 * What a question names that the data do not have, as after a link was opened with other files.
 * Levels of a facet too large to be listed are not looked at.
 */
export function questionGaps(question: Question, dataset: Dataset): QuestionGap[] {
  const gaps: QuestionGap[] = [];
  for (const { facet, levels } of question.filters) {
    const known = dataset.facets.find((f) => f.name === facet);
    if (!known) {
      gaps.push({ kind: 'facet', facet, levels: [], without: withFilter(question, facet, []) });
      continue;
    }
    const names = known.names && new Set(known.names);
    const unknown = names ? levels.filter((level) => !names.has(level)) : [];
    if (unknown.length > 0) {
      const kept = levels.filter((level) => !unknown.includes(level));
      const without = withFilter(question, facet, kept);
      gaps.push({ kind: 'levels', facet, levels: unknown, without });
    }
  }
  if (!dataset.facets.some((f) => f.name === question.cluster)) {
    const without = { ...question, cluster: 'item' };
    gaps.push({ kind: 'cluster', facet: question.cluster, levels: [], without });
  }
  return gaps;
}

/** Whether a statement can be bound: levels that do not occur only leave nothing, facets stop it. */
export function isAnswerable(gaps: readonly QuestionGap[]): boolean {
  return gaps.every((gap) => gap.kind === 'levels');
}
