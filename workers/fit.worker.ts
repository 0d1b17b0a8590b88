import { expose } from 'comlink';
import type { Fitter } from '../src/protocol/fitter.ts';
import { fitVariance } from '../src/stats/variance/fit.ts';
import { decodeCells } from './decode-cells.ts';

const fitter: Fitter = {
  fitVariance: (request) => {
    const cells = request.cells.map(decodeCells);
    return Promise.resolve(fitVariance({ ...request, cells }, { now: () => performance.now() }));
  },
};

expose(fitter);
