import type { Batch, Skip } from './batch.ts';
import { cellText } from './cell-text.ts';

/** What a spreadsheet calls the rows below its records. */
export const TOTAL =
  /^((grand|sub) ?)?totals?:?$|^(sum|overall|mean|average|avg\.?|median|std|stdev|sd|count):?$/i;
const MOST = 6;

/**
 * A batch without the last rows that sum up those above: their first cell says so, and another, which
 * tells what a record is of, is empty. Each becomes a skip.
 */
export function withoutTotals(batch: Batch): Batch {
  let { rows } = batch;
  const skips: Skip[] = [];
  while (rows > 0 && skips.length < MOST) {
    const cells = batch.columns.map((column) => cellText(column, rows - 1)?.trim() ?? '');
    const first = cells.find((cell) => cell !== '') ?? '';
    if (cells.length < 3 || !cells.includes('') || !TOTAL.test(first)) break;
    rows--;
    skips.push({
      reason: 'a row that sums up those above',
      row: batch.firstRow + rows,
      found: cells.join(', ').slice(0, 80),
      kept: false,
    });
  }
  return skips.length === 0 ? batch : { ...batch, rows, skips: [...batch.skips, ...skips] };
}
