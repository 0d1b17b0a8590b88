import type { Question } from '../domain/question.ts';
import { measureWords } from './measure-words.ts';

const MISSING: Readonly<Record<Question['missing'], string>> = {
  exclude: 'excluded',
  zero: 'counted as 0',
  largest: 'counted as the largest error',
};

/** The question in a sentence or two, for those who do not have the page before them. */
export function questionWords(question: Question): string {
  const filters = question.filters.map(({ facet, levels }) => `${facet} ${levels.join(', ')}`);
  const where = filters.length === 0 ? 'over all observations' : `where ${filters.join('; ')}`;
  const scale = question.scale
    ? ` The scale is ${question.scale.low} to ${question.scale.high}.`
    : '';
  const weight = question.average === 'macro' ? ' Tasks weigh the same.' : '';
  return `How large is the ${measureWords(question.measure).name}, missing scores ${MISSING[question.missing]}, ${where}? Intervals treat each ${question.cluster} as a cluster.${weight}${scale}`;
}
