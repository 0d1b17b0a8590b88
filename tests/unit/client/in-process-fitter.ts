import type { ModelFitter, StoppableFitter } from '../../../src/client/fitter.ts';
import { runReplicates } from '../../../src/client/bootstrap.ts';
import { plainKernels } from '../../../src/stats/linalg/plain-kernels.ts';
import { fitSession } from '../../../workers/fit-session.ts';

const options = { kernels: plainKernels, now: () => performance.now() };

/** The fit workers' insides, without the workers: the same sessions, in this thread. */
export function inProcessFitter(): StoppableFitter {
  return {
    ...one(),
    aside: one(),
    bootstrap: (source, replicates, onProgress, signal) =>
      runReplicates(
        () => ({
          worker: { terminate: () => undefined },
          remote: fitSession(options),
          failed: new Promise<never>(() => undefined),
        }),
        source,
        replicates,
        onProgress,
        signal,
      ),
    once: async (task, signal) => {
      const answer = await task(fitSession(options));
      signal.throwIfAborted();
      return answer;
    },
  };
}

function one(): ModelFitter {
  const session = fitSession(options);
  return {
    fitVariance: (request) => session.fitVariance(request),
    ask: async (question, signal) => {
      const answer = await question(session);
      signal.throwIfAborted();
      return answer;
    },
  };
}
