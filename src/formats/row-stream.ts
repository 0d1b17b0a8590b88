import { cellText } from './cell-text.ts';
import { delimited } from './delimited.ts';
import { headerOf } from './delimited-header.ts';
import type { Fields } from './fields.ts';
import { headShape } from './head-shape.ts';
import { readObjects } from './json-stream.ts';
import type { Rows } from './record-table.ts';
import { eachRecord } from './record-table.ts';
import type { Source } from './source.ts';

/** Names of the fields that a file of JSON objects or a delimited table begins with. */
export function fieldNames(source: Source): ReadonlySet<string> {
  return headShape(source.head)?.keys ?? new Set(headerOf(source));
}

/** As `eachRecord`, also for the rows of a delimited table, whose values are texts. */
export async function* eachRow<C extends string>(
  source: Source,
  rows: Rows<C>,
  take: (fields: Fields, row: number) => void,
): AsyncGenerator<number, void, void> {
  if (headShape(source.head)) {
    yield* eachRecord(readObjects(source), rows, take);
    return;
  }
  const { columns, batches } = await delimited.open(source);
  for await (const batch of batches()) {
    for (const { reason, row, found, kept } of batch.skips) rows.skip(reason, row, found, kept);
    for (let row = 0; row < batch.rows; row++) {
      const cells = columns.map((name, c) => [name, cellText(batch.columns[c], row)]);
      take(Object.fromEntries(cells) as Fields, batch.firstRow + row);
      if (rows.full) yield batch.bytesDone;
    }
    yield batch.bytesDone;
  }
}
