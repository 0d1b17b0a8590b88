import { expose } from 'comlink';
import compiled from '../src/stats/linalg/simd/assembly/index.ts?compiled-kernels';
import { openKernels } from './open-kernels.ts';
import { scoreSession } from './score-session.ts';

expose(scoreSession(openKernels(compiled)));
