import { ProblemError } from '../../domain/problem.ts';
import type { TableFormat } from '../format.ts';
import { hasKeys, headShape } from '../head-shape.ts';

/**
 * What models answered to MT-bench, Arena-Hard, AlpacaEval or BIG-bench Hard, before anybody judged it: there
 * is nothing to read without scores, and nothing to ask about either.
 */
export const answersAlone: TableFormat = {
  id: 'answers',
  label: 'Answers without scores',
  recognise: ({ head }) => {
    const has = (...keys: string[]): boolean => hasKeys(head, ...keys);
    if (['score', 'judgment', 'preference', 'winner'].some((key) => has(key))) return 0;
    if (has('question_id', 'choices') && (has('model_id') || has('answer_id'))) return 0.9;
    if (has('uid', 'model', 'messages') && has('ans_id')) return 0.9;
    if (has('instruction', 'output', 'generator')) return 0.9;
    const names = [...(headShape(head)?.keys ?? [])].sort().join();
    return names === 'input,prediction,target' ? 0.9 : 0;
  },
  open(source) {
    return Promise.reject(
      new ProblemError({
        code: 'answers-without-scores',
        severity: 'error',
        message: 'This file holds what a model answered, and no scores.',
        file: source.name,
        found: 'answers nobody has judged',
        expected: 'the judgments of these answers',
        wayOn:
          'Drop the judgments: model_judgment of MT-bench and Arena-Hard, annotations.json of AlpacaEval. Answers with their targets need a field of scores first, such as exact_match.',
      }),
    );
  },
};
