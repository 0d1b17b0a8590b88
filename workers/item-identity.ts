import type { Catalog } from './catalog.ts';
import type { Engine } from './engine.ts';
import { askRows } from './ask.ts';

export interface Identity {
  readonly value: 'shared' | 'within-task';
  readonly reason: string;
  readonly example: string | null;
}

/**
 * Whether an id names the same item in every task. Ids that occur in one task only need no decision;
 * recurring ones are the same item where a table describes items without a task, or where their texts
 * are equal across tasks; else ids restart in every task (formats.md, item identity).
 */
export async function itemIdentity(engine: Engine, catalog: Catalog): Promise<Identity> {
  const rows = await askRows(
    engine,
    `WITH recurring AS (SELECT item FROM task_item GROUP BY item HAVING count(*) > 1),
     described AS (SELECT DISTINCT item FROM item_info WHERE task IS NULL),
     hashed AS (SELECT item, task, hash(text) AS text FROM item_info WHERE task IS NOT NULL AND text IS NOT NULL),
     texts AS (SELECT item, count(DISTINCT text) AS different, count(DISTINCT task) AS tasks FROM hashed SEMI JOIN recurring USING (item) GROUP BY item)
     SELECT count(*)::DOUBLE AS recurring, count(d.item)::DOUBLE AS described,
       count(*) FILTER (t.different = 1 AND t.tasks > 1)::DOUBLE AS equal, any_value(r.item)::DOUBLE AS example
     FROM recurring r LEFT JOIN described d ON d.item = r.item LEFT JOIN texts t ON t.item = r.item`,
  );
  const { recurring, described, equal, example } = rows[0] as Record<string, number>;
  if (recurring === 0)
    return { value: 'shared', reason: 'each item id occurs in one task only', example: null };
  const name = catalog.name('item', example);
  if (described === recurring)
    return {
      value: 'shared',
      reason:
        'item ids recur across tasks and name the same item: one table describes them for all tasks',
      example: `item ${name}`,
    };
  if (described + equal >= recurring)
    return {
      value: 'shared',
      reason: 'item ids recur across tasks with equal texts: they name the same item',
      example: `item ${name}`,
    };
  return {
    value: 'within-task',
    reason: 'item ids recur across tasks without equal texts: an item is its task and id',
    example: `item ${name}`,
  };
}
