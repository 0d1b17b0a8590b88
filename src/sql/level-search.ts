import type { Statement } from '../domain/statement.ts';
import { levelTable } from './error.ts';
import { ident, sql } from './sql.ts';

/**
 * Names of a facet's levels that contain `text`, whatever their case, in order of first appearance;
 * at most `limit` of them.
 */
export function levelSearch(facet: string, text: string, limit: number): Statement {
  return sql`SELECT name FROM ${ident(levelTable(facet))} WHERE name IS NOT NULL AND contains(lower(name), lower(${text})) ORDER BY code LIMIT ${limit}`;
}
