import { transfer, wrap } from 'comlink';
import type { EncodedScores, Resampler, ScoreSummary } from '../protocol/resampler.ts';
import { failure } from './database.ts';
import { spawnWorker } from './spawn-worker.ts';
import { Turns } from './turns.ts';

/** A stopped question may end by itself for this long; then its worker is ended. */
const GRACE_MS = 100;

/** One worker that holds scores and is asked one thing at a time; it starts when it is first asked. */
export interface ScoreWorker {
  /**
   * Puts a question about `scores` when its turn has come; one that `canWait` lets all others go first.
   * A stop rejects with the signal's reason: a question that waits is never put, and a worker that is
   * still at it `GRACE_MS` later is ended, so that the next question starts another.
   */
  ask<T>(
    scores: EncodedScores,
    question: (resampler: Resampler, summary: ScoreSummary) => T | Promise<T>,
    signal: AbortSignal,
    canWait?: boolean,
  ): Promise<T>;
}

interface Running {
  readonly worker: Pick<Worker, 'terminate'>;
  readonly remote: Resampler;
  readonly failed: Promise<never>;
  /** The scores it holds or is about to hold. */
  loaded: { readonly scores: EncodedScores; readonly summary: Promise<ScoreSummary> } | null;
}

/** Speaks for one worker. */
export function connectScoreWorker(workerUrl: string): ScoreWorker {
  const turns = new Turns();
  let running: Running | null = null;
  const end = (on: Running): void => {
    on.worker.terminate();
    if (running === on) running = null;
  };
  return {
    async ask(scores, question, signal, canWait) {
      const through = await turns.take(signal, canWait);
      const on = (running ??= start(workerUrl));
      const summary = load(on, scores);
      const answer = Promise.race([
        summary.then((known) => question(on.remote, known)),
        on.failed.catch((error: unknown) => {
          end(on);
          throw error;
        }),
      ]);
      answer.then(through, through);
      return untilStopped(answer, signal, () => {
        const giveUp = setTimeout(() => {
          end(on);
          through();
        }, GRACE_MS);
        const ended = (): void => clearTimeout(giveUp);
        answer.then(ended, ended);
      });
    },
  };
}

/** The proxy is kept with its worker: comlink silences a worker whose proxy is collected as garbage. */
function start(workerUrl: string): Running {
  const worker = spawnWorker(workerUrl, 'resample');
  return {
    worker,
    remote: wrap<Resampler>(worker),
    failed: failure(worker, 'resample'),
    loaded: null,
  };
}

/** Sees to it that the worker holds these scores. The bytes stay with the page. */
function load(on: Running, scores: EncodedScores): Promise<ScoreSummary> {
  if (on.loaded?.scores !== scores) {
    const copy = copied(scores);
    on.loaded = { scores, summary: on.remote.load(transfer(copy, buffersOf(copy))) };
  }
  return on.loaded.summary;
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

async function untilStopped<T>(
  answer: Promise<T>,
  signal: AbortSignal,
  onStop: () => void,
): Promise<T> {
  let stop = (): void => undefined;
  const stopped = new Promise<never>((_, reject) => {
    stop = () => {
      onStop();
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', stop);
  });
  try {
    return await Promise.race([answer, stopped]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
