import { transfer } from 'comlink';
import type { Result } from '../domain/problem.ts';
import type { FittedModel, OnProgress } from '../protocol/fitted-model.ts';
import type { Fitter, FitRequest } from '../protocol/fitter.ts';
import type { BootstrapPart, BootstrapSource } from '../stats/variance/uncertainty/types.ts';
import type { VarianceFit } from '../stats/variance/types.ts';
import { runReplicates } from './bootstrap.ts';
import type { Replicates } from './bootstrap.ts';
import { buffersOf, startFitWorker } from './fit-worker.ts';
import type { FitWorker } from './fit-worker.ts';
import { Turns } from './turns.ts';

/** One fit worker, whose fits can be stopped and whose last fit can be asked. */
export interface ModelFitter {
  /** A stopped fit rejects with the signal's reason. */
  fitVariance(request: FitRequest, signal: AbortSignal): Promise<Result<VarianceFit>>;
  /**
   * Asks the model fitted last, one question at a time; one that `canWait` lets all others go first. A
   * stopped question rejects with the signal's reason: it is never put to the worker, or the worker
   * leaves it at its next pause.
   */
  ask<T>(
    question: (model: FittedModel) => Promise<T>,
    signal: AbortSignal,
    canWait?: boolean,
  ): Promise<T>;
}

/** The fit workers of the page. */
export interface StoppableFitter extends ModelFitter {
  /** A worker of its own for fits that are compared with the question's. */
  readonly aside: ModelFitter;
  /** Runs bootstrap replicates in parallel workers, which end when it is done or stopped. */
  bootstrap(
    source: BootstrapSource,
    replicates: Replicates,
    onProgress: OnProgress,
    signal: AbortSignal,
  ): Promise<Result<readonly BootstrapPart[]>>;
  /**
   * Gives one task to a worker of its own, which ends with it. A stop ends the worker at once and
   * rejects with the signal's reason.
   */
  once<T>(task: (remote: Fitter) => Promise<T>, signal: AbortSignal): Promise<T>;
}

/** Speaks for the fit workers; each starts when it is first needed. */
export function connectFitter(workerUrl: string): StoppableFitter {
  return {
    ...connectOne(workerUrl),
    aside: connectOne(workerUrl),
    bootstrap: (source, replicates, onProgress, signal) =>
      runReplicates(() => startFitWorker(workerUrl), source, replicates, onProgress, signal),
    async once(task, signal) {
      signal.throwIfAborted();
      const { worker, remote, failed } = startFitWorker(workerUrl);
      const stopped = stopOf(signal, () => undefined);
      try {
        return await Promise.race([task(remote), failed, stopped.promise]);
      } finally {
        stopped.forget();
        worker.terminate();
      }
    },
  };
}

/**
 * Speaks for one fit worker. A fit computes without pause, so only ending the worker stops it; a
 * question is left at its next pause, and the worker stays, its code compiled and warm. A fit that
 * finds it still at work starts a new one. Cells are transferred; a request is used up.
 */
function connectOne(workerUrl: string): ModelFitter {
  let running: FitWorker | null = null;
  const turns = new Turns();
  const end = (): void => {
    running?.worker.terminate();
    running = null;
  };
  const open = (): FitWorker => {
    const on = startFitWorker(workerUrl);
    on.failed.catch(() => {
      if (running !== on) return;
      end();
      turns.seize()();
    });
    return on;
  };
  /** Races a reply with the worker's failure and the signal; the turn lasts until the worker is through. */
  const hear = async <T>(
    on: FitWorker,
    reply: Promise<T>,
    through: () => void,
    signal: AbortSignal,
    onStop: () => void,
  ): Promise<T> => {
    reply.then(through, through);
    const stopped = stopOf(signal, onStop);
    try {
      return await Promise.race([reply, on.failed, stopped.promise]);
    } finally {
      // An idle worker is kept for the next fit, whatever becomes of this request's signal.
      stopped.forget();
    }
  };
  return {
    fitVariance(request, signal) {
      signal.throwIfAborted();
      if (turns.busy) end();
      const through = turns.seize();
      const on = (running ??= open());
      const reply = on.remote.fitVariance(transfer(request, buffersOf(request.cells)));
      return hear(on, reply, through, signal, () => {
        end();
        through();
      });
    },
    async ask(question, signal, canWait) {
      const through = await turns.take(signal, canWait);
      const on = (running ??= open());
      return hear(on, question(on.remote), through, signal, () => void on.remote.stopAsking());
    },
  };
}

/** A promise that rejects with the signal's reason once it says stop. */
function stopOf(
  signal: AbortSignal,
  onStop: () => void,
): { readonly promise: Promise<never>; forget(): void } {
  let stop = (): void => undefined;
  const promise = new Promise<never>((_, reject) => {
    stop = () => {
      onStop();
      reject(signal.reason as Error);
    };
  });
  signal.addEventListener('abort', stop);
  return { promise, forget: () => signal.removeEventListener('abort', stop) };
}
