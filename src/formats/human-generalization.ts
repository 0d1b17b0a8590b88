import { GENERALIZATION_COLUMNS } from '../domain/generalization.ts';
import type { Batch } from './batch.ts';
import { cellText } from './cell-text.ts';
import { delimited } from './delimited.ts';
import { fileHash } from './fingerprint.ts';
import type { TableFormat } from './format.ts';
import { jsonArray, jsonLines } from './json.ts';
import { parseText } from './parse-number.ts';
import { fixedTable } from './record-table.ts';
import { fieldNames } from './row-stream.ts';
import { textId } from './short-hash.ts';

/** Names the published files give their columns. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  change_probability: ['belief_change_probability', 'change_probability', 'pred', 'predicted'],
  current_correct: ['current_correct', 'current_correctness'],
  belief_before: ['belief_before', 'prior', 'prior_belief', 'belief_prior', 'initial_belief'],
  belief_after: [
    'belief_after',
    'posterior',
    'posterior_belief',
    'belief_posterior',
    'final_belief',
  ],
};

/**
 * Pairs of questions from "Do Large Language Models Perform the Way People Expect?" (Vafa, Rambachan &
 * Mullainathan 2024): the survey of people, or models on the pairs with the predicted belief change.
 */
export const humanGeneralization: TableFormat = {
  id: 'human-generalization',
  label: 'Human generalization pairs',
  recognise(source) {
    const names = fieldNames(source);
    const has = (...wanted: string[]): boolean => wanted.every((name) => names.has(name));
    if (!has('source1', 'source2', 'previous_correct')) return 0;
    return has('belief_change') || has('current_correct') ? 0.95 : 0;
  },
  async open(source) {
    const [format] = [delimited, jsonArray, jsonLines].filter((each) => each.recognise(source) > 0);
    const table = await format.open(source);
    const at = (column: string): number =>
      (NAMES[column] ?? [column]).map((name) => table.columns.indexOf(name)).find((i) => i >= 0) ??
      -1;
    const places = new Map(GENERALIZATION_COLUMNS.map((column) => [column, at(column)]));
    let file: string | null = null;
    return fixedTable('generalizations', GENERALIZATION_COLUMNS, async function* (rows) {
      for await (const batch of table.batches()) {
        for (const { reason, row, found, kept } of batch.skips) rows.skip(reason, row, found, kept);
        for (let row = 0; row < batch.rows; row++) {
          const text = (column: (typeof GENERALIZATION_COLUMNS)[number]): string | null =>
            textIn(batch, places.get(column)!, row);
          const number = (column: (typeof GENERALIZATION_COLUMNS)[number]): number =>
            parseText(text(column) ?? '', table.decimalComma);
          const questions = [text('q1'), text('q2')];
          let pair = text('pair') ?? (questions[0] ? textId(questions.join('\n')) : null);
          if (pair === null) {
            // A row is a pair of its own then; rows of other files have the same numbers.
            file ??= (await fileHash(await source.blob())).slice(0, 12);
            pair = `${file} row ${batch.firstRow + row}`;
          }
          rows.add({
            model: text('model'),
            pair,
            source1: text('source1'),
            source2: text('source2'),
            previous_correct: number('previous_correct'),
            current_correct: number('current_correct'),
            belief_change: number('belief_change'),
            change_probability: number('change_probability'),
            q1: questions[0],
            q2: questions[1],
            belief_before: number('belief_before'),
            belief_after: number('belief_after'),
          });
        }
        yield batch.bytesDone;
      }
    });
  },
};

function textIn(batch: Batch, column: number, row: number): string | null {
  return column < 0 ? null : cellText(batch.columns[column], row);
}
