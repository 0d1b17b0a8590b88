import type { Dataset } from '../domain/dataset.ts';
import type { Fragment } from './sql.ts';
import { levelTable } from './error.ts';
import { ident, join, sql } from './sql.ts';

/** From this many codes on, the whole table is read: text and parameters stay short. */
const MANY = 2000;

/**
 * Names of a facet's levels by code: `code`, `name`, and `task` where an item is one only within its
 * task. More codes than two thousand are answered with the names of all levels.
 */
export function levelNames(
  facet: string,
  codes: Iterable<number>,
  itemIdentity: Dataset['itemIdentity'],
): Fragment {
  const wanted = [...new Set(codes)];
  const kept = (column: Fragment): Fragment =>
    wanted.length > MANY || wanted.length === 0
      ? sql`TRUE`
      : sql`${column} IN (${join(wanted.map((code) => sql`${code}::INTEGER`))})`;
  if (facet === 'item' && itemIdentity === 'within-task')
    return sql`SELECT p.task_item AS code, i.name AS name, t.name AS task FROM task_item p JOIN ${ident(levelTable('item'))} i ON i.code = p.item JOIN ${ident(levelTable('task'))} t ON t.code = p.task WHERE ${kept(sql`p.task_item`)}`;
  return sql`SELECT code, name, NULL::VARCHAR AS task FROM ${ident(levelTable(facet))} WHERE ${kept(sql`code`)}`;
}
