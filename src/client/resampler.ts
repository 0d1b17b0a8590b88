import { transfer, wrap } from 'comlink';
import type { Progress } from '../protocol/progress.ts';
import type {
  EncodedScores,
  Resampler,
  ResampleWork,
  ScoreSummary,
} from '../protocol/resampler.ts';
import type { RunningMoments } from '../stats/resample/running-moments.ts';
import { failure } from './database.ts';
import { spawnWorker } from './spawn-worker.ts';

export type { Progress, ResampleWork, RunningMoments };

/** The workers that hold the scores of one question. */
export interface ScoreWorkers {
  /** Replaces the scores they hold. The bytes stay with the page, for workers that start later. */
  load(scores: EncodedScores): Promise<ScoreSummary>;
  /** Asks the first worker. A stopped question rejects with the signal's reason. */
  ask<T>(question: (resampler: Resampler) => Promise<T>, signal: AbortSignal): Promise<T>;
  /**
   * Makes all replicates of some work, at most `wanted`, in parallel workers. The parts add up to the
   * same whichever worker made which. A stop rejects with the signal's reason.
   */
  resample(
    work: ResampleWork,
    replicates: { readonly wanted: number; readonly seed: number },
    onProgress: (progress: Progress) => void,
    signal: AbortSignal,
  ): Promise<readonly RunningMoments[]>;
}

/** A worker is given as many replicates as it makes in about this time, so that a stop is soon heard. */
const STRETCH_MS = 250;

interface ScoreWorker {
  readonly remote: Resampler;
  readonly failed: Promise<never>;
  /** The scores it holds or is about to hold. */
  loaded: { readonly scores: EncodedScores; readonly summary: Promise<ScoreSummary> } | null;
}

/** Speaks for `count` workers; each starts when it is first needed. */
export function connectResampler(workerUrl: string, count = 2): ScoreWorkers {
  const workers: ScoreWorker[] = [];
  let scores: EncodedScores | null = null;

  /** The worker, with the present scores in it. */
  const ready = async (index: number): Promise<ScoreWorker> => {
    if (scores === null) throw new Error('invalid call; no scores are loaded');
    const worker = (workers[index] ??= start(workerUrl));
    if (worker.loaded?.scores !== scores) {
      const copy = copied(scores);
      const summary = worker.remote.load(transfer(copy, buffersOf(copy)));
      worker.loaded = { scores, summary };
    }
    await Promise.race([worker.loaded.summary, worker.failed]);
    return worker;
  };

  return {
    async load(next) {
      scores = next;
      const worker = await ready(0);
      return worker.loaded!.summary;
    },
    async ask(question, signal) {
      const answer = ready(0).then(({ remote, failed }) =>
        Promise.race([question(remote), failed]),
      );
      return untilStopped(answer, signal);
    },
    resample(work, { wanted, seed }, onProgress, signal) {
      const run = async (): Promise<RunningMoments[]> => {
        const mine = scores;
        const first = await ready(0);
        const total = await first.remote.replicates(work, wanted);
        const parts: RunningMoments[] = [];
        let next = 0;
        let done = 0;
        const take = async (index: number): Promise<void> => {
          const { remote, failed } = await ready(index);
          for (let size = 1; next < total && !signal.aborted;) {
            if (scores !== mine)
              throw new Error('invalid call; the scores were replaced meanwhile');
            const range = { seed, from: next, to: Math.min(total, next + size) };
            next = range.to;
            const began = performance.now();
            parts.push(await Promise.race([remote.replicate(work, range), failed]));
            const each = (performance.now() - began) / (range.to - range.from);
            size = Math.max(1, Math.min(2 * size, Math.floor(STRETCH_MS / each)));
            done += range.to - range.from;
            onProgress({ done, total, unit: 'steps', label: 'Resampling' });
          }
        };
        await Promise.all(Array.from({ length: Math.min(count, total) }, (_, i) => take(i)));
        return parts;
      };
      return untilStopped(run(), signal);
    },
  };
}

/** The proxy is kept with its worker: comlink silences a worker whose proxy is collected as garbage. */
function start(workerUrl: string): ScoreWorker {
  const worker = spawnWorker(workerUrl, 'resample');
  return { remote: wrap<Resampler>(worker), failed: failure(worker, 'resample'), loaded: null };
}

function copied(scores: EncodedScores): EncodedScores {
  const { columns, humans, references, grades } = scores;
  return {
    scores: scores.scores.slice(),
    columns: columns.slice(),
    humans: humans.slice(),
    references: references.slice(),
    grades: grades.slice(),
  };
}

function buffersOf(scores: EncodedScores): Transferable[] {
  return Object.values(scores).map((bytes: Uint8Array) => bytes.buffer as ArrayBuffer);
}

async function untilStopped<T>(answer: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  let stop = (): void => undefined;
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason as Error);
    signal.addEventListener('abort', stop);
  });
  try {
    return await Promise.race([answer, stopped]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
