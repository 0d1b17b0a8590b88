import type { Schema } from 'apache-arrow';
import { tableFromIPC } from 'apache-arrow';
import type * as ParquetWasm from 'parquet-wasm/esm';
import type { ParquetFile } from 'parquet-wasm/esm';
import type { Batch } from './batch.ts';
import { columnsOf, schemaNames } from './arrow-columns.ts';
import type { TableFormat } from './format.ts';
import { ProblemError } from '../domain/problem.ts';
import type { Source } from './source.ts';
import { unknownColumnType } from './unknown-column-type.ts';
import type { UnlessPanic } from './unless-panic.ts';
import { unlessPanic } from './unless-panic.ts';

const BATCH_ROWS = 122_880;
const MAGIC = 'PAR1';

type ParquetModule = typeof ParquetWasm;

/**
 * Parquet, one row group at a time. `load` gives the module, its WebAssembly already started; `guard`
 * catches its panics, by default as a browser's worker meets them.
 */
export function parquet(
  load: () => Promise<ParquetModule>,
  guard: UnlessPanic = unlessPanic,
): TableFormat {
  return {
    id: 'parquet',
    label: 'Parquet table',
    recognise: ({ head }) =>
      new TextDecoder('latin1').decode(head.subarray(0, 4)) === MAGIC ? 1 : 0,
    prepare: load,
    async open(source) {
      const file = await openFile(source, load, guard);
      const schema = schemaOf(source, file);
      const metadata = file.metadata();
      const rows = metadata.fileMetadata().numRows();
      return {
        columns: schemaNames(schema),
        rows,
        decimalComma: false,
        batches: () => readBatches(source, file, guard),
      };
    },
  };
}

function schemaOf(source: Source, file: ParquetFile): Schema {
  try {
    return tableFromIPC(file.schema().intoIPCStream()).schema;
  } catch (error) {
    throw unknownColumnType(source.name, error) ?? damaged(source, error);
  }
}

async function openFile(
  source: Source,
  load: () => Promise<ParquetModule>,
  guard: UnlessPanic,
): Promise<ParquetFile> {
  const { ParquetFile } = await load();
  try {
    const blob = await source.blob();
    return await guard(() => ParquetFile.fromFile(blob));
  } catch (error) {
    throw damaged(source, error);
  }
}

async function* readBatches(
  source: Source,
  file: ParquetFile,
  guard: UnlessPanic,
): AsyncGenerator<Batch, void, void> {
  const groups = file.metadata().numRowGroups();
  let firstRow = 1;
  for (let group = 0; group < groups; group++) {
    let batches;
    try {
      const table = await guard(() => file.read({ rowGroups: [group], batchSize: BATCH_ROWS }));
      batches = tableFromIPC(table.intoIPCStream()).batches;
    } catch (error) {
      throw damaged(source, error);
    }
    for (const [index, batch] of batches.entries()) {
      let columns;
      try {
        columns = columnsOf(batch);
      } catch (error) {
        throw damaged(source, error);
      }
      yield {
        rows: batch.numRows,
        firstRow,
        skips: [],
        bytesDone: Math.round((source.size * (group + (index + 1) / batches.length)) / groups),
        columns,
      };
      firstRow += batch.numRows;
    }
  }
}

function damaged(source: Source, error: unknown): ProblemError {
  return new ProblemError({
    code: 'damaged-parquet',
    severity: 'error',
    message: 'This Parquet file is damaged or cut off.',
    file: source.name,
    found: 'a file whose footer or pages cannot be read',
    expected: 'a complete Parquet file',
    wayOn: 'Write or copy the file again; a Parquet file cannot be read in part.',
    detail: error instanceof Error ? error.message : String(error),
  });
}
