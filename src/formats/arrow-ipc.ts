import { RecordBatchReader } from 'apache-arrow';
import type { RecordBatch, RecordBatchFileReader, RecordBatchStreamReader } from 'apache-arrow';
import type { Batch } from './batch.ts';
import { columnsOf, schemaNames } from './arrow-columns.ts';
import { guardFlatbuffers } from './flatbuffer-guard.ts';
import type { TableFormat } from './format.ts';
import { ProblemError } from '../domain/problem.ts';
import type { Source } from './source.ts';

const CONTINUATION = 0xffffffff;

guardFlatbuffers();

/** Arrow IPC, file (Feather 2) and stream. */
export const arrowIpc: TableFormat = {
  id: 'arrow',
  label: 'Arrow table',
  recognise({ head }) {
    if (new TextDecoder('latin1').decode(head.subarray(0, 6)) === 'ARROW1') return 1;
    const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
    return head.length > 8 && view.getUint32(0, true) === CONTINUATION && head[0] === 0xff
      ? 0.9
      : 0;
  },
  async open(source) {
    const reader = await openReader(source);
    const columns = schemaNames(reader.schema);
    await reader.cancel();
    return { columns, rows: null, decimalComma: false, batches: () => readBatches(source) };
  },
};

type SyncReader = RecordBatchFileReader | RecordBatchStreamReader;

async function openReader(source: Source): Promise<SyncReader> {
  try {
    const content = await source.content();
    // A whole buffer: the file form needs its footer, and a stream of pieces is copied together anyway.
    const reader = RecordBatchReader.from(new Uint8Array(await content.arrayBuffer()));
    return reader.open();
  } catch (error) {
    throw damaged(source, error);
  }
}

async function* readBatches(source: Source): AsyncGenerator<Batch, void, void> {
  const reader = await openReader(source);
  const total = batchCount(reader, source);
  let firstRow = 1;
  for (let index = 0; ; index++) {
    let batch;
    let columns;
    try {
      batch = nextBatch(reader, index, total);
      if (!batch) return;
      // Damage may show only when the buffers are looked into.
      columns = columnsOf(batch);
    } catch (error) {
      throw damaged(source, error);
    }
    yield {
      rows: batch.numRows,
      firstRow,
      skips: [],
      bytesDone: total > 0 ? Math.round((source.size * (index + 1)) / total) : source.size,
      columns,
    };
    firstRow += batch.numRows;
  }
}

/**
 * The batch at an index, null behind the last. The file form is read by its directory: the reader's own
 * iteration never ends where a damaged entry leads to a message that is no batch.
 */
function nextBatch(reader: SyncReader, index: number, total: number): RecordBatch | null {
  if (!reader.isFile()) {
    const next = (reader as RecordBatchStreamReader).next();
    return next.done ? null : next.value;
  }
  if (index >= total) return null;
  // From bytes at hand it is read at once; the promise is the asynchronous reader's.
  const batch = reader.readRecordBatch(index) as RecordBatch | null;
  if (!batch) throw new RangeError(`invalid directory; no batch at its entry ${index}`);
  return batch;
}

/** Batches the footer states; 0 for a stream, which has none. */
function batchCount(reader: SyncReader, source: Source): number {
  try {
    return reader.isFile() ? (reader as RecordBatchFileReader).numRecordBatches : 0;
  } catch (error) {
    throw damaged(source, error);
  }
}

function damaged(source: Source, error: unknown): ProblemError {
  const detail = error instanceof Error ? error.message : String(error);
  const compressed = /compress/i.test(detail);
  return new ProblemError({
    code: compressed ? 'compressed-arrow' : 'damaged-arrow',
    severity: 'error',
    message: compressed
      ? 'The buffers of this Arrow file are compressed, which cannot be read here.'
      : 'This Arrow file is damaged or cut off.',
    file: source.name,
    found: compressed ? 'compressed record batches' : 'an incomplete file',
    expected: 'an uncompressed Arrow IPC file or stream',
    wayOn: compressed
      ? 'Write it with compression=None (pyarrow) or as Parquet.'
      : 'Write or copy the file again.',
    detail,
  });
}
