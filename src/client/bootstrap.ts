import { ok } from '../domain/problem.ts';
import type { Result } from '../domain/problem.ts';
import type { OnProgress } from '../protocol/fitted-model.ts';
import type { BootstrapPart, BootstrapSource } from '../stats/variance/uncertainty/types.ts';
import type { FitWorker } from './fit-worker.ts';

/** How many replicates, and the seed that makes them the same whoever runs them. */
export interface Replicates {
  readonly seed: number;
  readonly count: number;
}

/** Workers at once: one for each core but the one that draws the page, at most four. */
function workerCount(count: number): number {
  const cores = globalThis.navigator?.hardwareConcurrency ?? 2;
  return Math.max(1, Math.min(4, Math.max(2, cores - 1), count));
}

/** A worker is given so many replicates at a time, so that none is left waiting for another. */
const STRETCHES = 2;

/**
 * Runs replicates of a fit in parallel workers of its own; every replicate depends on the seed and its
 * number alone, so the parts are the same however they are dealt out. A stop ends the workers and
 * rejects with the signal's reason.
 */
export async function runReplicates(
  start: () => FitWorker,
  source: BootstrapSource,
  { seed, count }: Replicates,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<Result<readonly BootstrapPart[]>> {
  signal.throwIfAborted();
  const workers = Array.from({ length: workerCount(count) }, start);
  const stretches = stretchesOf(count, workers.length * STRETCHES);
  const done = stretches.map(() => 0);
  const parts: BootstrapPart[] = [];
  let next = 0;
  const tell = (): void =>
    onProgress({
      done: done.reduce((a, b) => a + b, 0),
      total: count,
      unit: 'steps',
      label: 'Fitting replicates',
    });
  const work = async ({ remote, failed }: FitWorker): Promise<Result<null>> => {
    for (let at = next++; at < stretches.length; at = next++) {
      const range = { seed, ...stretches[at] };
      const part = await Promise.race([
        failed,
        remote.bootstrap(source, range, (progress) => {
          done[at] = progress.done;
          tell();
        }),
      ]);
      if (!part.ok) return part;
      done[at] = range.to - range.from;
      tell();
      parts.push(part.value);
    }
    return ok(null);
  };
  const stopped = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
  try {
    const answers = await Promise.race([Promise.all(workers.map(work)), stopped]);
    const failed = answers.find((answer) => !answer.ok);
    return failed && !failed.ok ? failed : ok(parts.toSorted((a, b) => a.from - b.from));
  } finally {
    for (const { worker } of workers) worker.terminate();
  }
}

/** 0 to count in about equal stretches, none empty. */
function stretchesOf(count: number, most: number): { from: number; to: number }[] {
  const pieces = Math.min(most, count);
  return Array.from({ length: pieces }, (_, i) => ({
    from: Math.floor((i * count) / pieces),
    to: Math.floor(((i + 1) * count) / pieces),
  }));
}
