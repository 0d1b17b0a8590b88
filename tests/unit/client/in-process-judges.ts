import type { JudgesWorker } from '../../../src/client/judges-worker.ts';
import { judgeSession } from '../../../workers/judge-session.ts';

/** The judges worker's inside without a worker. */
export function inProcessJudges(): JudgesWorker {
  const session = judgeSession();
  let held: string | null = null;
  return {
    async answer(key, load, request) {
      if (held !== key) {
        const judgements = await load();
        if (!judgements.ok) return judgements;
        await session.load(judgements.value);
        held = key;
      }
      return session.answer(request);
    },
  };
}
