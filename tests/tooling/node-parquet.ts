import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parquet } from '../../src/formats/parquet.ts';

/** The Parquet format with its WebAssembly started from the installed package. */
export const nodeParquet = parquet(async () => {
  const module = await import('parquet-wasm/esm');
  const wasm = createRequire(import.meta.url).resolve('parquet-wasm/esm/parquet_wasm_bg.wasm');
  module.initSync({ module: readFileSync(wasm) });
  return module;
});
