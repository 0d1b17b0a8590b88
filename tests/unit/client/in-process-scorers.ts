import type { ScoreWorkers } from '../../../src/client/resampler.ts';
import { plainKernels } from '../../../src/stats/linalg/plain-kernels.ts';
import { scoreSession } from '../../../workers/score-session.ts';

/** The scores of a question in this very process, in place of the workers. */
export function inProcessScorers(): ScoreWorkers {
  const session = scoreSession(plainKernels);
  return {
    load: (scores) => session.load(scores),
    async ask(question, signal) {
      signal.throwIfAborted();
      const answer = await question(session);
      signal.throwIfAborted();
      return answer;
    },
    async resample(work, { wanted, seed }, onProgress, signal) {
      const total = await session.replicates(work, wanted);
      const part = await session.replicate(work, { seed, from: 0, to: total });
      signal.throwIfAborted();
      onProgress({ done: total, total, unit: 'steps', label: 'Resampling' });
      return [part];
    },
  };
}
