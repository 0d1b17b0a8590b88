import type { DenseKernels } from '../../src/stats/linalg/dense-kernels.ts';
import { openKernels } from '../../workers/open-kernels.ts';
import { compileKernels } from './compile-kernels.ts';

/** The same compiled kernels as in the fit worker, in Node: for tests, benchmarks and `fit`. */
export async function openNodeKernels(): Promise<DenseKernels> {
  return openKernels(await compileKernels());
}
