import { count, fixed } from '../../domain/format.ts';
import { numberCell, word } from '../../domain/panel.ts';
import type { NumberTable } from '../../domain/panel.ts';
import type { Question } from '../../domain/question.ts';
import type { ItemRow } from '../../domain/slice.ts';
import { measureWords } from '../measure-words.ts';

/** An item's mean error as shown. */
export function writeItemError(row: ItemRow, question: Question): string {
  const { factor, write } = measureWords(question.measure);
  return write(row.meanError * factor, factor === 100 ? 0 : 2);
}

/** Items as a table for the CSV. */
export function itemsTable(rows: readonly ItemRow[], question: Question): NumberTable {
  const { factor, mean, unit } = measureWords(question.measure);
  const two = (x: number): string => fixed(x, 2);
  return {
    columns: [
      { name: 'task', numeric: false },
      { name: 'item', numeric: false },
      { name: 'reference', numeric: true },
      { name: 'mean score', numeric: true },
      { name: `${mean}, ${unit}`, numeric: true },
      { name: 'n', numeric: true },
      { name: 'text', numeric: false },
    ],
    rows: rows.map((row) => [
      word(row.task),
      word(row.item),
      numberCell(row.reference, two),
      numberCell(row.meanScore, two),
      numberCell(row.meanError * factor, two),
      numberCell(row.n, count),
      { text: row.text ?? '', value: row.text },
    ]),
  };
}
