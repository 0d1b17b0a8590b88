import { COMPARISON_COLUMNS } from '../../domain/comparison.ts';
import type { Comparison } from '../../domain/comparison.ts';
import type { Fields } from '../fields.ts';
import { nameOf, numberOf, writtenOf } from '../fields.ts';
import type { TableFormat } from '../format.ts';
import { headShape } from '../head-shape.ts';
import { readObjects } from '../json-stream.ts';
import { eachRecord, fixedTable } from '../record-table.ts';
import { datasetOf, evaluatorOf } from './file-names.ts';

/**
 * Pairwise results of self-recognition studies (Panickssery, Bowman & Feng 2024): per example and other
 * source, whether an evaluator knows its own text and whether it prefers it, asked in both orders. Each
 * record gives two comparisons, A being the evaluator's own text. The evaluator is the file's name.
 */
export const selfRecognitionPairs: TableFormat = {
  id: 'self-recognition-pairs',
  label: 'Self-recognition, pairwise',
  recognise({ head }) {
    const keys = headShape(head)?.keys;
    if (!keys?.has('key') || !keys.has('model')) return 0;
    return keys.has('forward_detection') ||
      keys.has('forward_comparison') ||
      keys.has('forward_detection_output')
      ? 0.95
      : 0;
  },
  open(source) {
    const evaluator = evaluatorOf(source.name);
    const shared = { task: datasetOf(source.name), judge: evaluator, model_a: evaluator };
    const table = fixedTable('comparisons', COMPARISON_COLUMNS, (rows) =>
      eachRecord(readObjects(source), rows, (record) => {
        rows.add({
          ...shared,
          ...asked(record, 'recognition', 'detection', record.detection_score),
        });
        rows.add({
          ...shared,
          ...asked(record, 'preference', 'comparison', record.self_preference),
        });
      }),
    );
    return Promise.resolve(table);
  },
};

function asked(
  record: Fields,
  question: Comparison['question'],
  name: string,
  share: unknown,
): Partial<Comparison> {
  const forward = nameOf(record[`forward_${name}`]);
  const backward = nameOf(record[`backward_${name}`]);
  const preference = numberOf(share);
  return {
    item: nameOf(record.key) ?? '',
    question,
    model_b: nameOf(record.model) ?? '',
    preference,
    // Forward shows the own text first, backward second; the choice is the place.
    forward: forward === '1' ? 'a' : forward === '2' ? 'b' : null,
    backward: backward === '2' ? 'a' : backward === '1' ? 'b' : null,
    verdict: writtenOf(share),
    failure: preference === null ? 'no answer' : null,
  };
}
