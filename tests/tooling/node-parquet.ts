import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parquet } from '../../src/formats/parquet.ts';
import type { UnlessPanic } from '../../src/formats/unless-panic.ts';

/** In Node an uncaught error ends the process unless it is captured. */
const unlessPanic: UnlessPanic = async (work) => {
  const panic = new Promise<never>((_, reject) => {
    process.setUncaughtExceptionCaptureCallback(reject);
  });
  try {
    return await Promise.race([work(), panic]);
  } finally {
    process.setUncaughtExceptionCaptureCallback(null);
  }
};

/** The Parquet format with its WebAssembly started from the installed package. */
export const nodeParquet = parquet(async () => {
  const module = await import('parquet-wasm/esm');
  const wasm = createRequire(import.meta.url).resolve('parquet-wasm/esm/parquet_wasm_bg.wasm');
  module.initSync({ module: readFileSync(wasm) });
  return module;
}, unlessPanic);
