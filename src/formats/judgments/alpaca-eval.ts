import { COMPARISON_COLUMNS } from '../../domain/comparison.ts';
import type { Comparison } from '../../domain/comparison.ts';
import type { Fields } from '../fields.ts';
import { nameOf, numberIn, textOf, writtenOf } from '../fields.ts';
import type { TableFormat } from '../format.ts';
import { fixedTable } from '../record-table.ts';
import { eachRow, fieldNames } from '../row-stream.ts';
import { textId } from '../short-hash.ts';

/**
 * AlpacaEval's annotations: `preference` runs from 1 (the first output wins) to 2 (the second), 0 or 1.5
 * being a draw (Dubois et al. 2023). Items have no id but their instruction.
 */
export const alpacaEval: TableFormat = {
  id: 'alpaca-eval',
  label: 'AlpacaEval annotations',
  recognise(source) {
    const names = fieldNames(source);
    const has = (...wanted: string[]): boolean => wanted.every((name) => names.has(name));
    return has('instruction', 'generator_1', 'generator_2') ||
      has('instruction', 'output_1', 'output_2', 'preference')
      ? 0.95
      : 0;
  },
  open(source) {
    const table = fixedTable('comparisons', COMPARISON_COLUMNS, (rows) =>
      eachRow(source, rows, (record) => rows.add(comparisonOf(record))),
    );
    return Promise.resolve(table);
  },
};

function comparisonOf(record: Fields): Partial<Comparison> {
  const instruction = textOf(record.instruction);
  const preference = preferenceOf(numberIn(record.preference));
  const side = preference === null ? null : preference > 0.5 ? 'a' : preference < 0.5 ? 'b' : 'tie';
  const switched = numberIn(record.is_switched_output_1_output_2 ?? record.is_switched_outputs);
  return {
    task: nameOf(record.dataset),
    item: textId(instruction ?? ''),
    judge: nameOf(record.annotator) ?? personOf(record.annotator_index),
    question: 'preference',
    model_a: nameOf(record.generator_1) ?? 'output_1',
    model_b: nameOf(record.generator_2) ?? 'output_2',
    preference,
    forward: switched === 0 ? side : null,
    backward: switched === 1 ? side : null,
    verdict: writtenOf(record.preference),
    failure: preference === null ? 'no preference found' : null,
    text: instruction,
    response_a: textOf(record.output_1),
    response_b: textOf(record.output_2),
  };
}

/** People who annotated have a number and no name. */
function personOf(index: unknown): string | null {
  const number = nameOf(index);
  return number && `annotator ${number}`;
}

/** How far the first output is preferred. */
function preferenceOf(written: number | null): number | null {
  if (written === 0) return 0.5;
  return written !== null && written >= 1 && written <= 2 ? 2 - written : null;
}
