import { COMPARISON_COLUMNS } from '../../domain/comparison.ts';
import { cellText } from '../cell-text.ts';
import { delimited } from '../delimited.ts';
import { headerOf } from '../delimited-header.ts';
import type { TableFormat } from '../format.ts';
import { fixedTable } from '../record-table.ts';
import { comparisonOf } from './battles.ts';

/**
 * Battles of the Arena as a table: `winner`, or a column of 0 and 1 per outcome (`winner_model_a`,
 * `winner_model_b`, `winner_tie`).
 */
export const battleTable: TableFormat = {
  id: 'battle-table',
  label: 'Arena battles (table)',
  recognise(source) {
    const names = headerOf(source);
    if (!names?.includes('model_a') || !names.includes('model_b')) return 0;
    return names.includes('winner') || names.includes('winner_model_a') ? 0.95 : 0;
  },
  async open(source) {
    const table = await delimited.open(source);
    return fixedTable('comparisons', COMPARISON_COLUMNS, async function* (rows) {
      for await (const batch of table.batches()) {
        for (const { reason, row, found, kept } of batch.skips) rows.skip(reason, row, found, kept);
        for (let row = 0; row < batch.rows; row++) {
          const record = Object.fromEntries(
            table.columns.map((name, c) => [name, cellText(batch.columns[c], row)]),
          );
          const comparison = comparisonOf({
            ...record,
            winner: record['winner'] ?? winnerOf(record),
          });
          if (comparison)
            rows.add({
              ...comparison,
              response_a: record['response_a'] ?? null,
              response_b: record['response_b'] ?? null,
            });
          else rows.skip('a battle without two models', batch.firstRow + row, '');
          if (rows.full) yield batch.bytesDone;
        }
        yield batch.bytesDone;
      }
    });
  },
};

function winnerOf(record: Readonly<Record<string, string | null>>): string | null {
  const won = ['model_a', 'model_b', 'tie'].find((side) => Number(record[`winner_${side}`]) === 1);
  return won ?? null;
}
