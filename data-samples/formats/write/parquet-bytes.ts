import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as parquet from 'parquet-wasm/esm';

/** A Parquet file of an Arrow IPC stream; always the same bytes. */
export function parquetBytes(stream: Uint8Array): Uint8Array {
  const require = createRequire(import.meta.url);
  const wasm = require.resolve('parquet-wasm/esm/parquet_wasm_bg.wasm');
  parquet.initSync({ module: readFileSync(wasm) });
  return parquet.writeParquet(parquet.Table.fromIPCStream(stream));
}
