import { COMPARISON_COLUMNS } from '../../domain/comparison.ts';
import type { Comparison } from '../../domain/comparison.ts';
import type { Fields } from '../fields.ts';
import { at, listOf, nameOf, numberOf, textOf, writtenOf } from '../fields.ts';
import type { TableFormat } from '../format.ts';
import { hasKeys } from '../head-shape.ts';
import { readList, readRest } from '../json-stream.ts';
import { eachRecord, fixedTable } from '../record-table.ts';
import { textId } from '../short-hash.ts';

const PATH = ['examples'];
/** "A is much better"; the scale runs from its negative to it (Kahng et al. 2024). */
const STRONGEST = 1.5;

/** LLM Comparator's file: two models side by side, each example with a score and those of its raters. */
export const llmComparator: TableFormat = {
  id: 'llm-comparator',
  label: 'LLM Comparator file',
  recognise: ({ head }) =>
    hasKeys(head, 'models', 'examples') || hasKeys(head, 'metadata.custom_fields_schema', 'models')
      ? 0.9
      : 0,
  async open(source) {
    const rest = await readRest(source, PATH);
    const [a, b] = listOf(rest?.models).map((model) => nameOf(model) ?? nameOf(at(model, 'name')));
    const models = { model_a: a ?? 'A', model_b: b ?? 'B' };
    return fixedTable('comparisons', COMPARISON_COLUMNS, (rows) =>
      eachRecord(readList(source, PATH), rows, (example, row) => {
        for (const comparison of comparisonsOf(example, row))
          rows.add({ ...comparison, ...models });
      }),
    );
  },
};

/** One comparison per rater, or one of the example's score where no rater is named. */
function comparisonsOf(example: Fields, row: number): Partial<Comparison>[] {
  const text = writtenOf(example.input_text) || null;
  const shared: Partial<Comparison> = {
    task:
      listOf(example.tags)
        .flatMap((tag) => nameOf(tag) ?? [])
        .join(', ') || null,
    // Examples without an input are each one of their own.
    item: text ? textId(text) : `example ${nameOf(example.index) ?? row}`,
    question: 'preference',
    text,
    response_a: writtenOf(example.output_text_a),
    response_b: writtenOf(example.output_text_b),
  };
  const ratings = listOf(example.individual_rater_scores).filter(
    (rating) => at(rating, 'score') !== undefined,
  );
  if (ratings.length === 0) return [{ ...shared, ...judged(example.score, null, undefined) }];
  return ratings.map((rating, i) => ({
    ...shared,
    run: `rating ${i + 1}`,
    ...judged(at(rating, 'score'), textOf(at(rating, 'rating_label')), at(rating, 'is_flipped')),
  }));
}

function judged(written: unknown, label: string | null, flipped: unknown): Partial<Comparison> {
  const score = numberOf(written);
  const side = score === null ? null : score > 0 ? 'a' : score < 0 ? 'b' : 'tie';
  return {
    preference: score === null ? null : Math.min(1, Math.max(0, 0.5 + score / (2 * STRONGEST))),
    forward: flipped === false ? side : null,
    backward: flipped === true ? side : null,
    verdict: label === null ? writtenOf(written) : saidAs(label, side),
    failure: score === null ? 'no rating found' : null,
  };
}

/** Some versions keep what the judge said with the places changed, beside the score of what it meant. */
function saidAs(label: string, side: 'a' | 'b' | 'tie' | null): string {
  const turned = (side === 'a' && /^B\b/.test(label)) || (side === 'b' && /^A\b/.test(label));
  return turned ? `${label}, places changed` : label;
}
