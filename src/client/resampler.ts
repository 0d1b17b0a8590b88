import type { Progress } from '../protocol/progress.ts';
import type {
  EncodedScores,
  Resampler,
  ResampleWork,
  ScoreSummary,
} from '../protocol/resampler.ts';
import type { RunningMoments } from '../stats/resample/running-moments.ts';
import { connectScoreWorker } from './score-worker.ts';

export type { Progress, ResampleWork, RunningMoments };

/** The workers that hold the scores of one question. */
export interface ScoreWorkers {
  /** Replaces the scores they hold. The bytes stay with the page, for workers that start later. */
  load(scores: EncodedScores): Promise<ScoreSummary>;
  /** Asks the first worker. A stopped question rejects with the signal's reason, and its work ends. */
  ask<T>(question: (resampler: Resampler) => Promise<T>, signal: AbortSignal): Promise<T>;
  /**
   * Makes all replicates of some work, at most `wanted`, in parallel workers. The parts add up to the
   * same whichever worker made which. A stop rejects with the signal's reason, and the work ends.
   */
  resample(
    work: ResampleWork,
    replicates: { readonly wanted: number; readonly seed: number },
    onProgress: (progress: Progress) => void,
    signal: AbortSignal,
  ): Promise<readonly RunningMoments[]>;
}

/** A worker is given as many replicates as it makes in about this time: other questions go between. */
const STRETCH_MS = 80;

/** Speaks for `count` workers; each starts when it is first needed. */
export function connectResampler(workerUrl: string, count = 2): ScoreWorkers {
  const workers = Array.from({ length: count }, () => connectScoreWorker(workerUrl));
  let scores: EncodedScores | null = null;
  const present = (): EncodedScores => {
    if (scores === null) throw new Error('invalid call; no scores are loaded');
    return scores;
  };

  return {
    load(next) {
      scores = next;
      return workers[0].ask(next, (_, summary) => summary, new AbortController().signal);
    },
    async ask(question, signal) {
      return workers[0].ask(present(), (resampler) => question(resampler), signal);
    },
    async resample(work, { wanted, seed }, onProgress, signal) {
      const mine = present();
      const total = await workers[0].ask(mine, (r) => r.replicates(work, wanted), signal);
      const parts: RunningMoments[] = [];
      let next = 0;
      let done = 0;
      const take = async (index: number): Promise<void> => {
        for (let size = 1; next < total;) {
          if (scores !== mine) throw new Error('invalid call; the scores were replaced meanwhile');
          const range = { seed, from: next, to: Math.min(total, next + size) };
          next = range.to;
          let began = NaN;
          const make = async (resampler: Resampler): Promise<RunningMoments> => {
            began = performance.now();
            return resampler.replicate(work, range);
          };
          parts.push(await workers[index].ask(mine, make, signal, true));
          const each = (performance.now() - began) / (range.to - range.from);
          size = Math.max(1, Math.min(2 * size, Math.floor(STRETCH_MS / each)));
          done += range.to - range.from;
          onProgress({ done, total, unit: 'steps', label: 'Resampling' });
        }
      };
      await Promise.all(Array.from({ length: Math.min(count, total) }, (_, i) => take(i)));
      return parts;
    },
  };
}
