import { transfer, wrap } from 'comlink';
import type { Result } from '../domain/problem.ts';
import type { Fitter, FitRequest } from '../protocol/fitter.ts';
import type { VarianceFit } from '../stats/variance/types.ts';
import { failure } from './database.ts';
import { spawnWorker } from './spawn-worker.ts';

/** A fitter whose fits can be stopped; a stopped fit rejects with the signal's reason. */
export interface StoppableFitter {
  fitVariance(request: FitRequest, signal: AbortSignal): Promise<Result<VarianceFit>>;
}

/**
 * Speaks for the fit worker. A fit computes without pause, so only ending its worker stops it: the
 * next fit starts a new one. The cells are transferred; the request is used up.
 */
export function connectFitter(workerUrl: string): StoppableFitter {
  let running: ReturnType<typeof start> | null = null;
  return {
    async fitVariance(request, signal) {
      signal.throwIfAborted();
      const { worker, remote, failed } = (running ??= start(workerUrl));
      let stop = (): void => undefined;
      const stopped = new Promise<never>((_, reject) => {
        stop = () => {
          worker.terminate();
          running = null;
          reject(signal.reason as Error);
        };
      });
      signal.addEventListener('abort', stop);
      try {
        const fit = remote.fitVariance(transfer(request, buffersOf(request)));
        return await Promise.race([fit, failed, stopped]);
      } finally {
        // An idle worker is kept for the next fit, whatever becomes of this request's signal.
        signal.removeEventListener('abort', stop);
      }
    },
  };
}

/** The proxy is kept with its worker: comlink silences a worker whose proxy is collected as garbage. */
function start(workerUrl: string) {
  const worker = spawnWorker(workerUrl, 'fit');
  return { worker, remote: wrap<Fitter>(worker), failed: failure(worker, 'fit') };
}

/** The bytes of the cells, each buffer once: several answers may be views of the same one. */
function buffersOf(request: FitRequest): Transferable[] {
  const buffers = request.cells.map(({ bytes }) => bytes.buffer);
  return [...new Set(buffers)].filter((buffer) => buffer instanceof ArrayBuffer);
}
