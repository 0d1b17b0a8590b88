import { RecordBatchReader } from 'apache-arrow';
import type {
  AsyncRecordBatchFileReader,
  AsyncRecordBatchStreamReader,
  RecordBatch,
} from 'apache-arrow';
import type { Batch } from './batch.ts';
import { columnsOf, schemaNames } from './arrow-columns.ts';
import type { Content } from './content.ts';
import { guardFlatbuffers } from './flatbuffer-guard.ts';
import type { TableFormat } from './format.ts';
import { ProblemError } from '../domain/problem.ts';
import type { Source } from './source.ts';
import { unknownColumnType } from './unknown-column-type.ts';

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

/** What the reader takes for a file of Node's. */
type FileHandle = Extract<Parameters<typeof RecordBatchReader.from>[0], { fd: unknown }>;
type Reader = AsyncRecordBatchFileReader | AsyncRecordBatchStreamReader;

async function openReader(source: Source): Promise<Reader> {
  try {
    const reader = await RecordBatchReader.from(partly(await source.content()));
    await reader.open();
    return reader;
  } catch (error) {
    throw damaged(source, error);
  }
}

/**
 * Content as the reader takes a file of Node's: it asks for the directory, then for a batch at a time, so
 * that a large file never lies in memory whole.
 */
function partly(content: Content): FileHandle {
  const file = {
    fd: 0,
    stat: () => Promise.resolve({ size: content.size }),
    async read(buffer: Uint8Array, offset: number, length: number, position: number) {
      const part = await content.slice(position, position + length).arrayBuffer();
      buffer.set(new Uint8Array(part), offset);
      return { bytesRead: part.byteLength, buffer };
    },
    close: () => Promise.resolve(),
  };
  // The reader calls nothing else of it.
  return file as unknown as FileHandle;
}

async function* readBatches(source: Source): AsyncGenerator<Batch, void, void> {
  const reader = await openReader(source);
  const total = batchCount(reader, source);
  let firstRow = 1;
  for (let index = 0; ; index++) {
    let batch;
    let columns;
    try {
      batch = await nextBatch(reader, index, total);
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
async function nextBatch(
  reader: Reader,
  index: number,
  total: number,
): Promise<RecordBatch | null> {
  if (!reader.isFile()) {
    const next = await (reader as AsyncRecordBatchStreamReader).next();
    return next.done ? null : next.value;
  }
  if (index >= total) return null;
  const batch = await reader.readRecordBatch(index);
  if (!batch) throw new RangeError(`invalid directory; no batch at its entry ${index}`);
  return batch;
}

/** Batches the footer states; 0 for a stream, which has none. */
function batchCount(reader: Reader, source: Source): number {
  try {
    return reader.isFile() ? (reader as AsyncRecordBatchFileReader).numRecordBatches : 0;
  } catch (error) {
    throw damaged(source, error);
  }
}

function damaged(source: Source, error: unknown): ProblemError {
  const unknown = unknownColumnType(source.name, error);
  if (unknown) return unknown;
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
      ? 'Write it as Parquet; or uncompressed, with df.to_feather(…, compression="uncompressed") in pandas.'
      : 'Write or copy the file again.',
    detail,
  });
}
