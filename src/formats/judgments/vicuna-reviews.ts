import type { Comparison } from '../../domain/comparison.ts';
import { COMPARISON_COLUMNS } from '../../domain/comparison.ts';
import type { Fields } from '../fields.ts';
import { listOf, nameOf, numberOf, writtenOf } from '../fields.ts';
import type { TableFormat } from '../format.ts';
import { hasKeys } from '../head-shape.ts';
import { readObjects } from '../json-stream.ts';
import { stem } from '../names.ts';
import { eachRecord, fixedTable, NO_MODEL } from '../record-table.ts';

/** What the first versions of FastChat write where the judge's answer held no two ratings. */
const NO_RATING = -1;

/**
 * Reviews, which came before MT-bench: a judge rates two answers side by side, from 1 to 10. The models are
 * named by the file, `review_{first}_{second}.jsonl`, if at all.
 */
export const vicunaReviews: TableFormat = {
  id: 'vicuna-reviews',
  label: 'Vicuna reviews',
  recognise: ({ head }) =>
    hasKeys(head, 'review_id', 'answer1_id', 'answer2_id', 'score') ? 0.95 : 0,
  open(source) {
    const named = /^review_([^_]+)_([^_]+)$/.exec(stem(source.name).replaceAll(':', '_'));
    const [, model_a, model_b] = named ?? [null, 'answer 1', 'answer 2'];
    const table = fixedTable('comparisons', COMPARISON_COLUMNS, (rows) => {
      if (!named) rows.skip(NO_MODEL, 1, stem(source.name), true);
      return eachRecord(readObjects(source), rows, (record) =>
        rows.add({ ...reviewOf(record), model_a, model_b }),
      );
    });
    return Promise.resolve(table);
  },
};

function reviewOf(record: Fields): Partial<Comparison> {
  const [first, second] = listOf(record.score).map(numberOf);
  const rated = [first, second].every((score) => (score ?? NO_RATING) !== NO_RATING);
  const difference = rated ? first! - second! : null;
  const side = difference === null ? null : difference > 0 ? 'a' : difference < 0 ? 'b' : 'tie';
  const reviewer = nameOf(record.reviewer_id);
  return {
    item: nameOf(record.question_id) ?? nameOf(record.review_id) ?? '',
    judge: reviewer && `reviewer ${reviewer}`,
    question: 'preference',
    preference: difference === null ? null : (Math.sign(difference) + 1) / 2,
    forward: side,
    verdict: writtenOf(record.score),
    failure: difference === null ? 'no rating found' : null,
  };
}
