import type { DenseKernels } from '../src/stats/linalg/dense-kernels.ts';
import { plainKernels } from '../src/stats/linalg/plain-kernels.ts';
import { simdKernels } from '../src/stats/linalg/simd/simd-kernels.ts';
import type { SimdInstance } from '../src/stats/linalg/simd/simd-kernels.ts';

/**
 * The fastest kernels that this engine runs: the compiled ones, or the plain ones where WebAssembly
 * or its vectors are refused.
 */
export function openKernels(compiled: Uint8Array<ArrayBuffer>): DenseKernels {
  let module: WebAssembly.Module;
  try {
    module = new WebAssembly.Module(compiled);
  } catch {
    return plainKernels;
  }
  return simdKernels((pages) => {
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
    const instance = new WebAssembly.Instance(module, { env: { memory } });
    const kernels = instance.exports as unknown as Omit<SimdInstance, 'buffer'>;
    return { ...kernels, buffer: memory.buffer };
  });
}
