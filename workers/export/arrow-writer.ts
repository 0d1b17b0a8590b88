import { RecordBatchFileWriter, tableFromIPC } from 'apache-arrow';
import { toIpc } from '../arrow-build.ts';
import type { MakeWriter } from './table-writer.ts';

/** Arrow IPC, file form (Feather 2), uncompressed: texts as Utf8, numbers as Float64. */
export const arrowWriter: MakeWriter = (names, numeric, sink) => {
  const writer = new RecordBatchFileWriter();
  const empty = names.map((name, i) =>
    numeric[i] ? { name, numbers: new Float64Array() } : { name, texts: [] },
  );
  writer.reset(undefined, tableFromIPC(toIpc(empty, 0)).schema);
  return {
    write(batch, rows) {
      for (const piece of tableFromIPC(toIpc(batch, rows)).batches) writer.write(piece);
    },
    finish() {
      writer.finish();
      sink(writer.toUint8Array(true));
    },
  };
};
