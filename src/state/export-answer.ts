import type { AnswerTable } from '../analyses/sql/answer-table.ts';
import { writeParquet } from '../client/write-parquet.ts';

/** An answer as a Parquet file. */
export function parquetOf(table: AnswerTable): Promise<ArrayBuffer> {
  return writeParquet(table);
}
