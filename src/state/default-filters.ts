import type { Dataset } from '../domain/dataset.ts';
import { withFilter } from '../domain/question.ts';
import type { Question } from '../domain/question.ts';

/** Facets whose levels measure different things, so that a mean over them says nothing. */
const ONE_AT_A_TIME = ['metric', 'filter'];

/**
 * The question with one metric chosen where files hold several: the first in them, until the reader
 * chooses another. A choice that the data still have is kept.
 */
export function withOneMetric(question: Question, dataset: Dataset): Question {
  return ONE_AT_A_TIME.reduce((chosen, name) => {
    const names = dataset.facets.find((facet) => facet.name === name)?.names ?? [];
    const filter = chosen.filters.find(({ facet }) => facet === name);
    if (names.length < 2 || filter?.levels.some((level) => names.includes(level))) return chosen;
    return withFilter(chosen, name, [names[0]]);
  }, question);
}
