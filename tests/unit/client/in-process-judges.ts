import type { Result } from '../../../src/domain/problem.ts';
import type { EncodedJudgements } from '../../../src/protocol/judges.ts';
import type { JudgesWorker } from '../../../src/client/judges-worker.ts';
import { judgeSession } from '../../../workers/judge-session.ts';

/** The judges worker's inside without a worker. */
export function inProcessJudges(): JudgesWorker {
  const session = judgeSession();
  let held: string | null = null;
  const asked = async <T>(
    key: string,
    load: () => Promise<Result<EncodedJudgements>>,
    ask: () => Promise<Result<T>>,
  ): Promise<Result<T>> => {
    if (held !== key) {
      const judgements = await load();
      if (!judgements.ok) return judgements;
      await session.load(judgements.value);
      held = key;
    }
    return ask();
  };
  return {
    answer: (key, load, request) => asked(key, load, () => session.answer(request)),
    judged: (key, load, request) => asked(key, load, () => session.judged(request)),
  };
}
