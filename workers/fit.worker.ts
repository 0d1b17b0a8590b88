import { expose } from 'comlink';
import type { Fitter } from '../src/protocol/fitter.ts';
import compiled from '../src/stats/linalg/simd/assembly/index.ts?compiled-kernels';
import { fitVariance } from '../src/stats/variance/fit.ts';
import { decodeCells } from './decode-cells.ts';
import { openKernels } from './open-kernels.ts';

const options = { kernels: openKernels(compiled), now: () => performance.now() };

const fitter: Fitter = {
  fitVariance: (request) => {
    const cells = request.cells.map(decodeCells);
    return Promise.resolve(fitVariance({ ...request, cells }, options));
  },
};

expose(fitter);
