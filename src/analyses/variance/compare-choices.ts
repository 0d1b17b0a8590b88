import { drawableFacets } from '../slices/options.ts';
import { measureWords } from '../measure-words.ts';
import type { Dataset } from '../../domain/dataset.ts';
import { ERROR_MEASURES, needsReference } from '../../domain/error-measure.ts';
import type { ErrorMeasure } from '../../domain/error-measure.ts';
import type { Question } from '../../domain/question.ts';
import type { CompareOptions } from './compare-options.ts';

/** What two sides can differ in: measures, or levels of a facet. */
export interface CompareChoices {
  /** `error measure`, then facets by name. */
  readonly by: readonly string[];
  /** Names of what can stand on either side. */
  readonly sides: readonly string[];
}

/** How the error measures are called among the facets. */
export const BY_MEASURE = 'error measure';

/** What can be compared, and, once that is settled, with what. */
export function compareChoices(dataset: Dataset, compare: CompareOptions | null): CompareChoices {
  const measures = measuresOf(dataset).length > 1 ? [BY_MEASURE] : [];
  const by = [...measures, ...comparableFacets(dataset).map((f) => f.name)];
  if (!compare) return { by, sides: [] };
  return {
    by,
    sides:
      compare.by === 'measure'
        ? measuresOf(dataset).map((measure) => measureWords(measure).name)
        : levelsOf(dataset, compare.facet),
  };
}

/** The comparison where the data have both of its sides; a link may speak of other data. */
export function possibleCompare(
  dataset: Dataset,
  compare: CompareOptions | null,
): CompareOptions | null {
  if (!compare) return null;
  if (compare.by === 'measure')
    return compare.pair.every((m) => measuresOf(dataset).includes(m)) ? compare : null;
  const facet = comparableFacets(dataset).find((f) => f.name === compare.facet);
  return facet && compare.pair.every((name) => facet.names?.includes(name)) ? compare : null;
}

/** The comparison that choosing `by` begins with: the question's own side and the next one. */
export function beginCompare(
  dataset: Dataset,
  question: Question,
  by: string,
): CompareOptions | null {
  if (by === BY_MEASURE) {
    const others = measuresOf(dataset).filter((measure) => measure !== question.measure);
    return others.length === 0 ? null : { by: 'measure', pair: [question.measure, others[0]] };
  }
  const names = levelsOf(dataset, by);
  const chosen = question.filters.find((f) => f.facet === by)?.levels ?? [];
  const first = names.find((name) => chosen.includes(name)) ?? names[0];
  const second = names.find((name) => name !== first);
  return first === undefined || second === undefined
    ? null
    : { by: 'level', facet: by, pair: [first, second] };
}

/** The comparison with one side replaced; two equal sides change places instead. */
export function withSide(compare: CompareOptions, side: 0 | 1, name: string): CompareOptions {
  if (compare.by === 'measure') {
    const measure = ERROR_MEASURES.find((m) => measureWords(m).name === name);
    return measure ? { ...compare, pair: replaced(compare.pair, side, measure) } : compare;
  }
  return { ...compare, pair: replaced(compare.pair, side, name) };
}

/** What stands on a side, by name. */
export function sideName(compare: CompareOptions, side: 0 | 1): string {
  return compare.by === 'measure' ? measureWords(compare.pair[side]).name : compare.pair[side];
}

function replaced<T>(pair: readonly [T, T], side: 0 | 1, next: T): readonly [T, T] {
  const other = pair[1 - side] === next ? pair[side] : pair[1 - side];
  return side === 0 ? [next, other] : [other, next];
}

function comparableFacets(dataset: Dataset) {
  return drawableFacets(dataset).filter((f) => f.levels > 1 && f.names !== null);
}

function levelsOf(dataset: Dataset, facet: string): readonly string[] {
  return dataset.facets.find((f) => f.name === facet)?.names ?? [];
}

/** Squares and standards of the same error are compared with it; misses only where scores allow. */
function measuresOf(dataset: Dataset): ErrorMeasure[] {
  return ERROR_MEASURES.filter((measure) => dataset.hasReference || !needsReference(measure));
}
