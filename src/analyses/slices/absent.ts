import { mayBeRightOrWrong } from '../../domain/dataset.ts';
import type { Dataset } from '../../domain/dataset.ts';
import { needsReference } from '../../domain/error-measure.ts';
import { plain } from '../../domain/format.ts';
import type { Result } from '../../domain/problem.ts';
import type { Question } from '../../domain/question.ts';
import type { LevelRanks, SliceAnswer } from '../../domain/slice.ts';
import type { Lack } from '../agreement/absent.ts';
import { hasRanks } from './ranks.ts';

/** Why a view has nothing to draw, what would help, and what the page itself can do about it. */
export interface Absence {
  readonly title: string;
  readonly message: string;
  /** Changes of the question that would give something to see, with the words on their buttons. */
  readonly ways: readonly { readonly label: string; readonly question: Question }[];
}

/** Says what is absent before anything is computed; null where the question can be asked. */
export function absentColumns(dataset: Dataset, question: Question): Absence | null {
  if (dataset.observations === 0)
    return {
      title: 'No scores are in',
      message:
        'This view answers from observations: what a model scored on an item. Drop result files that hold them anywhere on the page.',
      ways: [],
    };
  if (needsReference(question.measure) && !dataset.hasReference)
    return {
      title: 'No reference to compare with',
      message:
        'This measure needs a column reference, such as expert or human scores. Add it to the files, or drop a file of its own with task, item and reference: it is joined by item. Where the score itself says right or wrong, measure misses instead.',
      ways: waysToMiss(dataset, question),
    };
  return absentRight(dataset, question);
}

/** Misses as they can be measured: where scores lie beyond 0 and 1, between the ends that were seen. */
export function waysToMiss(dataset: Dataset, question: Question): Absence['ways'] {
  const asked = { ...question, measure: 'miss' } as const;
  const { scale } = dataset;
  if (!scale || mayBeRightOrWrong(dataset, question.scale))
    return [{ label: 'Measure misses', question: asked }];
  // One score throughout has no other end.
  if (scale.low >= scale.high) return [];
  return [
    {
      label: `Count ${plain(scale.high)} as right and ${plain(scale.low)} as wrong`,
      question: { ...asked, scale },
    },
  ];
}

/**
 * Why misses cannot be measured on these scores, and what can; null where the measure is another, or where
 * scores lie between 0 and 1 or on a declared scale.
 */
export function absentRight(dataset: Dataset, question: Question): Absence | null {
  const { scale, hasReference } = dataset;
  if (question.measure !== 'miss' || !scale || mayBeRightOrWrong(dataset, question.scale))
    return null;
  const ways = waysToMiss(dataset, question);
  const reference = hasReference
    ? 'Measure the error against the reference instead'
    : 'Drop a file with item (task) and reference, such as expert or human scores, beside them: it is joined by item';
  return {
    title: 'These scores do not say right or wrong by themselves',
    message: `They run from ${plain(scale.low)} to ${plain(scale.high)}, and a miss is what a score between 0 and 1 lacks of 1. ${reference}. Or say which score is right: then a miss is the part of the way from right to wrong. Other ends than those seen are set with the measure, above.`,
    ways: hasReference
      ? [
          { label: 'Measure absolute errors', question: { ...question, measure: 'absolute' } },
          ...ways,
        ]
      : ways,
  };
}

/** What a comparison of two levels of the facet on show lacks; null where some two were compared. */
export function comparisonAbsent(ranks: Result<LevelRanks>, facet: string): Lack | null {
  if (!ranks.ok) return { title: ranks.problem.message, message: ranks.problem.wayOn ?? '' };
  const { levels, facet: ranked } = ranks.value;
  if (ranked !== facet || hasRanks(ranks.value, facet)) return null;
  return levels.length < 2
    ? {
        title: `One ${facet} has nothing to be compared with.`,
        message: `Whether a difference is real is told by two that answer the same items. Drop the results of another ${facet} (columns ${facet === 'model' ? '' : `${facet}, `}model, item and score), or show another facet above.`,
      }
    : {
        title: `No two levels of ${facet} can be compared.`,
        message:
          'Differences are taken on items that both answered, from two clusters of them on. Drop results on the same items, or show another facet above.',
      };
}

/** Says that the filters, or scores that failed, leave nothing; null where something is left. */
export function absentObservations(answer: SliceAnswer, question: Question): Absence | null {
  if (answer.total.n > 0) return null;
  if (question.filters.length > 0)
    return {
      title: 'No observation matches',
      message: `The filters on ${question.filters.map((f) => f.facet).join(', ')} leave no observation with an error.`,
      ways: [
        ...question.filters.map((gone) => ({
          label: `Without ${gone.facet}`,
          question: { ...question, filters: question.filters.filter((f) => f !== gone) },
        })),
        ...(question.filters.length > 1
          ? [{ label: 'Without any filter', question: { ...question, filters: [] } }]
          : []),
      ],
    };
  return {
    title: 'No observation has an error',
    message: needsReference(question.measure)
      ? 'No score has a reference beside it. The import report says which items were not matched.'
      : 'No observation has a score. The import report says why.',
    ways: [],
  };
}
