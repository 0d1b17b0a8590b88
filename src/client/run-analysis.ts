import {
  decodeItemDetail,
  planItemDetail,
  planItemReferences,
} from '../analyses/slices/item-detail.ts';
import type { ItemDetail } from '../analyses/slices/item-detail.ts';
import { groupingsFor } from '../analyses/slices/options.ts';
import type { SlicesOptions } from '../analyses/slices/options.ts';
import type { Dataset } from '../domain/dataset.ts';
import { ok } from '../domain/problem.ts';
import type { Result } from '../domain/problem.ts';
import type { Question } from '../domain/question.ts';
import type { SliceAnswer } from '../domain/slice.ts';
import type { Database } from '../protocol/database.ts';
import { levelSearch } from '../sql/level-search.ts';
import { queryRows } from './query-rows.ts';

/** Slices: question and options -> groupings -> cells in the database worker -> answer. */
export function runSlices(
  database: Database,
  dataset: Dataset,
  question: Question,
  options: SlicesOptions,
): Promise<Result<SliceAnswer>> {
  const groupings = groupingsFor(options, dataset);
  return database.slice({ question, groupings, histogram: true });
}

/** One item: question -> two statements -> rows -> the item with its texts, references and scores. */
export async function runItemDetail(
  database: Database,
  question: Question,
  task: string,
  item: string,
): Promise<Result<ItemDetail>> {
  const [scores, references] = await Promise.all([
    queryRows(database, planItemDetail(question, task, item)),
    queryRows(database, planItemReferences(task, item)),
  ]);
  if (!scores.ok) return scores;
  if (!references.ok) return references;
  return ok(decodeItemDetail(task, item, scores.value, references.value));
}

/** Names of a facet's levels that contain `text`; at most `limit`. */
export async function runLevelSearch(
  database: Database,
  facet: string,
  text: string,
  limit: number,
): Promise<Result<readonly string[]>> {
  const rows = await queryRows(database, levelSearch(facet, text, limit));
  return rows.ok ? ok(rows.value.map((row) => String(row['name']))) : rows;
}
