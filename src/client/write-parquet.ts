import type { AnswerTable } from '../analyses/sql/answer-table.ts';

/** An answer as a Parquet file, its numbers as DOUBLE, everything else as text. */
export async function writeParquet(table: AnswerTable): Promise<ArrayBuffer> {
  const { parquetWriteBuffer } = await import('hyparquet-writer');
  return parquetWriteBuffer({
    columnData: table.columns.map(({ name, isNumeric }, index) => ({
      name,
      data: table
        .values(index)
        .map((value) => (value === null || isNumeric ? value : String(value))),
      type: isNumeric ? 'DOUBLE' : 'STRING',
      nullable: true,
    })),
  });
}
