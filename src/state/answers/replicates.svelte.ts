import type {
  Progress,
  ResampleWork,
  RunningMoments,
  ScoreWorkers,
} from '../../client/resampler.ts';

const REPLICATES = 1000;

/** The seed of every replicate, so that a question has one answer. */
export const SEED = 1;

/** Replicates being made for one view, and how far they are. */
export class Replicates {
  /** Share made of all that are wanted now; null before the first. */
  share = $state<number | null>(null);
  /** Progress by work; only `share` is on show. */
  #made: readonly (readonly [work: string, progress: Progress])[] = [];

  constructor(readonly workers: ScoreWorkers) {}

  /** All replicates of some work. A stop rejects with the signal's reason. */
  async make(work: ResampleWork, signal: AbortSignal): Promise<readonly RunningMoments[]> {
    const name = JSON.stringify(work);
    try {
      return await this.workers.resample(
        work,
        { wanted: REPLICATES, seed: SEED },
        (progress) => this.#tell(name, progress, signal),
        signal,
      );
    } finally {
      if (signal.aborted) this.#made = this.#made.filter(([work]) => work !== name);
    }
  }

  /** Other replicates are wanted from now on. */
  reset(): void {
    this.#made = [];
    this.share = null;
  }

  #tell(name: string, progress: Progress, { aborted }: AbortSignal): void {
    if (aborted) return;
    this.#made = [...this.#made.filter(([work]) => work !== name), [name, progress]];
    const sum = (of: 'done' | 'total'): number => this.#made.reduce((n, [, one]) => n + one[of], 0);
    this.share = sum('done') / sum('total');
  }
}
