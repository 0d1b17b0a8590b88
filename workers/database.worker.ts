import { expose } from 'comlink';
import type * as ParquetWasm from 'parquet-wasm/esm';
import wasmUrl from 'parquet-wasm/esm/parquet_wasm_bg.wasm?url';
import { parquet } from '../src/formats/parquet.ts';
import { openEngine } from './database.ts';
import { Session } from './session.ts';
import { browserShelf } from './shelf.ts';
import { transferring } from './transferring.ts';

let loaded: Promise<typeof ParquetWasm> | null = null;

function loadParquet(): Promise<typeof ParquetWasm> {
  return (loaded ??= import('parquet-wasm/esm').then(async (module) => {
    await module.default({ module_or_path: new URL(wasmUrl, import.meta.url).href });
    return module;
  }));
}

/** This script lies in a folder below the page, from whose address it is started. */
const folder = '..';
const shelf = browserShelf(new URL(folder, import.meta.url).pathname);
expose(transferring(new Session(openEngine, parquet(loadParquet), shelf)));
