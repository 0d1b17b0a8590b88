import { transfer, wrap } from 'comlink';
import type { Result } from '../domain/problem.ts';
import type {
  EncodedJudgements,
  JudgedPairs,
  Judges,
  JudgesAnswer,
  JudgesRequest,
} from '../protocol/judges.ts';
import { failure } from './database.ts';
import { spawnWorker } from './spawn-worker.ts';

/** The worker that holds judgements; it is started when it is first needed. */
export interface JudgesWorker {
  /** Asks of the judgements named by `key`, loading them first where others are held. */
  answer(
    key: string,
    load: () => Promise<Result<EncodedJudgements>>,
    request: JudgesRequest,
  ): Promise<Result<JudgesAnswer>>;
  /** What the same judgements say beside, likewise. */
  judged(
    key: string,
    load: () => Promise<Result<EncodedJudgements>>,
    request: JudgesRequest,
  ): Promise<Result<JudgedPairs>>;
}

/** Speaks for the judges worker. */
export function connectJudges(workerUrl: string): JudgesWorker {
  // The proxy is kept with its worker: comlink silences a worker whose proxy is collected as garbage.
  let worker: { remote: ReturnType<typeof wrap<Judges>>; failed: Promise<never> } | null = null;
  let held: { key: string; loaded: Promise<Result<void>> } | null = null;
  const start = () => {
    const started = spawnWorker(workerUrl, 'judges');
    return { remote: wrap<Judges>(started), failed: failure(started, 'judges') };
  };
  const asked = async <T>(
    key: string,
    load: () => Promise<Result<EncodedJudgements>>,
    ask: (remote: ReturnType<typeof wrap<Judges>>) => Promise<Result<T>>,
  ): Promise<Result<T>> => {
    const { remote, failed } = (worker ??= start());
    if (held?.key !== key) {
      const loaded = load().then(async (judgements): Promise<Result<void>> => {
        if (!judgements.ok) return judgements;
        const { value } = judgements;
        const buffers = Object.values(value).flatMap((bytes: Uint8Array | null) =>
          bytes ? [bytes.buffer as ArrayBuffer] : [],
        );
        await Promise.race([remote.load(transfer(value, [...new Set(buffers)])), failed]);
        return { ok: true, value: undefined };
      });
      held = { key, loaded };
    }
    const loaded = await held.loaded;
    if (!loaded.ok) {
      held = null;
      return loaded;
    }
    return Promise.race([ask(remote), failed]);
  };
  return {
    answer: (key, load, request) => asked(key, load, (remote) => remote.answer(request)),
    judged: (key, load, request) => asked(key, load, (remote) => remote.judged(request)),
  };
}
