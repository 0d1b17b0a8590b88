import { COMPARISON_COLUMNS } from '../../domain/comparison.ts';
import type { Comparison } from '../../domain/comparison.ts';
import type { Fields } from '../fields.ts';
import { fieldsOf, nameOf, numberIn, numberOf, writtenOf } from '../fields.ts';
import type { TableFormat } from '../format.ts';
import { fixedTable } from '../record-table.ts';
import { eachRow, fieldNames } from '../row-stream.ts';
import { datasetOf, evaluatorOf } from './file-names.ts';

/** Keys of which one is enough to know such a record, beside the item's and the other source's. */
const ASKED = ['detection', 'comparison'].flatMap((name) => [
  `forward_${name}`,
  `forward_${name}_output`,
]);

/**
 * Pairwise results of self-recognition studies (Panickssery, Bowman & Feng 2024): per example and other
 * source, whether an evaluator knows its own text and whether it prefers it, asked in both orders. Each
 * record gives a comparison per question it was asked, A being the evaluator's own text. The evaluator is
 * the file's name.
 */
export const selfRecognitionPairs: TableFormat = {
  id: 'self-recognition-pairs',
  label: 'Self-recognition, pairwise',
  recognise(source) {
    const keys = fieldNames(source);
    if (!keys.has('key') || !keys.has('model')) return 0;
    return ASKED.some((name) => keys.has(name)) ? 0.95 : 0;
  },
  open(source) {
    const evaluator = evaluatorOf(source.name);
    const shared = { task: datasetOf(source.name), judge: evaluator, model_a: evaluator };
    const table = fixedTable('comparisons', COMPARISON_COLUMNS, (rows) =>
      eachRow(source, rows, (record) => {
        for (const comparison of [
          asked(record, 'recognition', 'detection', record.detection_score),
          asked(record, 'preference', 'comparison', record.self_preference),
        ])
          if (comparison) rows.add({ ...shared, ...comparison });
      }),
    );
    return Promise.resolve(table);
  },
};

/** The answer to one question; null where the record was not asked it, as when sources are named to it. */
function asked(
  record: Fields,
  question: Comparison['question'],
  name: string,
  share: unknown,
): Partial<Comparison> | null {
  const [forward, backward] = ['forward', 'backward'].map((order) => ({
    choice: record[`${order}_${name}`],
    output: fieldsOf(record[`${order}_${name}_output`]),
  }));
  if (share === undefined && !isAsked(forward) && !isAsked(backward)) return null;
  const preference = share === undefined ? shareOf(forward, backward) : numberIn(share);
  const [first, second] = [placeOf(forward), placeOf(backward)];
  return {
    item: nameOf(record.key) ?? '',
    question,
    model_b: nameOf(record.model) ?? '',
    preference,
    // Forward shows the own text first, backward second; the choice is the place.
    forward: first === '1' ? 'a' : first === '2' ? 'b' : null,
    backward: second === '2' ? 'a' : second === '1' ? 'b' : null,
    verdict: writtenOf(share),
    failure: preference === null ? 'no answer' : null,
  };
}

/** What a record says of one order: the place that was chosen, and the probability of each. */
interface Order {
  readonly choice: unknown;
  readonly output: Fields | null;
}

function isAsked({ choice, output }: Order): boolean {
  return choice !== undefined || output !== null;
}

/** The place that was chosen, or the likelier one where only probabilities are written. */
function placeOf({ choice, output }: Order): string | null {
  // Tables write places as numbers, be it with a point.
  const place = nameOf(numberIn(choice)) ?? nameOf(choice);
  const [first, second] = [numberOf(output?.['1']), numberOf(output?.['2'])];
  if (place !== null || first === null || second === null || first === second) return place;
  return first > second ? '1' : '2';
}

/** How far the own text is chosen, as the study works it out: its place's probability, over both orders. */
function shareOf(forward: Order, backward: Order): number | null {
  const first = numberOf(forward.output?.['1']);
  const second = numberOf(backward.output?.['2']);
  return first === null || second === null ? null : (first + second) / 2;
}
