import type { Fragment } from './sql.ts';
import { join, sql } from './sql.ts';

/** The texts of the items with these task-item codes. */
export function itemTexts(codes: readonly number[]): Fragment {
  const wanted = join(codes.map((code) => sql`${code}`));
  return sql`SELECT task_item, text FROM item_text WHERE task_item IN (${wanted})`;
}

/** The reference of every item that has one: the mean over its rows. */
export function itemReferences(): Fragment {
  return sql`SELECT task_item, avg(reference)::DOUBLE AS reference FROM scored WHERE reference IS NOT NULL GROUP BY task_item`;
}
