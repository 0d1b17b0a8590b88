import type { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { MakeWriter } from './table-writer.ts';

interface ParquetModule {
  readonly ByteWriter: typeof ByteWriter;
  readonly ParquetWriter: typeof ParquetWriter;
}

/** Parquet, Snappy, a row group per batch: texts as UTF8, numbers as DOUBLE, all optional. */
export function parquetWriter({ ByteWriter, ParquetWriter }: ParquetModule): MakeWriter {
  return (names, numeric, sink) => {
    const bytes = new ByteWriter();
    const flush = (): void => {
      sink(bytes.getBytes().slice());
      // What has been handed on is not kept: the offset goes on counting.
      bytes.index = 0;
    };
    const writer = new ParquetWriter({
      writer: bytes,
      schema: [
        { name: 'root', num_children: names.length },
        ...names.map((name, i) =>
          numeric[i]
            ? ({ name, type: 'DOUBLE', repetition_type: 'OPTIONAL' } as const)
            : ({
                name,
                type: 'BYTE_ARRAY',
                converted_type: 'UTF8',
                repetition_type: 'OPTIONAL',
              } as const),
        ),
      ],
      statistics: false,
    });
    return {
      write(batch, rows) {
        void writer.write({
          columnData: batch.map((column) => ({
            name: column.name,
            data: 'texts' in column ? [...column.texts] : nullable(column.numbers),
          })),
          rowGroupSize: rows,
        });
        flush();
      },
      finish() {
        void writer.finish();
        flush();
      },
    };
  };
}

function nullable(numbers: Float64Array): (number | null)[] {
  return Array.from(numbers, (value) => (Number.isNaN(value) ? null : value));
}
