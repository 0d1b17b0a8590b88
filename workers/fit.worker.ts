import { expose } from 'comlink';
import compiled from '../src/stats/linalg/simd/assembly/index.ts?compiled-kernels';
import { fitSession } from './fit-session.ts';
import { openKernels } from './open-kernels.ts';

expose(fitSession({ kernels: openKernels(compiled), now: () => performance.now() }));
